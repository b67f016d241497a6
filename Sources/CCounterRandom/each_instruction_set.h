/* SPDX-License-Identifier: GPL-3.0-or-later
   Includes CCR_BODY once for each instruction set; see instruction_sets.h. CCR_WIDE
   tells whether eight lanes are worth gathering. */
#pragma STDC FP_CONTRACT OFF

/* Vectors wider than the baseline's registers are passed only to inlined functions. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

#define CCR_WIDE 0
#define CCR(name) name##_baseline
#include CCR_BODY
#undef CCR
#undef CCR_WIDE

#define CCR_WIDE 1
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define CCR(name) name##_avx2
#include CCR_BODY
#undef CCR
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), \
                             apply_to = function)
#define CCR(name) name##_avx512
#include CCR_BODY
#undef CCR
#pragma clang attribute pop
#endif
#undef CCR_WIDE
#undef CCR_BODY

#pragma clang diagnostic pop
