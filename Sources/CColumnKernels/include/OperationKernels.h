/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OPERATION_KERNELS_H
#define OPERATION_KERNELS_H

#include <stdint.h>

/* Operations of expressions on columns. Every one works row by row and gives the same bits for a
   row whatever the number of rows and the processor. The result may be one of the operands, but
   must not overlap one otherwise. `code` counts the cases of the Swift enumeration of the same
   name. A missing number is NaN, a missing level 255; a truth is 1 true, 2 false, 0 unknown. */

/* UnaryOperation: negate, absolute, square, squareRoot, floor, ceiling, round, exponential,
   logarithm, logarithm2, logarithm10, expit, logit. */
void ck_unary(int32_t code, double *out, const double *a, int64_t rows);

/* BinaryOperation: add, subtract, multiply, divide, power, minimum, maximum; of two columns, of a
   column and a number, and of a number and a column. */
void ck_binary_vv(int32_t code, double *out, const double *a, const double *b, int64_t rows);
void ck_binary_vs(int32_t code, double *out, const double *a, double b, int64_t rows);
void ck_binary_sv(int32_t code, double *out, double a, const double *b, int64_t rows);

/* Comparison: less, lessOrEqual, greater, greaterOrEqual, equal, notEqual. */
void ck_compare_vv(int32_t code, uint8_t *out, const double *a, const double *b, int64_t rows);
void ck_compare_vs(int32_t code, uint8_t *out, const double *a, double b, int64_t rows);

/* How many numbers are NaN or infinite. */
int64_t ck_count_not_finite(const double *a, int64_t rows);

/* How many truths are unknown. */
int64_t ck_count_unknown(const uint8_t *a, int64_t rows);

/* True where a number is missing, else false. */
void ck_missing(uint8_t *out, const double *a, int64_t rows);

/* True where a level has a given code, unknown where it is missing, else false. */
void ck_is_level(uint8_t *out, const uint8_t *codes, uint8_t code, int64_t rows);

/* Kleene's and, or, not on truths. */
void ck_and(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows);
void ck_or(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows);
void ck_not(uint8_t *out, const uint8_t *a, int64_t rows);

/* Where the truth is true the first, where false the second, else missing. An operand is a column
   (step 1) or one number (step 0). */
void ck_choose(double *out, const uint8_t *truth, const double *a, int64_t a_step, const double *b,
               int64_t b_step, int64_t rows);

/* A value for each code from a table of 256. */
void ck_lookup(double *out, const uint8_t *codes, const double *table, int64_t rows);
void ck_lookup_byte(uint8_t *out, const uint8_t *codes, const uint8_t *table, int64_t rows);

/* Copies the rows of a column (step 1) or one number (step 0) whose level has a given code. */
void ck_place(double *out, const uint8_t *codes, uint8_t code, const double *a, int64_t a_step,
              int64_t rows);

#endif
