/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CColumnKernels.h"
#include <math.h>

void ck_exp(const double *in, double *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = exp(in[i]);
}

void ck_log(const double *in, double *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = log(in[i]);
}

void ck_expit(const double *in, double *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = 1 / (1 + exp(-in[i]));
}
