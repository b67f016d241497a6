/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include "instruction_sets.h"

#define CCR_BODY "philox_body.h"
#include "each_instruction_set.h"

void ccr_words(const ccr_cells *cells, size_t count, uint64_t *out) {
  CCR_CHOICE(ccr_words)(cells, count, out);
}

void ccr_uniforms(const ccr_cells *cells, size_t count, double *out) {
  CCR_CHOICE(ccr_uniforms)(cells, count, out);
}
