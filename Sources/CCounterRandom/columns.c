/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include <gsl/gsl_cdf.h>

void ccr_words(const ccr_cells *cells, size_t count, uint64_t *out) {
  for (size_t i = 0; i < count; i++) {
    uint32_t index = cells->indices ? cells->indices[i] : cells->first + (uint32_t)i;
    uint32_t counter[4] = {index, cells->period, cells->replicate, cells->draw}, words[4];
    ccr_philox(counter, cells->key, words);
    out[i] = (uint64_t)words[1] << 32 | words[0];
  }
}

void ccr_uniforms(const ccr_cells *cells, size_t count, double *out) {
  ccr_words(cells, count, (uint64_t *)out);
  for (size_t i = 0; i < count; i++) {
    uint64_t word = ((uint64_t *)out)[i];
    out[i] = ((double)(word >> 12) + 0.5) * 0x1p-52;
  }
}

void ccr_normals(const ccr_cells *cells, size_t count, double *out) {
  ccr_uniforms(cells, count, out);
  ccr_normal_quantiles(out, count, out);
}

void ccr_normal_quantiles(const double *u, size_t count, double *out) {
  for (size_t i = 0; i < count; i++) out[i] = gsl_cdf_ugaussian_Pinv(u[i]);
}
