/* SPDX-License-Identifier: GPL-3.0-or-later
   Elementary functions over columns: at most 2 ulp off, IEEE 754 on NaN, infinities and zeros;
   `out` may be `in`. */
#ifndef SEGBENCH_COLUMNFUNCTIONS_H
#define SEGBENCH_COLUMNFUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

/* out = e^in */
void ck_exp(const double *in, double *out, size_t count);
/* out = the natural logarithm of in; NaN below 0, -infinity at 0 */
void ck_log(const double *in, double *out, size_t count);
/* out = 1 / (1 + e^-in) */
void ck_expit(const double *in, double *out, size_t count);
/* out = the sum of rows by their weights; rows stand `stride` apart */
void ck_weighted_rows(double *out, const double *rows, size_t stride, const double *weights,
                      size_t row_count, size_t count);
/* the sum of products, in sixteen sums side by side; the same bits on every processor */
double ck_dot(const double *a, const double *b, size_t count);
/* values *= factors at places */
void ck_multiply_at(double *values, const double *factors, const int32_t *places, size_t count);
/* sums at places += values: four sums side by side, which are added at the end; the same bits on
   every processor. There are at most CK_MOST_SUMS sums. */
void ck_add_at(double *sums, size_t width, const double *values, const int32_t *places,
               size_t count);
enum { CK_MOST_SUMS = 256 };

/* For tests and measurements: the greatest instruction set these functions use (0 baseline,
   1 AVX2, 2 AVX-512). The results do not depend on it. */
void ck_limit_instruction_set(int limit);

#endif
