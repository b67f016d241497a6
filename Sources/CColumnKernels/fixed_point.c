/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "EvaluationKernels.h"
#include "clones.h"

#pragma STDC FP_CONTRACT OFF

/* At most so many rows, and the sums of 32-bit halves fit 64 bits. */
enum { PART = 1 << 20 };

static inline void widen(column_wide *total, __int128 addend) {
  unsigned __int128 old = ((unsigned __int128)(uint64_t)total->high << 64) | total->low;
  unsigned __int128 sum = old + (unsigned __int128)addend;
  total->low = (uint64_t)sum;
  total->high = (int64_t)(uint64_t)(sum >> 64);
}

/* The nearest integer, halves to even, of a number below 2^62. Adding 2^52 leaves no room for a
   fraction; numbers beyond it have none. */
static inline int64_t nearest(double scaled) {
  const double edge = 4503599627370496.0;
  double size = fabs(scaled);
  double whole = size < edge ? (size + edge) - edge : size;
  return (int64_t)copysign(whole, scaled);
}

COLUMN_CLONES
static int64_t sum_part(const double *values, ptrdiff_t count, double scale, double limit,
                        int64_t halves[2]) {
  int64_t low = 0, high = 0, refused = 0;
  for (ptrdiff_t i = 0; i < count; i++) {
    double scaled = values[i] * scale;
    int fits = fabs(scaled) < limit;
    int64_t units = nearest(fits ? scaled : 0.0);
    low += units & 0xffffffffll;
    high += units >> 32;
    refused += !fits;
  }
  halves[0] = low;
  halves[1] = high;
  return refused;
}

int64_t column_fixed_sum(const double *values, ptrdiff_t count, double scale, double limit,
                         column_wide *total) {
  int64_t refused = 0;
  for (ptrdiff_t start = 0; start < count; start += PART) {
    int64_t halves[2];
    ptrdiff_t length = count - start < PART ? count - start : PART;
    refused += sum_part(values + start, length, scale, limit, halves);
    widen(total, (__int128)halves[1] * ((__int128)1 << 32) + halves[0]);
  }
  return refused;
}

/* Sizes are below 2^52, so a square is made from halves of 26 bits, and the sums of 1024 products
   of halves fit 64 bits. */
COLUMN_CLONES
static int64_t moments_part(const double *values, ptrdiff_t count, double scale, double limit,
                            int64_t *sum, uint64_t products[3]) {
  int64_t total = 0, refused = 0;
  uint64_t high_high = 0, high_low = 0, low_low = 0;
  for (ptrdiff_t i = 0; i < count; i++) {
    double scaled = values[i] * scale;
    int fits = fabs(scaled) < limit;
    int64_t units = nearest(fits ? scaled : 0.0);
    uint64_t size = (uint64_t)(units < 0 ? -units : units);
    uint32_t high = (uint32_t)(size >> 26), low = (uint32_t)size & 0x3ffffff;
    total += units;
    high_high += (uint64_t)high * high;
    high_low += (uint64_t)high * low;
    low_low += (uint64_t)low * low;
    refused += !fits;
  }
  *sum = total;
  products[0] = high_high;
  products[1] = high_low;
  products[2] = low_low;
  return refused;
}

int64_t column_fixed_moments(const double *values, ptrdiff_t count, double scale, double limit,
                             column_wide *total, column_wide *squares) {
  int64_t refused = 0;
  for (ptrdiff_t start = 0; start < count; start += 1024) {
    int64_t sum;
    uint64_t products[3];
    ptrdiff_t length = count - start < 1024 ? count - start : 1024;
    refused += moments_part(values + start, length, scale, limit, &sum, products);
    widen(total, sum);
    widen(squares, (__int128)products[0] << 52);
    widen(squares, (__int128)products[1] << 27);
    widen(squares, (__int128)products[2]);
  }
  return refused;
}

int64_t column_weighted_confusion(const uint8_t *truth, const uint8_t *estimate,
                                  const double *weights, ptrdiff_t rows, int32_t segments,
                                  double scale, double limit, column_wide *sums,
                                  column_wide *squares) {
  int64_t refused = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    if (truth[i] == COLUMN_NOT_SCORED || estimate[i] == COLUMN_NOT_SCORED) continue;
    double scaled = weights[i] * scale;
    int fits = scaled >= 0.0 && scaled < limit;
    int64_t units = nearest(fits ? scaled : 0.0);
    int32_t cell = truth[i] * segments + estimate[i];
    widen(&sums[cell], units);
    widen(&squares[cell], (__int128)units * units);
    refused += !fits;
  }
  return refused;
}
