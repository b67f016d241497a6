/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "EvaluationKernels.h"

/* Rows that are checked, then counted, while they lie in the nearest cache. A 16-bit counter of
   the pair histogram sees at most half of them. */
enum { TILE = 16384, PAIR_MINIMUM = 6144, PAIR_CODES = 4096, NARROW = 8, MIDDLE = 16 };

static uint8_t highest(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows) {
  uint8_t high = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    uint8_t larger = truth[i] > estimate[i] ? truth[i] : estimate[i];
    high = larger > high ? larger : high;
  }
  return high;
}

/* Up to 8 segments: two neighbouring rows make one 12-bit code, so one counter is touched for two
   rows; codes alternate between two histograms, because adding twice to one counter waits for the
   first store. */
static void count_pairs(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                        int32_t segments, int64_t *counts) {
  uint16_t even[PAIR_CODES] = {0}, odd[PAIR_CODES] = {0};
  ptrdiff_t i = 0;
  for (; i + 8 <= rows; i += 8) {
    uint64_t t, e;
    memcpy(&t, truth + i, 8);
    memcpy(&e, estimate + i, 8);
    uint64_t codes = (t << 3) | e;
    uint64_t pairs = (codes & 0x003f003f003f003full) | ((codes >> 2) & 0x0fc00fc00fc00fc0ull);
    even[pairs & 0xffff]++;
    odd[(pairs >> 16) & 0xffff]++;
    even[(pairs >> 32) & 0xffff]++;
    odd[pairs >> 48]++;
  }
  for (; i < rows; i++) counts[truth[i] * segments + estimate[i]]++;

  uint32_t cells[64] = {0};
  for (int second = 0; second < 64; second++) {
    uint32_t sum = 0;
    for (int first = 0; first < 64; first++) {
      uint32_t both = (uint32_t)even[second * 64 + first] + odd[second * 64 + first];
      cells[first] += both;
      sum += both;
    }
    cells[second] += sum;
  }
  for (int t = 0; t < segments; t++)
    for (int e = 0; e < segments; e++) counts[t * segments + e] += cells[t * 8 + e];
}

/* Up to 16 segments, or few rows: four histograms of single rows, taken in turn. */
static void count_singly(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                         int32_t segments, int64_t *counts) {
  uint16_t cells[4][256] = {{0}};
  ptrdiff_t i = 0;
  for (; i + 4 <= rows; i += 4)
    for (int lane = 0; lane < 4; lane++)
      cells[lane][(uint8_t)((truth[i + lane] << 4) | estimate[i + lane])]++;
  for (; i < rows; i++) counts[truth[i] * segments + estimate[i]]++;
  for (int t = 0; t < segments; t++)
    for (int e = 0; e < segments; e++)
      for (int lane = 0; lane < 4; lane++)
        counts[t * segments + e] += cells[lane][(t << 4) | e];
}

/* Any number of segments, and rows that were not scored. */
static int64_t count_carefully(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                               int32_t segments, int64_t *counts) {
  int64_t scored = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    if (truth[i] == COLUMN_NOT_SCORED || estimate[i] == COLUMN_NOT_SCORED) continue;
    if (truth[i] >= segments || estimate[i] >= segments) return -1;
    counts[truth[i] * segments + estimate[i]]++;
    scored++;
  }
  return scored;
}

int64_t column_confusion(const uint8_t *truth, const uint8_t *estimate, ptrdiff_t rows,
                         int32_t segments, int64_t *counts) {
  int64_t scored = 0;
  for (ptrdiff_t start = 0; start < rows; start += TILE) {
    ptrdiff_t length = rows - start < TILE ? rows - start : TILE;
    const uint8_t *t = truth + start, *e = estimate + start;
    if (segments > MIDDLE || highest(t, e, length) >= segments) {
      int64_t some = count_carefully(t, e, length, segments, counts);
      if (some < 0) return -1;
      scored += some;
      continue;
    }
    if (segments <= NARROW && length >= PAIR_MINIMUM)
      count_pairs(t, e, length, segments, counts);
    else
      count_singly(t, e, length, segments, counts);
    scored += length;
  }
  return scored;
}
