/* SPDX-License-Identifier: GPL-3.0-or-later
   Elementary functions over columns: polynomials fitted at Chebyshev points with 60 digits; their
   own relative errors are below 2e-17. */
#include "CColumnKernels.h"
#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

/* (2 atanh(s) - 2 s) / s^3 in powers of s^2, for 1 / sqrt(2) <= (1 + s) / (1 - s) <= sqrt(2) */
static const double log_terms[7] = {
    0x1.5555555555558p-1, 0x1.99999999952d7p-2, 0x1.2492492df281ap-2, 0x1.c71c62e3f11e6p-3,
    0x1.7462b51cb66b1p-3, 0x1.39fe51a7c18f9p-3, 0x1.2b5900de53b32p-3,
};
/* (e^r - 1 - r) / r^2 in powers of r, for |r| <= ln(2) / 2 */
static const double exp_terms[10] = {
    0x1.0000000000001p-1, 0x1.5555555555556p-3, 0x1.5555555553d4fp-5, 0x1.11111111109adp-7,
    0x1.6c16c17893833p-10, 0x1.a01a01a7c8d47p-13, 0x1.a019b8ef67c6cp-16, 0x1.71de0d9c145d0p-19,
    0x1.2891a8c1d838dp-22, 0x1.af38d53857513p-26,
};

#define FUNCTION_NAME(name) name##_baseline
#include "functions_body.h"
#undef FUNCTION_NAME

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define FUNCTION_NAME(name) name##_avx2
#include "functions_body.h"
#undef FUNCTION_NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), \
                             apply_to = function)
#define FUNCTION_NAME(name) name##_avx512
#include "functions_body.h"
#undef FUNCTION_NAME
#pragma clang attribute pop

static int has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
}

#define DISPATCH(name)                                                     \
  (ck_function_limit > 1 && has_avx512()                     ? name##_avx512 \
   : ck_function_limit > 0 && __builtin_cpu_supports("avx2") ? name##_avx2   \
                                                             : name##_baseline)
#else
#define DISPATCH(name) name##_baseline
#endif

static _Atomic int ck_function_limit = 2;

void ck_limit_instruction_set(int limit) { ck_function_limit = limit; }

void ck_exp(const double *in, double *out, size_t count) { DISPATCH(ck_exp)(in, out, count); }

void ck_log(const double *in, double *out, size_t count) { DISPATCH(ck_log)(in, out, count); }

void ck_expit(const double *in, double *out, size_t count) { DISPATCH(ck_expit)(in, out, count); }
