/* SPDX-License-Identifier: GPL-3.0-or-later
   Sums and products over columns and tables: the same bits on every processor. */
#ifndef SEGBENCH_SUMKERNELS_H
#define SEGBENCH_SUMKERNELS_H

#include <stddef.h>
#include <stdint.h>

/* out = the sum of rows by their weights; rows stand `stride` apart */
void ck_weighted_rows(double *out, const double *rows, size_t stride, const double *weights,
                      size_t row_count, size_t count);
/* the sum of products, in sixteen sums side by side */
double ck_dot(const double *a, const double *b, size_t count);
/* the greatest of some numbers but for NaN; minus infinity of none */
double ck_greatest(const double *values, size_t count);
/* values *= factors at places */
void ck_multiply_at(double *values, const double *factors, const int32_t *places, size_t count);
/* sums at places += values: four sums side by side, which are added at the end.
   There are at most CK_MOST_SUMS sums. */
void ck_add_at(double *sums, size_t width, const double *values, const int32_t *places,
               size_t count);
enum { CK_MOST_SUMS = 256 };
/* raises values of CK_TILE columns side by side until none is further below the one before or behind
   it than `most` */
void ck_limit_falls(double *values, size_t count, double most);
enum { CK_TILE = 8 };

#endif
