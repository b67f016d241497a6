/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include "instruction_sets.h"

#pragma STDC FP_CONTRACT OFF

/* The value by bisection of all thresholds. */
__attribute__((noinline)) static double searched_value(const ccr_counts *table, double u,
                                                       size_t *beyond) {
  size_t low = 0, high = table->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (u >= table->thresholds[middle]) low = middle + 1;
    else high = middle;
  }
  if (low < table->count && u == u) return table->first + (double)low;
  *beyond += 1;
  return __builtin_nan("");
}

#define CCR_BODY "counts_body.h"
#include "each_instruction_set.h"

size_t ccr_count_values(const ccr_counts *const *tables, double buckets, const uint8_t *levels,
                        const double *u, size_t count, double *out) {
  return CCR_CHOICE(ccr_count_values)(tables, buckets, levels, u, count, out);
}
