/* SPDX-License-Identifier: GPL-3.0-or-later
   One source compiled for three instruction sets. A file NAME_body.h holds the loops, with every
   name wrapped in CCR(name); NAME.c includes it through this pattern:

     #define CCR_BODY "NAME_body.h"
     #include "each_instruction_set.h"

   and calls the one this machine supports by CCR_CHOICE(name). Only + - * / and square roots in
   one order, without fused multiplication and addition, so all three give the same bits. */
#ifndef SEGBENCH_INSTRUCTION_SETS_H
#define SEGBENCH_INSTRUCTION_SETS_H

#include <stdint.h>

#define CCR_LANES 8
typedef double ccr_doubles __attribute__((vector_size(64), aligned(8)));
typedef uint64_t ccr_longs __attribute__((vector_size(64), aligned(8)));
typedef int64_t ccr_signed __attribute__((vector_size(64), aligned(8)));
typedef uint32_t ccr_ints __attribute__((vector_size(32), aligned(4)));

#if defined(__x86_64__)
#define CCR_CHOICE(name)                        \
  (ccr_instruction_set() == 2   ? name##_avx512 \
   : ccr_instruction_set() == 1 ? name##_avx2   \
                                : name##_baseline)
#else
#define CCR_CHOICE(name) name##_baseline
#endif

#endif
