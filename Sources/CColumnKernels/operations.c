/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CColumnKernels.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

/* One source, compiled for each instruction set and picked when first used; no fused multiply-add
   is formed, so all of them give the same bits. */

/* Like every operation, a power of or to a missing number is missing. */
static double power(double base, double exponent) {
  return base != base || exponent != exponent ? __builtin_nan("") : pow(base, exponent);
}

#define CK_JOIN2(name, suffix) name##_##suffix
#define CK_JOIN(name, suffix) CK_JOIN2(name, suffix)
#define CK_NAME(name) CK_JOIN(name, CK_SUFFIX)

#define CK_SUFFIX plain
#include "operations_body.h"
#undef CK_SUFFIX

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define CK_SUFFIX avx2
#include "operations_body.h"
#undef CK_SUFFIX
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), \
                             apply_to = function)
#define CK_SUFFIX avx512
#include "operations_body.h"
#undef CK_SUFFIX
#pragma clang attribute pop
#define CK_CALL(name, ...)                                                      \
  (__builtin_cpu_supports("x86-64-v4") ? name##_avx512(__VA_ARGS__)             \
   : __builtin_cpu_supports("avx2")    ? name##_avx2(__VA_ARGS__)               \
                                       : name##_plain(__VA_ARGS__))
#else
#define CK_CALL(name, ...) name##_plain(__VA_ARGS__)
#endif

static void each(double (*function)(double), double *out, const double *a, int64_t rows) {
  for (int64_t i = 0; i < rows; i++) out[i] = function(a[i]);
}

void ck_unary(int32_t code, double *out, const double *a, int64_t rows) {
  switch (code) {
    case 7: ck_exp(a, out, (size_t)rows); break;
    case 8: ck_log(a, out, (size_t)rows); break;
    case 9: each(log2, out, a, rows); break;
    case 10: each(log10, out, a, rows); break;
    case 11: ck_expit(a, out, (size_t)rows); break;
    case 12: CK_CALL(ck_odds, out, a, rows); ck_log(out, out, (size_t)rows); break;
    default: CK_CALL(ck_unary, code, out, a, rows);
  }
}

void ck_binary_vv(int32_t code, double *out, const double *a, const double *b, int64_t rows) {
  CK_CALL(ck_binary_vv, code, out, a, b, rows);
}

void ck_binary_vs(int32_t code, double *out, const double *a, double b, int64_t rows) {
  CK_CALL(ck_binary_vs, code, out, a, b, rows);
}

void ck_binary_sv(int32_t code, double *out, double a, const double *b, int64_t rows) {
  CK_CALL(ck_binary_sv, code, out, a, b, rows);
}

void ck_compare_vv(int32_t code, uint8_t *out, const double *a, const double *b, int64_t rows) {
  CK_CALL(ck_compare_vv, code, out, a, b, rows);
}

void ck_compare_vs(int32_t code, uint8_t *out, const double *a, double b, int64_t rows) {
  CK_CALL(ck_compare_vs, code, out, a, b, rows);
}

int64_t ck_count_not_finite(const double *a, int64_t rows) {
  return CK_CALL(ck_count_not_finite, a, rows);
}

int64_t ck_count_unknown(const uint8_t *a, int64_t rows) {
  return CK_CALL(ck_count_unknown, a, rows);
}

void ck_missing(uint8_t *out, const double *a, int64_t rows) { CK_CALL(ck_missing, out, a, rows); }

void ck_choose(double *out, const uint8_t *truth, const double *a, int64_t a_step, const double *b,
               int64_t b_step, int64_t rows) {
  CK_CALL(ck_choose, out, truth, a, a_step, b, b_step, rows);
}

void ck_place(double *out, const uint8_t *codes, uint8_t code, const double *a, int64_t a_step,
              int64_t rows) {
  CK_CALL(ck_place, out, codes, code, a, a_step, rows);
}

void ck_is_level(uint8_t *out, const uint8_t *codes, uint8_t code, int64_t rows) {
  CK_CALL(ck_is_level, out, codes, code, rows);
}

void ck_and(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows) {
  CK_CALL(ck_and, out, a, b, rows);
}

void ck_or(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows) {
  CK_CALL(ck_or, out, a, b, rows);
}

void ck_not(uint8_t *out, const uint8_t *a, int64_t rows) { CK_CALL(ck_not, out, a, rows); }

void ck_lookup(double *out, const uint8_t *codes, const double *table, int64_t rows) {
  for (int64_t i = 0; i < rows; i++) out[i] = table[codes[i]];
}

void ck_lookup_byte(uint8_t *out, const uint8_t *codes, const uint8_t *table, int64_t rows) {
  for (int64_t i = 0; i < rows; i++) out[i] = table[codes[i]];
}
