/* SPDX-License-Identifier: GPL-3.0-or-later
   Counter-based randomness: every cell (row, quantity, period, replicate) owns its random words.
   The kernels are compiled for three instruction sets and give the same bits on each of them. */
#ifndef SEGBENCH_CCOUNTERRANDOM_H
#define SEGBENCH_CCOUNTERRANDOM_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

/* The cells of one column: row i has the counter (index, period, replicate, draw), where index is
   indices[i], or first + i when indices is NULL. */
typedef struct {
  uint64_t key;
  const uint32_t *indices;
  uint32_t first;
  uint32_t period;
  uint32_t replicate;
  uint32_t draw;
} ccr_cells;

/* One block of Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011). */
void ccr_philox(const uint32_t counter[4], uint64_t key, uint32_t words[4]);

/* The first 64 bits of each cell's block: word 0 in the low half, word 1 in the high half. */
void ccr_words(const ccr_cells *cells, size_t count, uint64_t *out);

/* Uniforms on the odd multiples of 2^-53 in (0, 1), from the first 52 of those bits downwards. */
void ccr_uniforms(const ccr_cells *cells, size_t count, double *out);

/* Standard normals: ccr_normal_quantiles of the cell's uniform. */
void ccr_normals(const ccr_cells *cells, size_t count, double *out);

/* The inverse normal distribution function of each u in (0, 1); `out` may be `u`. */
void ccr_normal_quantiles(const double *u, size_t count, double *out);

/* A sequential generator over the blocks of one cell, with GSL's face. */
typedef struct {
  gsl_rng generator;
  uint64_t key;
  uint32_t counter[4];
  uint32_t words[4];
  uint32_t used;
} ccr_stream;

void ccr_stream_prepare(ccr_stream *stream);
void ccr_stream_seek(ccr_stream *stream, uint64_t key, uint32_t index, uint32_t period,
                     uint32_t replicate, uint32_t draw);
uint64_t ccr_stream_next_word(ccr_stream *stream);
double ccr_stream_next_uniform(ccr_stream *stream);

/* GSL's errors, recorded per thread instead of ending the process. */
void ccr_errors_install(void);
int ccr_errors_take(const char **reason);

#endif
