/* SPDX-License-Identifier: GPL-3.0-or-later
   One source compiled for three instruction sets. A file NAME_body.h holds the loops, with every
   name wrapped in CCR(name); NAME.c includes it through this pattern:

     #define CCR_BODY "NAME_body.h"
     #include "each_instruction_set.h"

   and dispatches with CCR_DISPATCH. Only + - * / and square roots in one order, without fused
   multiplication and addition, so all three give the same bits. */
#ifndef SEGBENCH_INSTRUCTION_SETS_H
#define SEGBENCH_INSTRUCTION_SETS_H

#include <stdint.h>

#define CCR_LANES 8
typedef double ccr_doubles __attribute__((vector_size(64), aligned(8)));
typedef uint64_t ccr_longs __attribute__((vector_size(64), aligned(8)));
typedef int64_t ccr_signed __attribute__((vector_size(64), aligned(8)));
typedef uint32_t ccr_ints __attribute__((vector_size(32), aligned(4)));

#if defined(__x86_64__)
#define CCR_DISPATCH(name, ...)                          \
  switch (ccr_instruction_set()) {                       \
    case 2: name##_avx512(__VA_ARGS__); break;           \
    case 1: name##_avx2(__VA_ARGS__); break;             \
    default: name##_baseline(__VA_ARGS__); break;        \
  }
#else
#define CCR_DISPATCH(name, ...) name##_baseline(__VA_ARGS__)
#endif

#endif
