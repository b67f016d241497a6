/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "EvaluationKernels.h"

/* Sorting by digits of 11 bits, lowest first: six passes over the 64 bits of a number. */
enum { DIGITS = 6, BITS = 11, SIZE = 1 << BITS };

static inline uint64_t key_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, 8);
  return bits ^ ((uint64_t)((int64_t)bits >> 63) | 0x8000000000000000ull);
}

static inline double value_of(uint64_t key) {
  double value;
  uint64_t bits = key ^ (((key >> 63) - 1) | 0x8000000000000000ull);
  memcpy(&value, &bits, 8);
  return value;
}

static inline uint32_t digit(uint64_t key, int place) {
  return (uint32_t)(key >> (place * BITS)) & (SIZE - 1);
}

static void count_digits(uint64_t *keys, ptrdiff_t count, size_t counts[DIGITS][SIZE]) {
  memset(counts, 0, sizeof(size_t) * DIGITS * SIZE);
  for (ptrdiff_t i = 0; i < count; i++) {
    double value;
    memcpy(&value, keys + i, 8);
    keys[i] = key_of(value);
    for (int place = 0; place < DIGITS; place++) counts[place][digit(keys[i], place)]++;
  }
}

/* Moves keys to the places of one digit; a digit that all keys share needs no move. */
static int move(const uint64_t *from, uint64_t *to, ptrdiff_t count, size_t *counts, int place) {
  if (counts[digit(from[0], place)] == (size_t)count) return 0;
  size_t next = 0;
  for (int d = 0; d < SIZE; d++) {
    size_t here = counts[d];
    counts[d] = next;
    next += here;
  }
  for (ptrdiff_t i = 0; i < count; i++) to[counts[digit(from[i], place)]++] = from[i];
  return 1;
}

void column_sort(double *values, double *spare, ptrdiff_t count) {
  if (count == 0) return;
  size_t counts[DIGITS][SIZE];
  uint64_t *from = (uint64_t *)values, *to = (uint64_t *)spare;
  count_digits(from, count, counts);
  for (int place = 0; place < DIGITS; place++)
    if (move(from, to, count, counts[place], place)) {
      uint64_t *swap = from;
      from = to;
      to = swap;
    }
  for (ptrdiff_t i = 0; i < count; i++) {
    double value = value_of(from[i]);
    memcpy((uint64_t *)values + i, &value, 8);
  }
}

int64_t column_sorted_distance(column_sorted_pair range, int64_t n, int64_t m, int64_t gap) {
  ptrdiff_t i = 0, j = 0;
  int64_t high = 0, low = 0;
  while (i < range.first_count && j < range.second_count) {
    double a = range.first[i], b = range.second[j], least = a <= b ? a : b;
    i += a <= b;
    j += b <= a;
    /* Inside a run of equal values the functions have not finished their step. When one sample
       ends, the other finishes its run; from there the difference goes straight to the end's. */
    if (i == range.first_count || j == range.second_count) {
      while (i < range.first_count && range.first[i] == least) i++;
      while (j < range.second_count && range.second[j] == least) j++;
    }
    int inside = (i < range.first_count && range.first[i] == least) |
                 (j < range.second_count && range.second[j] == least);
    int64_t here = inside ? 0 : gap + i * m - j * n;
    high = here > high ? here : high;
    low = here < low ? here : low;
  }
  return high > -low ? high : -low;
}
