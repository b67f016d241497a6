/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EVALUATION_KERNELS_H
#define EVALUATION_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* A segment index that says: this customer was not scored. */
#define COLUMN_NOT_SCORED 255

/* A signed 128-bit integer in two words: high * 2^64 + low. */
typedef struct {
  uint64_t low;
  int64_t high;
} column_wide;

/* Counts pairs of segment indices into counts[truth * segments + estimate]. Pairs with a 255 are
   left out. Returns how many pairs were counted, or -1 (counts then undefined) when another index
   is not below `segments`. */
int64_t column_confusion(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                         int32_t segments, int64_t *counts);

/* Adds round(value * scale) of every value to *total, exactly. Values that are no number or reach
   `limit` (at most 2^62) after scaling are left out; returns how many. */
int64_t column_fixed_sum(const double *values, ptrdiff_t count, double scale, double limit,
                         column_wide *total);

/* As column_fixed_sum, and adds the squares of the rounded integers to *squares; limit <= 2^52. */
int64_t column_fixed_moments(const double *values, ptrdiff_t count, double scale, double limit,
                             column_wide *total, column_wide *squares);

/* Adds each scored row's weight and its square, in fixed point, to the cell of its pair. The
   indices must have passed column_confusion. Weights that are negative, no number or reach `limit`
   after scaling are left out; returns how many. */
int64_t column_weighted_confusion(const uint8_t *truth, const uint8_t *estimate,
                                  const double *weights, ptrdiff_t rows, int32_t segments,
                                  double scale, double limit, column_wide *sums,
                                  column_wide *squares);

/* Scores `rows` (at most 256) estimated distributions: probabilities[j * stride + i] is row i's
   probability of segment j. Writes for each scored row, in order: -ln of the clipped probability
   of the truth, the sum of squared differences to the truth's indicator, and the probability of
   the estimate. Returns how many rows were scored. */
ptrdiff_t column_probability_scores(const uint8_t *truth, const uint8_t *estimate,
                                    const double *probabilities, ptrdiff_t stride, ptrdiff_t rows,
                                    int32_t segments, double *log_loss, double *brier,
                                    double *chosen);

/* What happened to customers scored in this month and the last one. */
typedef struct {
  int64_t scored_twice;
  int64_t stayed;    /* truth as last month */
  int64_t switched;  /* estimate other than last month */
  int64_t flickered; /* estimate changed, truth did not */
} column_flicker;

/* Adds the counts of two months' indices of the same customers; 255 is not scored. */
void column_flicker_counts(const uint8_t *truth, const uint8_t *estimate,
                           const uint8_t *previous_truth, const uint8_t *previous_estimate,
                           ptrdiff_t rows, column_flicker *counts);

/* Adds one month to each customer's number of months scored and of months misclassified. */
void column_error_history(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                          uint16_t *errors, uint16_t *months);

/* Counts scored customers by who was right; counts[2 * first_wrong + second_wrong]. */
void column_paired_counts(const uint8_t *truth, const uint8_t *first, const uint8_t *second,
                          ptrdiff_t rows, int64_t counts[4]);

/* Sums of first - second =: d over customers with months m > 0, into
   sums = {customers, d, m, d*d, d*m, m*m}; `second` may be NULL for zero. */
void column_cluster_sums(const uint16_t *first, const uint16_t *second, const uint16_t *months,
                         ptrdiff_t customers, int64_t sums[6]);

/* Where values fall between cut points. Bin b holds cuts[b - 1] < x <= cuts[b]. A key that never
   falls when x grows leads to a cell of the guide; the guide knows how many cuts have a smaller
   key, and a short scan does the rest. */
typedef struct {
  const double *cuts; /* ascending, distinct, then one +infinity */
  int32_t count;      /* without the infinity */
  const uint16_t *guide;
  int32_t cells;
  int32_t by_bits; /* the key is the number's own bits, else its distance from `origin` */
  double origin, scale;
  int64_t bits_origin;
  int32_t shift;
  int32_t steps; /* steps of the scan that nearly all values need, 1 to 4 */
} column_binning;

/* The cell of a value. */
int32_t column_guide_cell(const column_binning *binning, double value);

/* Adds each value to counts[its bin], of which there are count + 1; returns how many were NaN and
   therefore in no bin. */
int64_t column_bin_counts(const column_binning *binning, const double *values, ptrdiff_t rows,
                          int64_t *counts);

/* Sorts numbers without NaN ascending; `spare` has the same length. */
void column_sort(double *values, double *spare, ptrdiff_t count);

/* Copies the values whose bin is marked (one byte for each of the count + 1 bins) to `kept`, in
   their order; returns how many. NaN is never copied. */
ptrdiff_t column_collect_marked(const column_binning *binning, const double *values,
                                ptrdiff_t rows, const uint8_t *marked, double *kept);

/* Ascending values of two samples in one range of numbers. */
typedef struct {
  const double *first;
  ptrdiff_t first_count;
  const double *second;
  ptrdiff_t second_count;
} column_sorted_pair;

/* The largest |F - G| of two samples' empirical distribution functions within one range, as a
   whole number of units of 1 / (n m), where n and m are the samples' whole sizes, n m < 2^62, and
   F - G is `gap` units below the range and known at its end. */
int64_t column_sorted_distance(column_sorted_pair range, int64_t n, int64_t m, int64_t gap);

#endif
