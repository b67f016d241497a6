/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ClassifierKernels.h"
#include "clones.h"

#include <string.h>

COLUMN_CLONES
void classifier_cut_level(uint8_t *out, const double *column, int64_t rows, const double *cuts,
                          int32_t count) {
  for (int64_t i = 0; i < rows; i++) out[i] = column[i] == column[i] ? 0 : (uint8_t)(count + 1);
  for (int32_t c = 0; c < count; c++)
    for (int64_t i = 0; i < rows; i++) out[i] = (uint8_t)(out[i] + (column[i] >= cuts[c]));
}

COLUMN_CLONES
void classifier_level_codes(uint8_t *out, const double *column, int64_t rows, int32_t levels) {
  for (int64_t i = 0; i < rows; i++) {
    const int inside = column[i] >= 0 && column[i] < levels;
    out[i] = inside ? (uint8_t)column[i] : 255;
  }
}

COLUMN_CLONES
void classifier_set_where(uint8_t *out, const uint8_t *truth, uint8_t segment, int64_t rows) {
  for (int64_t i = 0; i < rows; i++) out[i] = truth[i] & 1 ? segment : out[i];
}

int32_t classifier_same_bytes(const double *left, const double *right, int64_t rows) {
  return memcmp(left, right, (size_t)rows * sizeof(double)) == 0;
}

void classifier_at_least_zero(double *out, const double *column, int64_t rows) {
  for (int64_t i = 0; i < rows; i++) out[i] = column[i] < 0 ? 0 : column[i];
}
