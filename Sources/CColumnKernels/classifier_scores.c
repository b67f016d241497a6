/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ClassifierKernels.h"
#include "clones.h"

#pragma STDC FP_CONTRACT OFF

/* Eight rows at a time, each an independent lane; loads and stores need no alignment. */
typedef double lanes __attribute__((ext_vector_type(8), aligned(8), may_alias));
enum { LANES = 8, GROUP = 4 };

#define LOAD(type, address) (*(const type *)(address))
#define STORE(type, address, value) (*(type *)(address) = (value))

/* Adds every feature's term to the scores of four segments for the rows of one `type`. */
#define ADD_TERMS(type, row, TERM)                                                       \
  for (int32_t s = 0; s < padded; s += GROUP) {                                          \
    double *at = scores + s * stride + (row);                                            \
    type a0 = LOAD(type, at), a1 = LOAD(type, at + stride);                              \
    type a2 = LOAD(type, at + 2 * stride), a3 = LOAD(type, at + 3 * stride);             \
    for (int32_t f = 0; f < terms->features; f++) {                                      \
      const int32_t k = f * padded + s;                                                  \
      const type low = (type)terms->low[f], high = (type)terms->high[f];                 \
      const type raw = LOAD(type, terms->columns[f] + (row));                            \
      const type raised = raw < low ? (type)terms->lowest[f] : raw;                                        \
      const type x = raised > high ? high : raised;                                      \
      a0 += TERM(type, k);                                                               \
      a1 += TERM(type, k + 1);                                                           \
      a2 += TERM(type, k + 2);                                                           \
      a3 += TERM(type, k + 3);                                                           \
    }                                                                                    \
    STORE(type, at, a0);                                                                 \
    STORE(type, at + stride, a1);                                                        \
    STORE(type, at + 2 * stride, a2);                                                    \
    STORE(type, at + 3 * stride, a3);                                                    \
  }

#define LINEAR_TERM(type, k) (x == x ? (type)factor[k] * x : (type)constant[k])
#define NORMAL_TERM(type, k)                                                             \
  (x == x ? (type)constant[k] - (x - (type)centre[k]) * (x - (type)centre[k]) * (type)factor[k] \
          : (type)0.0)

COLUMN_CLONES
void classifier_add_linear(double *scores, int64_t stride, int64_t rows, int32_t padded,
                           const classifier_terms *terms) {
  const double *factor = terms->factor, *constant = terms->constant;
  int64_t i = 0;
  for (; i + LANES <= rows; i += LANES) ADD_TERMS(lanes, i, LINEAR_TERM)
  for (; i < rows; i++) ADD_TERMS(double, i, LINEAR_TERM)
}

COLUMN_CLONES
void classifier_add_normal(double *scores, int64_t stride, int64_t rows, int32_t padded,
                           const classifier_terms *terms) {
  const double *factor = terms->factor, *constant = terms->constant, *centre = terms->centre;
  int64_t i = 0;
  for (; i + LANES <= rows; i += LANES) ADD_TERMS(lanes, i, NORMAL_TERM)
  for (; i < rows; i++) ADD_TERMS(double, i, NORMAL_TERM)
}

void classifier_start(double *scores, int64_t stride, int64_t rows, int32_t padded,
                      const double *constants) {
  for (int32_t s = 0; s < padded; s++)
    for (int64_t i = 0; i < rows; i++) scores[s * stride + i] = constants[s];
}

COLUMN_CLONES
void classifier_table_rows(int32_t *out, const double *column, int64_t rows, int32_t last,
                           int32_t below, int32_t above) {
  for (int64_t i = 0; i < rows; i++) {
    const double x = __builtin_floor(column[i] + 0.5);
    const int inside = x >= 0 && x <= last;
    const int32_t whole = (int32_t)(inside ? x : 0.0);
    const int32_t outside = x < 0 ? below : x > last ? above : last + 1;
    out[i] = inside ? whole : outside;
  }
}

