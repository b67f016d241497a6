/* SPDX-License-Identifier: GPL-3.0-or-later
   Philox over columns: eight cells at a time, each word in the low half of a 64-bit lane. What
   the multiplications leave in the high halves is never read. */

__attribute__((always_inline)) static inline ccr_longs CCR(first_words)(ccr_longs index,
                                                                        const ccr_cells *cells) {
  const ccr_longs low = (ccr_longs){} + 0xffffffffu;
  ccr_longs c0 = index, c1 = (ccr_longs){} + cells->period;
  ccr_longs c2 = (ccr_longs){} + cells->replicate, c3 = (ccr_longs){} + cells->draw;
  uint32_t k0 = (uint32_t)cells->key, k1 = (uint32_t)(cells->key >> 32);
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    ccr_longs p0 = (c0 & low) * 0xD2511F53u, p1 = (c2 & low) * 0xCD9E8D57u;
    c0 = (p1 >> 32) ^ c1 ^ (uint64_t)k0;
    c2 = (p0 >> 32) ^ c3 ^ (uint64_t)k1;
    c1 = p1;
    c3 = p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return (c0 & low) | (c1 << 32);
}

__attribute__((always_inline)) static inline ccr_longs CCR(indices)(const ccr_cells *cells,
                                                                    size_t row) {
  if (cells->indices) {
    ccr_ints given;
    __builtin_memcpy(&given, cells->indices + row, sizeof given);
    return __builtin_convertvector(given, ccr_longs);
  }
  const ccr_longs steps = {0, 1, 2, 3, 4, 5, 6, 7};
  return steps + (uint64_t)(cells->first + (uint32_t)row);
}

/* The odd multiple of 2^-53 with the word's 52 highest bits above its last bit. */
__attribute__((always_inline)) static inline ccr_doubles CCR(uniforms_of)(ccr_longs words) {
  ccr_longs bits = (words >> 12) | 0x3FF0000000000000u;
  return (ccr_doubles)bits - (1 - 0x1p-53);
}

/* The last rows, fewer than eight: their indices, then zeros. */
__attribute__((always_inline)) static inline ccr_longs CCR(last_indices)(const ccr_cells *cells,
                                                                         size_t row,
                                                                         size_t count) {
  ccr_longs index = {};
  for (size_t i = 0; row + i < count; i++)
    index[i] = cells->indices ? cells->indices[row + i] : cells->first + (uint32_t)(row + i);
  return index;
}

static void CCR(ccr_words)(const ccr_cells *cells, size_t count, uint64_t *out) {
  size_t row = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_longs words = CCR(first_words)(CCR(indices)(cells, row), cells);
    __builtin_memcpy(out + row, &words, sizeof words);
  }
  if (row == count) return;
  ccr_longs words = CCR(first_words)(CCR(last_indices)(cells, row, count), cells);
  __builtin_memcpy(out + row, &words, (count - row) * sizeof *out);
}

static void CCR(ccr_uniforms)(const ccr_cells *cells, size_t count, double *out) {
  size_t row = 0;
  for (; row + CCR_LANES <= count; row += CCR_LANES) {
    ccr_longs words = CCR(first_words)(CCR(indices)(cells, row), cells);
    ccr_doubles uniforms = CCR(uniforms_of)(words);
    __builtin_memcpy(out + row, &uniforms, sizeof uniforms);
  }
  if (row == count) return;
  ccr_longs words = CCR(first_words)(CCR(last_indices)(cells, row, count), cells);
  ccr_doubles uniforms = CCR(uniforms_of)(words);
  __builtin_memcpy(out + row, &uniforms, (count - row) * sizeof *out);
}
