/* SPDX-License-Identifier: GPL-3.0-or-later
   Quantile tables over columns. Each lane's four terms are one load; the eight loads are
   transposed in registers. */

/* Where z lies: the number of cells from the left end, kept inside the table. */
__attribute__((always_inline)) static inline double CCR(place)(double z) {
  double x = (z + CCR_REACH) * CCR_CELLS_PER_UNIT;
  x = x > 0 ? x : 0;
  return x < CCR_CELL_COUNT ? x : CCR_CELL_COUNT;
}

__attribute__((always_inline)) static inline double CCR(table_value)(const ccr_quantiles *table,
                                                                     double z) {
  double x = CCR(place)(z), whole = (x - 0.5) + 0x1.8p52;
  const double *c = table->cells + 4 * (size_t)cell_number(whole);
  double t = x - (whole - 0x1.8p52);
  double value = ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
  return value == value && z == z ? value : kinked_value(table, z);
}

#if CCR_WIDE
typedef double CCR(row) __attribute__((vector_size(32), aligned(8)));

__attribute__((always_inline)) static inline ccr_doubles CCR(cubics)(
    const ccr_quantiles *const *tables, const uint8_t *levels, ccr_doubles z) {
  ccr_doubles x = (z + CCR_REACH) * CCR_CELLS_PER_UNIT;
  x = (ccr_doubles)((ccr_signed)x & (x > 0));
  ccr_signed inside = x < CCR_CELL_COUNT;
  const ccr_doubles end = (ccr_doubles){} + CCR_CELL_COUNT;
  x = (ccr_doubles)(((ccr_signed)x & inside) | ((ccr_signed)end & ~inside));
  ccr_doubles whole = (x - 0.5) + 0x1.8p52;
  ccr_doubles t = x - (whole - 0x1.8p52);
  ccr_longs cell = ((ccr_longs)whole & 0xffff) << 2;
  CCR(row) r[CCR_LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < CCR_LANES; i++)
    r[i] = *(const CCR(row) *)(tables[levels ? levels[i] : 0]->cells + cell[i]);
#define PAIR(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7)
  ccr_doubles a = PAIR(r[0], r[4]), b = PAIR(r[1], r[5]), c = PAIR(r[2], r[6]);
  ccr_doubles d = PAIR(r[3], r[7]);
#undef PAIR
#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define LOW(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
  ccr_doubles left_even = EVEN(a, b), left_odd = ODD(a, b);
  ccr_doubles right_even = EVEN(c, d), right_odd = ODD(c, d);
  ccr_doubles value = HIGH(left_odd, right_odd) * t + HIGH(left_even, right_even);
  return (value * t + LOW(left_odd, right_odd)) * t + LOW(left_even, right_even);
#undef EVEN
#undef ODD
#undef LOW
#undef HIGH
}

__attribute__((always_inline)) static inline size_t CCR(table_blocks)(
    const ccr_quantiles *const *tables, const uint8_t *levels, const double *z, size_t count,
    double *out) {
  size_t row = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_doubles score = *(const ccr_doubles *)(z + row);
    const uint8_t *level = levels ? levels + row : 0;
    ccr_doubles value = CCR(cubics)(tables, level, score);
    ccr_signed special = (value != value) | (score != score);
    if (__builtin_expect(__builtin_reduce_or(special) != 0, 0)) {
      for (int i = 0; i < CCR_LANES; i++)
        if (special[i]) value[i] = kinked_value(tables[level ? level[i] : 0], score[i]);
    }
    *(ccr_doubles *)(out + row) = value;
  }
  return row;
}
#endif

static void CCR(ccr_table_values)(const ccr_quantiles *const *tables, const uint8_t *levels,
                                  const double *z, size_t count, double *out) {
  size_t row = 0;
#if CCR_WIDE
  row = levels ? CCR(table_blocks)(tables, levels, z, count, out)
               : CCR(table_blocks)(tables, 0, z, count, out);
#endif
  for (; row < count; row++)
    out[row] = CCR(table_value)(tables[levels ? levels[row] : 0], z[row]);
}

static void CCR(ccr_affine)(const double *location, const double *scale, const uint8_t *levels,
                            const double *in, size_t count, double *out) {
  if (!levels) {
    const double a = location[0], b = scale[0];
#pragma clang loop vectorize(assume_safety)
    for (size_t row = 0; row < count; row++) out[row] = a + b * in[row];
    return;
  }
#pragma clang loop vectorize(assume_safety)
  for (size_t row = 0; row < count; row++)
    out[row] = location[levels[row]] + scale[levels[row]] * in[row];
}
