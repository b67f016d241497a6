/* SPDX-License-Identifier: GPL-3.0-or-later
   Inversion of discrete laws over columns. */

#if CCR_WIDE
typedef double CCR(pair) __attribute__((vector_size(16), aligned(8)));

__attribute__((always_inline)) static inline ccr_doubles CCR(guided)(
    const ccr_counts *const *tables, double buckets, const uint8_t *levels, ccr_doubles u) {
  ccr_doubles whole = (u * buckets - 0.5) + 0x1.8p52;
  ccr_longs bucket = (ccr_longs)whole & 0xffffff;
  CCR(pair) p[CCR_LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < CCR_LANES; i++)
    p[i] = *(const CCR(pair) *)(tables[levels ? levels[i] : 0]->buckets + bucket[i]);
#define FOUR(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3)
#define EIGHT(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7)
  ccr_doubles even = EIGHT(FOUR(p[0], p[2]), FOUR(p[4], p[6]));
  ccr_doubles odd = EIGHT(FOUR(p[1], p[3]), FOUR(p[5], p[7]));
#undef FOUR
#undef EIGHT
  ccr_doubles threshold = __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14);
  ccr_doubles value = __builtin_shufflevector(even, odd, 1, 9, 3, 11, 5, 13, 7, 15);
  const ccr_doubles one = (ccr_doubles){} + 1;
  return value + (ccr_doubles)((ccr_signed)one & (u >= threshold));
}

__attribute__((always_inline)) static inline size_t CCR(count_blocks)(
    const ccr_counts *const *tables, double buckets, const uint8_t *levels, const double *u,
    size_t count, double *out, size_t *beyond) {
  size_t row = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_doubles uniform = *(const ccr_doubles *)(u + row);
    const uint8_t *level = levels ? levels + row : 0;
    ccr_doubles value = CCR(guided)(tables, buckets, level, uniform);
    ccr_signed special = value != value;
    if (__builtin_expect(__builtin_reduce_or(special) != 0, 0)) {
      for (int i = 0; i < CCR_LANES; i++)
        if (special[i]) value[i] = searched_value(tables[level ? level[i] : 0], uniform[i], beyond);
    }
    *(ccr_doubles *)(out + row) = value;
  }
  return row;
}
#endif

static size_t CCR(ccr_count_values)(const ccr_counts *const *tables, double buckets,
                                    const uint8_t *levels, const double *u, size_t count,
                                    double *out) {
  size_t row = 0, beyond = 0;
#if CCR_WIDE
  row = levels ? CCR(count_blocks)(tables, buckets, levels, u, count, out, &beyond)
               : CCR(count_blocks)(tables, buckets, 0, u, count, out, &beyond);
#endif
  for (; row < count; row++) {
    const ccr_counts *table = tables[levels ? levels[row] : 0];
    double uniform = u[row], whole = (uniform * buckets - 0.5) + 0x1.8p52;
    uint64_t bits;
    __builtin_memcpy(&bits, &whole, sizeof bits);
    const ccr_bucket *bucket = table->buckets + (bits & 0xffffff);
    double value = bucket->value + (uniform >= bucket->threshold ? 1 : 0);
    out[row] = value == value ? value : searched_value(table, uniform, &beyond);
  }
  return beyond;
}
