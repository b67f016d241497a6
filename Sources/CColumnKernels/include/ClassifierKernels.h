/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLASSIFIER_KERNELS_H
#define CLASSIFIER_KERNELS_H

#include <stdint.h>

/* Scores of customers for segments, and what follows from them. Scores lie segment after segment,
   score[segment * stride + row]; `padded` is the number of segments rounded up to a multiple of 4,
   and the scores have room for so many. Sums run in the order of the features, so a row has the
   same bits on every processor and whatever rows stand beside it. A missing value is NaN. */

/* Sets the scores of every segment to a constant. */
void classifier_start(double *scores, int64_t stride, int64_t rows, int32_t padded,
                      const double *constants);

/* The columns of features and, feature after feature, what each segment makes of them: entries
   [feature * padded + segment]. A value below `low` of its feature is first replaced by
   `lowest`, one above `high` by `high`. */
typedef struct {
  const double *const *columns;
  int32_t features;
  const double *low;
  const double *lowest;
  const double *high;
  const double *centre;
  const double *factor;
  const double *constant;
} classifier_terms;

/* Adds factor * x, or the constant where x is missing; `centre` is not used. */
void classifier_add_linear(double *scores, int64_t stride, int64_t rows, int32_t padded,
                           const classifier_terms *terms);

/* Adds constant - factor * (x - centre)^2, or nothing where x is missing. */
void classifier_add_normal(double *scores, int64_t stride, int64_t rows, int32_t padded,
                           const classifier_terms *terms);

/* The table row of each value rounded to a whole number: 0 ... last; `below` for values under 0,
   `above` for values over `last`, last + 1 for missing ones. */
void classifier_table_rows(int32_t *out, const double *column, int64_t rows, int32_t last,
                           int32_t below, int32_t above);

/* Adds table[segment * size + index[row]] to each segment's score. */
void classifier_add_table(double *scores, int64_t stride, int64_t rows, int32_t segments,
                          const int32_t *index, const double *table, int64_t size);

/* The segment with the greatest score, the first of equals, and that score. */
void classifier_greatest(uint8_t *out, double *greatest, const double *scores, int64_t stride,
                         int64_t rows, int32_t segments);

/* Takes a row's value off all its scores. */
void classifier_subtract(double *scores, int64_t stride, int64_t rows, int32_t segments,
                         const double *value);

/* Divides each row's values by their sum, which is stored too; `out` may be `values`. */
void classifier_normalise(double *out, int64_t out_stride, double *sums, const double *values,
                          int64_t stride, int64_t rows, int32_t segments);

/* Adds the sum over rows of residual[segment] * column[feature] to
   gradient[feature * padded + segment]; `rows` is a multiple of 8. */
void classifier_add_products(double *gradient, const double *residuals, int64_t stride,
                             int64_t rows, int32_t padded, const double *const *columns,
                             int32_t features);

/* Columns times a weight by row: first * (1 - first) where `second` is NULL, else
   -first * second. */
void classifier_weigh(double *out, int64_t stride, int64_t rows, const double *first,
                      const double *second, const double *const *columns, int32_t features);

/* How many of the ascending cuts are at most the value; cuts + 1 where it is missing. */
void classifier_cut_level(uint8_t *out, const double *column, int64_t rows, const double *cuts,
                          int32_t count);

/* Levels stored as numbers 0 ... levels - 1 as bytes; 255 for missing and other values. */
void classifier_level_codes(uint8_t *out, const double *column, int64_t rows, int32_t levels);

/* Sets a segment where a truth is true (bit 0). */
void classifier_set_where(uint8_t *out, const uint8_t *truth, uint8_t segment, int64_t rows);

/* Whether two columns have the same bytes. */
int32_t classifier_same_bytes(const double *left, const double *right, int64_t rows);

/* The values, 0 in place of those below; a missing value stays missing. */
void classifier_at_least_zero(double *out, const double *column, int64_t rows);

#endif
