/* SPDX-License-Identifier: GPL-3.0-or-later
   Poisson counts over columns: x = the least count with P(X <= x) > u. */

/* Small means: the distribution function is summed from 0 until it exceeds u in every lane. */
__attribute__((always_inline)) static inline ccr_doubles CCR(summed)(ccr_doubles mean,
                                                                     ccr_doubles decay,
                                                                     ccr_doubles u) {
  ccr_doubles term = decay, sum = decay, value = {};
  const ccr_doubles one = (ccr_doubles){} + 1;
  for (int k = 1; k < SUMMED_TERMS; k++) {
    ccr_signed more = u >= sum;
    if (__builtin_reduce_or(more) == 0) return value;
    value += (ccr_doubles)((ccr_signed)one & more);
    term *= mean * reciprocals[k];
    sum += term;
  }
  const ccr_doubles missing = (ccr_doubles){} + __builtin_nan("");
  ccr_signed more = u >= sum;
  return (ccr_doubles)(((ccr_signed)missing & more) | ((ccr_signed)value & ~more));
}

/* Larger means: the root x of Q(x, mean) = Phi(z) in powers of s = mean^-1/2, whose floor is the
   count; NaN where the root is so near an integer that the series cannot tell. Beyond
   EXPANDED_MEAN the series is as exact as its rounding. */
__attribute__((always_inline)) static inline ccr_doubles CCR(expanded)(ccr_doubles mean,
                                                                       ccr_doubles z) {
  ccr_doubles root = __builtin_elementwise_sqrt(mean), s = 1 / root, w = z * z;
  ccr_doubles a0 = w * (1.0 / 6) + 1.0 / 3;
  ccr_doubles a1 = z * (w * (-1.0 / 72) - 1.0 / 36);
  ccr_doubles a2 = (w * (1.0 / 270) + 7.0 / 810) * w - 8.0 / 405;
  ccr_doubles a3 = z * ((w * (-23.0 / 17280) - 137.0 / 38880) * w + 671.0 / 38880);
  ccr_doubles a4 = ((w * 0.00055849500293465 + 0.0016534391534622) * w - 0.01271066039587) * w -
                   0.00062708210856025;
  ccr_doubles x = mean + (root * z + (a0 + s * (a1 + s * (a2 + s * (a3 + s * a4)))));
  ccr_doubles s2 = s * s;
  ccr_doubles doubt = s2 * s2 * s * (0.02 + 0.0025 * w * w * w) + (1e-12 + 4e-15 * mean);
  ccr_doubles low = __builtin_elementwise_floor(x - doubt);
  ccr_doubles high = __builtin_elementwise_floor(x + doubt);
  ccr_signed sure = ((low == high) & (w <= 3.4 * 3.4)) | (mean > EXPANDED_MEAN);
  const ccr_doubles missing = (ccr_doubles){} + __builtin_nan("");
  return (ccr_doubles)(((ccr_signed)low & sure) | ((ccr_signed)missing & ~sure));
}

__attribute__((always_inline)) static inline ccr_doubles CCR(poisson)(
    ccr_doubles mean, ccr_doubles decay, ccr_doubles u, ccr_doubles z, double most,
    size_t *impossible) {
  ccr_signed possible = (mean >= 0) & (mean <= most);
  ccr_signed small = (mean < SUMMED_MEAN) & (u < SUMMED_UNIFORM) & possible;
  ccr_signed large = (mean >= SUMMED_MEAN) & possible;
  ccr_doubles value = (ccr_doubles){} + __builtin_nan("");
  if (__builtin_reduce_or(large) != 0) {
    ccr_doubles expanded = CCR(expanded)(mean, z);
    value = (ccr_doubles)(((ccr_signed)expanded & large) | ((ccr_signed)value & ~large));
  }
  if (__builtin_reduce_or(small) != 0) {
    const ccr_doubles nothing = (ccr_doubles){} - 1;
    ccr_doubles idle = (ccr_doubles)(((ccr_signed)u & small) | ((ccr_signed)nothing & ~small));
    ccr_doubles summed = CCR(summed)(mean, decay, idle);
    value = (ccr_doubles)(((ccr_signed)summed & small) | ((ccr_signed)value & ~small));
  }
  ccr_signed left = value != value;
  if (__builtin_expect(__builtin_reduce_or(left) != 0, 0)) {
    for (int i = 0; i < CCR_LANES; i++) {
      if (!left[i]) continue;
      if (possible[i]) value[i] = searched_poisson(mean[i], u[i]);
      else *impossible += 1;
    }
  }
  return value;
}

static size_t CCR(ccr_poisson)(const double *mean, const double *decay, const double *u,
                               const double *z, double most, size_t count, double *out) {
  size_t row = 0, impossible = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_doubles score = z ? *(const ccr_doubles *)(z + row) : (ccr_doubles){};
    *(ccr_doubles *)(out + row) =
        CCR(poisson)(*(const ccr_doubles *)(mean + row), *(const ccr_doubles *)(decay + row),
                     *(const ccr_doubles *)(u + row), score, most, &impossible);
  }
  if (row == count) return impossible;
  size_t bytes = (count - row) * sizeof *out;
  ccr_doubles m = {}, d = (ccr_doubles){} + 1, p = {}, score = {};
  __builtin_memcpy(&m, mean + row, bytes);
  __builtin_memcpy(&d, decay + row, bytes);
  __builtin_memcpy(&p, u + row, bytes);
  if (z) __builtin_memcpy(&score, z + row, bytes);
  m = CCR(poisson)(m, d, p, score, most, &impossible);
  __builtin_memcpy(out + row, &m, bytes);
  return impossible;
}
