/* SPDX-License-Identifier: GPL-3.0-or-later
   The loops of functions.c, compiled once for each instruction set: FUNCTION_NAME adds its
   suffix. No branches, no library calls, so that the loops become vectors; only + - * / in one
   order, so that all instruction sets give the same bits. */

static inline double FUNCTION_NAME(from_bits)(uint64_t bits) {
  double x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

static inline uint64_t FUNCTION_NAME(to_bits)(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

/* e^x = 2^n e^r with |r| <= ln(2) / 2; 2^n in two factors, so that results below 2^-1022 are
   rounded once and those above 2^1024 overflow. */
static inline double FUNCTION_NAME(exponential)(double x) {
  x = x > 1000 ? 1000 : x;
  x = x < -1000 ? -1000 : x;
  double whole = x * 0x1.71547652b82fep+0 + 0x1.8p52, n = whole - 0x1.8p52;
  double r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33;
  double even = exp_terms[8], odd = exp_terms[9], square = r * r;
  even = even * square + exp_terms[6];
  odd = odd * square + exp_terms[7];
  even = even * square + exp_terms[4];
  odd = odd * square + exp_terms[5];
  even = even * square + exp_terms[2];
  odd = odd * square + exp_terms[3];
  even = even * square + exp_terms[0];
  odd = odd * square + exp_terms[1];
  double e = 1 + (r + square * (even + odd * r));
  uint64_t power = FUNCTION_NAME(to_bits)(whole) + 2048;
  uint64_t half = (power & 0xfff) >> 1, other = (power & 0xfff) - half;
  return e * FUNCTION_NAME(from_bits)((half - 1) << 52) *
         FUNCTION_NAME(from_bits)((other - 1) << 52);
}

/* ln x = k ln 2 + ln m with 1 / sqrt(2) <= m < sqrt(2), ln m = 2 atanh((m - 1) / (m + 1)). */
static inline double FUNCTION_NAME(logarithm)(double x) {
  const uint64_t half_root = 0x3FE6A09E667F3BCDu, one = 0x3FF0000000000000u;
  double small = x < 0x1p-1022 ? 54 : 0;
  uint64_t bits = FUNCTION_NAME(to_bits)(x < 0x1p-1022 ? x * 0x1p54 : x);
  uint64_t power = (bits - half_root + one) >> 52;
  double k = FUNCTION_NAME(from_bits)(power | 0x4330000000000000u) - (0x1p52 + 1023) - small;
  double f = FUNCTION_NAME(from_bits)(bits - (power << 52) + one) - 1;
  double s = f / (2 + f), z = s * s;
  double terms = log_terms[6];
  terms = terms * z + log_terms[5];
  terms = terms * z + log_terms[4];
  terms = terms * z + log_terms[3];
  terms = terms * z + log_terms[2];
  terms = terms * z + log_terms[1];
  terms = terms * z + log_terms[0];
  double half = 0.5 * (f * f);
  double rest = s * (half + z * terms) + k * 0x1.a39ef35793c76p-33;
  double result = k * 0x1.62e42fee00000p-1 - (half - rest - f);
  result = x > 0 ? result : x == 0 ? -__builtin_inf() : __builtin_nan("");
  return x == __builtin_inf() ? x : result;
}

static void FUNCTION_NAME(ck_exp)(const double *in, double *out, size_t count) {
#pragma clang loop vectorize(assume_safety)
  for (size_t i = 0; i < count; i++) out[i] = FUNCTION_NAME(exponential)(in[i]);
}

static void FUNCTION_NAME(ck_log)(const double *in, double *out, size_t count) {
#pragma clang loop vectorize(assume_safety)
  for (size_t i = 0; i < count; i++) out[i] = FUNCTION_NAME(logarithm)(in[i]);
}

/* By e^-|x|, which cannot overflow, so that small results keep their digits. */
static void FUNCTION_NAME(ck_expit)(const double *in, double *out, size_t count) {
#pragma clang loop vectorize(assume_safety)
  for (size_t i = 0; i < count; i++) {
    double x = in[i], e = FUNCTION_NAME(exponential)(x < 0 ? x : -x);
    out[i] = (x < 0 ? e : 1) / (1 + e);
  }
}
