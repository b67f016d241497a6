/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "EvaluationKernels.h"
#include "clones.h"

/* Rows whose counts fit 32 bits, which lets more of them be counted at a time. */
enum { PART = 1 << 20 };

COLUMN_CLONES
static void flicker_part(const uint8_t *truth, const uint8_t *estimate,
                         const uint8_t *previous_truth, const uint8_t *previous_estimate,
                         ptrdiff_t rows, column_flicker *counts) {
  uint32_t scored = 0, stayed = 0, switched = 0, flickered = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    uint8_t both = (truth[i] != 255) & (estimate[i] != 255) & (previous_truth[i] != 255) &
                   (previous_estimate[i] != 255);
    uint8_t same = both & (truth[i] == previous_truth[i]);
    uint8_t other = both & (estimate[i] != previous_estimate[i]);
    scored += both;
    stayed += same;
    switched += other;
    flickered += same & other;
  }
  counts->scored_twice += scored;
  counts->stayed += stayed;
  counts->switched += switched;
  counts->flickered += flickered;
}

void column_flicker_counts(const uint8_t *truth, const uint8_t *estimate,
                           const uint8_t *previous_truth, const uint8_t *previous_estimate,
                           ptrdiff_t rows, column_flicker *counts) {
  for (ptrdiff_t start = 0; start < rows; start += PART) {
    ptrdiff_t length = rows - start < PART ? rows - start : PART;
    flicker_part(truth + start, estimate + start, previous_truth + start,
                 previous_estimate + start, length, counts);
  }
}

COLUMN_CLONES
void column_error_history(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                          uint16_t *errors, uint16_t *months) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    uint8_t scored = (truth[i] != 255) & (estimate[i] != 255);
    errors[i] += scored & (truth[i] != estimate[i]);
    months[i] += scored;
  }
}

COLUMN_CLONES
static void paired_part(const uint8_t *truth, const uint8_t *first, const uint8_t *second,
                        ptrdiff_t rows, int64_t counts[4]) {
  uint32_t scored = 0, first_wrong = 0, second_wrong = 0, both_wrong = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    uint8_t all = (truth[i] != 255) & (first[i] != 255) & (second[i] != 255);
    uint8_t one = all & (first[i] != truth[i]);
    uint8_t two = all & (second[i] != truth[i]);
    scored += all;
    first_wrong += one;
    second_wrong += two;
    both_wrong += one & two;
  }
  counts[0] += (int64_t)scored - first_wrong - second_wrong + both_wrong;
  counts[1] += second_wrong - both_wrong;
  counts[2] += first_wrong - both_wrong;
  counts[3] += both_wrong;
}

void column_paired_counts(const uint8_t *truth, const uint8_t *first, const uint8_t *second,
                          ptrdiff_t rows, int64_t counts[4]) {
  for (ptrdiff_t start = 0; start < rows; start += PART) {
    ptrdiff_t length = rows - start < PART ? rows - start : PART;
    paired_part(truth + start, first + start, second + start, length, counts);
  }
}

COLUMN_CLONES
void column_cluster_sums(const uint16_t *first, const uint16_t *second, const uint16_t *months,
                         ptrdiff_t customers, int64_t sums[6]) {
  int64_t seen = 0, d_sum = 0, m_sum = 0, dd_sum = 0, dm_sum = 0, mm_sum = 0;
  for (ptrdiff_t i = 0; i < customers; i++) {
    int64_t m = months[i];
    int64_t d = (int64_t)first[i] - (second ? second[i] : 0);
    seen += m > 0;
    d_sum += d;
    m_sum += m;
    dd_sum += d * d;
    dm_sum += d * m;
    mm_sum += m * m;
  }
  sums[0] += seen;
  sums[1] += d_sum;
  sums[2] += m_sum;
  sums[3] += dd_sum;
  sums[4] += dm_sum;
  sums[5] += mm_sum;
}
