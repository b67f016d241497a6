/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "SumKernels.h"
#include "clones.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

COLUMN_CLONES
void ck_multiply_at(double *restrict values, const double *restrict factors,
                    const int32_t *restrict places, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] *= factors[places[i]];
}

/* Neighbours mostly go to the same sum: four of them side by side need not wait for each other. */
void ck_add_at(double *sums, size_t width, const double *values, const int32_t *places,
               size_t count) {
  double own[4 * CK_MOST_SUMS];
  for (size_t s = 0; s < 4 * width; s++) own[s] = 0;
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t lane = 0; lane < 4; lane++) {
      own[lane * width + (size_t)places[i + lane]] += values[i + lane];
    }
  }
  for (; i < count; i++) own[places[i]] += values[i];
  for (size_t s = 0; s < width; s++) {
    sums[s] += (own[s] + own[width + s]) + (own[2 * width + s] + own[3 * width + s]);
  }
}

typedef double lanes __attribute__((ext_vector_type(8), aligned(8), may_alias));
enum { LANES = 8 };

COLUMN_CLONES
void ck_weighted_rows(double *out, const double *rows, size_t stride, const double *weights,
                      size_t row_count, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    lanes sum = 0;
    for (size_t row = 0; row < row_count; row++) {
      sum += weights[row] * *(const lanes *)(rows + row * stride + i);
    }
    *(lanes *)(out + i) = sum;
  }
  for (; i < count; i++) {
    double sum = 0;
    for (size_t row = 0; row < row_count; row++) sum += weights[row] * rows[row * stride + i];
    out[i] = sum;
  }
}

COLUMN_CLONES
double ck_dot(const double *a, const double *b, size_t count) {
  lanes one = 0, two = 0;
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    one += *(const lanes *)(a + i) * *(const lanes *)(b + i);
    two += *(const lanes *)(a + i + LANES) * *(const lanes *)(b + i + LANES);
  }
  one += two;
  double sum = ((one[0] + one[1]) + (one[2] + one[3])) + ((one[4] + one[5]) + (one[6] + one[7]));
  for (; i < count; i++) sum += a[i] * b[i];
  return sum;
}

#define GREATER(a, b) ((a) > (b) ? (a) : (b))

COLUMN_CLONES
double ck_greatest(const double *values, size_t count) {
  double found = -INFINITY;
  lanes all = found;
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    lanes next = *(const lanes *)(values + i);
    all = GREATER(next, all);
  }
  for (size_t lane = 0; lane < LANES; lane++) found = GREATER(all[lane], found);
  for (; i < count; i++) found = GREATER(values[i], found);
  return found;
}

_Static_assert(CK_TILE == LANES, "a row of a tile is one vector");

COLUMN_CLONES
void ck_limit_falls(double *values, size_t count, double most) {
  lanes *rows = (lanes *)values;
  for (size_t i = 1; i < count; i++) {
    lanes least = rows[i - 1] - most;
    rows[i] = GREATER(rows[i], least);
  }
  for (size_t i = count; i-- > 1;) {
    lanes least = rows[i] - most;
    rows[i - 1] = GREATER(rows[i - 1], least);
  }
}
