/* SPDX-License-Identifier: GPL-3.0-or-later
   The middle of the law in vectors: all but one in 800 uniforms. */

/* -ln y for y in [2^-52, 1]. */
__attribute__((always_inline)) static inline ccr_doubles CCR(negative_log)(ccr_doubles y) {
  const uint64_t half_root = 0x3FE6A09E667F3BCDu, one = 0x3FF0000000000000u;
  ccr_longs bits = (ccr_longs)y;
  ccr_longs power = (bits - half_root + one) >> 52;
  ccr_doubles k = (ccr_doubles)(power | 0x4330000000000000u) - (0x1p52 + 1023);
  ccr_doubles m = (ccr_doubles)(bits - (power << 52) + one);
  ccr_doubles f = m - 1, s = f / (m + 1), z = s * s;
  ccr_doubles terms = (ccr_doubles){} + log_terms[6];
#pragma clang loop unroll(full)
  for (int i = 5; i >= 0; i--) terms = terms * z + log_terms[i];
  ccr_doubles half = 0.5 * (f * f);
  ccr_doubles rest = s * (half + z * terms) + k * 0x1.a39ef35793c76p-33;
  return (half - rest - f) - k * 0x1.62e42fee00000p-1;
}

/* R(w) for w in [0, 6]: even and odd powers in two chains. */
__attribute__((always_inline)) static inline ccr_doubles CCR(central)(ccr_doubles w) {
  ccr_doubles x = w - 3, square = x * x;
  ccr_doubles even = (ccr_doubles){} + central_terms[22];
  ccr_doubles odd = (ccr_doubles){} + central_terms[21];
#pragma clang loop unroll(full)
  for (int i = 20; i >= 2; i -= 2) {
    even = even * square + central_terms[i];
    odd = odd * square + central_terms[i - 1];
  }
  return (even * square + central_terms[0]) + odd * x;
}

__attribute__((always_inline)) static inline ccr_doubles CCR(scores)(ccr_doubles u) {
  ccr_doubles q = u - 0.5, rest = 1 - u;
  ccr_doubles y = 4 * (u * rest);
  ccr_doubles w = CCR(negative_log)(y);
  ccr_doubles z = q * CCR(central)(w);
  ccr_signed outside = ~((w <= 6) & (y > 0));
  if (__builtin_expect(__builtin_reduce_or(outside) != 0, 0)) {
    for (int lane = 0; lane < CCR_LANES; lane++)
      if (outside[lane]) z[lane] = tail_score(u[lane], w[lane]);
  }
  return z;
}

static void CCR(ccr_normal_quantiles)(const double *in, size_t count, double *out) {
  size_t row = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_doubles u;
    __builtin_memcpy(&u, in + row, sizeof u);
    u = CCR(scores)(u);
    __builtin_memcpy(out + row, &u, sizeof u);
  }
  if (row == count) return;
  ccr_doubles u = (ccr_doubles){} + 0.5;
  __builtin_memcpy(&u, in + row, (count - row) * sizeof *in);
  u = CCR(scores)(u);
  __builtin_memcpy(out + row, &u, (count - row) * sizeof *out);
}
