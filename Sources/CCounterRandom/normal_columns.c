/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include "instruction_sets.h"
#include "normal_terms.h"
#include <gsl/gsl_cdf.h>

#pragma STDC FP_CONTRACT OFF

static double polynomial(const double *terms, int degree, double x) {
  double sum = terms[degree];
  for (int i = degree - 1; i >= 0; i--) sum = sum * x + terms[i];
  return sum;
}

/* z outside the middle; beyond the grid of uniforms (and for u outside [0, 1]) as GSL has it. */
static double tail_score(double u, double w) {
  if (!(u >= 0x1p-54 && u <= 1 - 0x1p-53))
    return u >= 0 && u <= 1 ? gsl_cdf_ugaussian_Pinv(u) : __builtin_nan("");
  double s = __builtin_sqrt(w), q = u - 0.5;
  return q * (s < 4 ? polynomial(tail_terms, 18, s - 3.25) : polynomial(far_terms, 17, s - 5));
}

#define CCR_BODY "normal_body.h"
#include "each_instruction_set.h"

void ccr_normal_quantiles(const double *u, size_t count, double *out) {
  CCR_CHOICE(ccr_normal_quantiles)(u, count, out);
}

void ccr_normals(const ccr_cells *cells, size_t count, double *out) {
  ccr_uniforms(cells, count, out);
  ccr_normal_quantiles(out, count, out);
}
