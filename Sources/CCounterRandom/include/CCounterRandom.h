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

/* The instruction set in use: 0 baseline, 1 AVX2, 2 AVX-512; the limit serves tests and
   measurements, the results do not depend on it. */
int ccr_instruction_set(void);
void ccr_limit_instruction_set(int limit);

/* One block of Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011). */
void ccr_philox(const uint32_t counter[4], uint64_t key, uint32_t words[4]);

/* The first 64 bits of each cell's block: word 0 in the low half, word 1 in the high half. */
void ccr_words(const ccr_cells *cells, size_t count, uint64_t *out);

/* Uniforms on the odd multiples of 2^-53 in (0, 1), from the 52 highest of those bits. */
void ccr_uniforms(const ccr_cells *cells, size_t count, double *out);

/* Standard normals: ccr_normal_quantiles of the cell's uniform. */
void ccr_normals(const ccr_cells *cells, size_t count, double *out);

/* The inverse normal distribution function of each u, NaN outside [0, 1]; relative error about
   1e-15. `out` may be `u`. */
void ccr_normal_quantiles(const double *u, size_t count, double *out);

/* A quantile function on the normal score as cubics in t over CCR_CELL_COUNT cells from -CCR_REACH
   to CCR_REACH, and one cell more for the end itself; t runs from 0 to 1 in a cell, whose terms
   lie at cells[4 k]. A cell with a NaN term has
   kinks: there the last piece with from <= z holds, a cubic in z - origin. */
#define CCR_REACH 8.25
#define CCR_CELLS_PER_UNIT 128
#define CCR_CELL_COUNT 2112
typedef struct {
  double from, origin, terms[4];
} ccr_piece;
typedef struct {
  const double *cells;
  const ccr_piece *pieces;
  size_t piece_count;
} ccr_quantiles;

/* out = T(z) by the table of the row's level (of tables[0] when levels is NULL); scores beyond
   the reach count as the reach, NaN stays NaN; `out` may be `z`. */
void ccr_table_values(const ccr_quantiles *const *tables, const uint8_t *levels, const double *z,
                      size_t count, double *out);

/* out = location + scale * in, both of the row's level (of level 0 when levels is NULL). */
void ccr_affine(const double *location, const double *scale, const uint8_t *levels,
                const double *in, size_t count, double *out);

/* A discrete law's distribution function at first, first + 1, ...: `thresholds`, increasing, and a
   guide to it: bucket b holds the uniforms of [b, b + 1) / buckets. Where one threshold at most
   lies inside, the value is bucket.value + (u >= bucket.threshold), else bucket.value is NaN; one bucket more,
   NaN, stands at the end. */
typedef struct {
  double threshold, value;
} ccr_bucket;
typedef struct {
  const ccr_bucket *buckets;
  const double *thresholds;
  size_t count;
  double first;
} ccr_counts;

/* out = the least value whose distribution function exceeds u, by the table of the row's level;
   all tables have the same number of buckets, a power of two. Returns how many rows lie beyond
   their table's last threshold (or are NaN); they become NaN. `out` must not be `u`. */
size_t ccr_count_values(const ccr_counts *const *tables, double buckets, const uint8_t *levels,
                        const double *u, size_t count, double *out);

/* out = the least count whose Poisson distribution function exceeds u, row by row.
   decay = e^-mean; z = the normal quantile of u, or NULL when every mean is below
   CCR_SUMMED_MEAN. Returns how many rows have a mean that is NaN or outside [0, most]; they
   become NaN. `out` may be any of the columns. */
#define CCR_SUMMED_MEAN 10
size_t ccr_poisson(const double *mean, const double *decay, const double *u, const double *z,
                   double most, size_t count, double *out);

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
