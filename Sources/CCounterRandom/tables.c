/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include "instruction_sets.h"

#pragma STDC FP_CONTRACT OFF

/* The cell in the low bits of a number to which 1.5 * 2^52 was added. */
static inline uint32_t cell_number(double whole) {
  uint64_t bits;
  __builtin_memcpy(&bits, &whole, sizeof bits);
  return (uint32_t)(bits & 0xffff);
}

/* T(z) in a cell with kinks; NaN for a NaN. */
__attribute__((noinline)) static double kinked_value(const ccr_quantiles *table, double z) {
  if (z != z || !table->piece_count) return __builtin_nan("");
  size_t at = 0;
  while (at + 1 < table->piece_count && table->pieces[at + 1].from <= z) at++;
  const double *c = table->pieces[at].terms;
  double t = z - table->pieces[at].origin;
  return ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
}

#define CCR_BODY "table_body.h"
#include "each_instruction_set.h"

void ccr_table_values(const ccr_quantiles *const *tables, const uint8_t *levels, const double *z,
                      size_t count, double *out) {
  CCR_CHOICE(ccr_table_values)(tables, levels, z, count, out);
}

void ccr_affine(const double *location, const double *scale, const uint8_t *levels,
                const double *in, size_t count, double *out) {
  CCR_CHOICE(ccr_affine)(location, scale, levels, in, count, out);
}