COLUMN_CLONES
void classifier_add_table(double *scores, int64_t stride, int64_t rows, int32_t segments,
                          const int32_t *index, const double *table, int64_t size) {
  for (int32_t s = 0; s < segments; s++) {
    double *score = scores + s * stride;
    const double *entries = table + s * size;
    for (int64_t i = 0; i < rows; i++) score[i] += entries[index[i]];
  }
}

#define FIND_GREATEST(type, row)                                                         \
  type best = LOAD(type, scores + (row)), which = (type)0.0;                             \
  for (int32_t s = 1; s < segments; s++) {                                               \
    const type value = LOAD(type, scores + s * stride + (row));                          \
    which = value > best ? (type)(double)s : which;                                      \
    best = value > best ? value : best;                                                  \
  }                                                                                      \
  STORE(type, greatest + (row), best);

COLUMN_CLONES
void classifier_greatest(uint8_t *out, double *greatest, const double *scores, int64_t stride,
                         int64_t rows, int32_t segments) {
  int64_t i = 0;
  for (; i + LANES <= rows; i += LANES) {
    FIND_GREATEST(lanes, i)
    for (int32_t lane = 0; lane < LANES; lane++) out[i + lane] = (uint8_t)which[lane];
  }
  for (; i < rows; i++) {
    FIND_GREATEST(double, i)
    out[i] = (uint8_t)which;
  }
}

COLUMN_CLONES
void classifier_subtract(double *scores, int64_t stride, int64_t rows, int32_t segments,
                         const double *value) {
  for (int32_t s = 0; s < segments; s++)
    for (int64_t i = 0; i < rows; i++) scores[s * stride + i] -= value[i];
}

COLUMN_CLONES
void classifier_normalise(double *out, int64_t out_stride, double *sums, const double *values,
                          int64_t stride, int64_t rows, int32_t segments) {
  for (int64_t i = 0; i < rows; i++) sums[i] = values[i];
  for (int32_t s = 1; s < segments; s++)
    for (int64_t i = 0; i < rows; i++) sums[i] += values[s * stride + i];
  for (int32_t s = 0; s < segments; s++)
    for (int64_t i = 0; i < rows; i++) out[s * out_stride + i] = values[s * stride + i] / sums[i];
}

/* The lanes of a sum, always added in this order. */
#define TOTAL(sum)                                                                       \
  (((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7])))

COLUMN_CLONES
void classifier_add_products(double *gradient, const double *residuals, int64_t stride,
                             int64_t rows, int32_t padded, const double *const *columns,
                             int32_t features) {
  for (int32_t f = 0; f < features; f++) {
    for (int32_t s = 0; s < padded; s += GROUP) {
      const double *at = residuals + s * stride;
      lanes a0 = 0.0, a1 = 0.0, a2 = 0.0, a3 = 0.0;
      for (int64_t i = 0; i < rows; i += LANES) {
        const lanes x = LOAD(lanes, columns[f] + i);
        a0 += LOAD(lanes, at + i) * x;
        a1 += LOAD(lanes, at + stride + i) * x;
        a2 += LOAD(lanes, at + 2 * stride + i) * x;
        a3 += LOAD(lanes, at + 3 * stride + i) * x;
      }
      double *sum = gradient + f * padded + s;
      sum[0] += TOTAL(a0);
      sum[1] += TOTAL(a1);
      sum[2] += TOTAL(a2);
      sum[3] += TOTAL(a3);
    }
  }
}

COLUMN_CLONES
void classifier_weigh(double *out, int64_t stride, int64_t rows, const double *first,
                      const double *second, const double *const *columns, int32_t features) {
  for (int32_t f = 0; f < features; f++) {
    const double *column = columns[f];
    double *weighed = out + f * stride;
    if (second) {
      for (int64_t i = 0; i < rows; i++) weighed[i] = -(first[i] * second[i]) * column[i];
    } else {
      for (int64_t i = 0; i < rows; i++) weighed[i] = first[i] * (1 - first[i]) * column[i];
    }
  }
}
