/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>

#include "ColumnFunctions.h"
#include "EvaluationKernels.h"
#include "clones.h"

#pragma STDC FP_CONTRACT OFF

enum { TILE = 256 };

/* Sums of squares of every row's probabilities, column by column. */
COLUMN_CLONES
static void squared_lengths(const double *probabilities, ptrdiff_t stride, ptrdiff_t rows,
                            int32_t segments, double *sums) {
  for (ptrdiff_t i = 0; i < rows; i++) sums[i] = probabilities[i] * probabilities[i];
  for (int32_t j = 1; j < segments; j++) {
    const double *column = probabilities + j * stride;
    for (ptrdiff_t i = 0; i < rows; i++) sums[i] += column[i] * column[i];
  }
}

ptrdiff_t column_probability_scores(const uint8_t *truth, const uint8_t *estimate,
                                    const double *probabilities, ptrdiff_t stride, ptrdiff_t rows,
                                    int32_t segments, double *log_loss, double *brier,
                                    double *chosen) {
  double lengths[TILE], of_truth[TILE];
  squared_lengths(probabilities, stride, rows, segments, lengths);
  ptrdiff_t scored = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    if (truth[i] == COLUMN_NOT_SCORED || estimate[i] == COLUMN_NOT_SCORED) continue;
    of_truth[scored] = probabilities[truth[i] * stride + i];
    chosen[scored] = probabilities[estimate[i] * stride + i];
    lengths[scored] = lengths[i];
    scored++;
  }
  for (ptrdiff_t i = 0; i < scored; i++) {
    double p = of_truth[i];
    brier[i] = (lengths[i] - 2.0 * p) + 1.0;
    p = p < DBL_EPSILON ? DBL_EPSILON : p;
    of_truth[i] = p > 1.0 - DBL_EPSILON ? 1.0 - DBL_EPSILON : p;
  }
  ck_log(of_truth, log_loss, (size_t)scored);
  for (ptrdiff_t i = 0; i < scored; i++) log_loss[i] = -log_loss[i];
  return scored;
}
