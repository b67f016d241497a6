/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "EvaluationKernels.h"
#include "clones.h"

#pragma STDC FP_CONTRACT OFF

/* TILE values have their cells computed before any is looked up. Up to FEW bins are counted in
   LANES histograms taken in turn, because neighbouring values often share a bin. */
enum { TILE = 512, FEW = 512, LANES = 4 };

/* Bits that order as the numbers do; -0 counts as 0. */
static inline int64_t ordered_bits(double value) {
  int64_t bits;
  value += 0.0;
  memcpy(&bits, &value, 8);
  return bits ^ (int64_t)((uint64_t)(bits >> 63) >> 1);
}

static inline int32_t linear_cell(const column_binning *b, double value, double top) {
  double cell = (value - b->origin) * b->scale;
  cell = cell > 0.0 ? cell : 0.0; /* also for NaN */
  cell = cell < top ? cell : top;
  return (int32_t)cell;
}

static inline int32_t bits_cell(int64_t origin, int32_t shift, int64_t top, double value) {
  int64_t key = ordered_bits(value);
  key = key > origin ? key : origin;
  int64_t cell = (int64_t)(((uint64_t)key - (uint64_t)origin) >> shift);
  return (int32_t)(cell < top ? cell : top);
}

int32_t column_guide_cell(const column_binning *b, double value) {
  return b->by_bits ? bits_cell(b->bits_origin, b->shift, b->cells - 1, value)
                    : linear_cell(b, value, b->cells - 1);
}

COLUMN_CLONES
static void find_cells(const column_binning *b, const double *values, ptrdiff_t rows,
                       int32_t *cells) {
  if (b->by_bits) {
    int64_t origin = b->bits_origin, top = b->cells - 1;
    int32_t shift = b->shift;
    for (ptrdiff_t i = 0; i < rows; i++) cells[i] = bits_cell(origin, shift, top, values[i]);
  } else {
    double top = b->cells - 1;
    for (ptrdiff_t i = 0; i < rows; i++) cells[i] = linear_cell(b, values[i], top);
  }
}

/* A fixed number of steps without branches, then the few values that need more. */
static inline __attribute__((always_inline)) void find_bins_in(const column_binning *b,
                                                               const double *values,
                                                               ptrdiff_t rows, int32_t *bins,
                                                               int steps) {
  const double *cuts = b->cuts;
  const uint16_t *guide = b->guide;
  for (ptrdiff_t i = 0; i < rows; i++) {
    double x = values[i];
    int64_t bin = guide[bins[i]];
    for (int step = 0; step < steps; step++) bin += cuts[bin] < x;
    while (__builtin_expect(cuts[bin] < x, 0)) bin++;
    bins[i] = (int32_t)bin;
  }
}

static void find_bins(const column_binning *b, const double *values, ptrdiff_t rows,
                      int32_t *bins) {
  find_cells(b, values, rows, bins);
  switch (b->steps) {
    case 1: find_bins_in(b, values, rows, bins, 1); break;
    case 2: find_bins_in(b, values, rows, bins, 2); break;
    case 3: find_bins_in(b, values, rows, bins, 3); break;
    default: find_bins_in(b, values, rows, bins, 4); break;
  }
}

COLUMN_CLONES
static int64_t count_missing(const double *values, ptrdiff_t rows) {
  int64_t missing = 0;
  for (ptrdiff_t i = 0; i < rows; i++) missing += values[i] != values[i];
  return missing;
}

/* Moves the values that are numbers to `kept`. */
static ptrdiff_t keep_numbers(const double *values, ptrdiff_t rows, double *kept) {
  ptrdiff_t count = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    kept[count] = values[i];
    count += values[i] == values[i];
  }
  return count;
}

int64_t column_bin_counts(const column_binning *b, const double *values, ptrdiff_t rows,
                          int64_t *counts) {
  int32_t bins[TILE];
  double kept[TILE];
  uint32_t lanes[LANES][FEW];
  int few = b->count < FEW;
  int64_t missing_total = 0;
  if (few) memset(lanes, 0, sizeof lanes);
  for (ptrdiff_t start = 0; start < rows; start += TILE) {
    ptrdiff_t length = rows - start < TILE ? rows - start : TILE;
    const double *tile = values + start;
    int64_t missing = count_missing(tile, length);
    if (missing) {
      length = keep_numbers(tile, length, kept);
      tile = kept;
      missing_total += missing;
    }
    find_bins(b, tile, length, bins);
    if (few)
      for (ptrdiff_t i = 0; i < length; i++) lanes[i % LANES][bins[i]]++;
    else
      for (ptrdiff_t i = 0; i < length; i++) counts[bins[i]]++;
  }
  if (few)
    for (int32_t bin = 0; bin <= b->count; bin++)
      for (int lane = 0; lane < LANES; lane++) counts[bin] += lanes[lane][bin];
  return missing_total;
}

ptrdiff_t column_collect_marked(const column_binning *b, const double *values, ptrdiff_t rows,
                                const uint8_t *marked, double *kept) {
  int32_t bins[TILE];
  ptrdiff_t count = 0;
  for (ptrdiff_t start = 0; start < rows; start += TILE) {
    ptrdiff_t length = rows - start < TILE ? rows - start : TILE;
    const double *tile = values + start;
    find_bins(b, tile, length, bins);
    for (ptrdiff_t i = 0; i < length; i++)
      if (__builtin_expect(marked[bins[i]], 0) && tile[i] == tile[i]) kept[count++] = tile[i];
  }
  return count;
}
