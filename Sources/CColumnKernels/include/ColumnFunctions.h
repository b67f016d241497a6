/* SPDX-License-Identifier: GPL-3.0-or-later
   Elementary functions over columns: at most 2 ulp off, IEEE 754 on NaN, infinities and zeros;
   `out` may be `in`. */
#ifndef SEGBENCH_COLUMNFUNCTIONS_H
#define SEGBENCH_COLUMNFUNCTIONS_H

#include <stddef.h>

/* out = e^in */
void ck_exp(const double *in, double *out, size_t count);
/* out = the natural logarithm of in; NaN below 0, -infinity at 0 */
void ck_log(const double *in, double *out, size_t count);
/* out = 1 / (1 + e^-in) */
void ck_expit(const double *in, double *out, size_t count);

/* For tests and measurements: the greatest instruction set these functions use (0 baseline,
   1 AVX2, 2 AVX-512). The results do not depend on it. */
void ck_limit_instruction_set(int limit);

#endif
