/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loops of operations.c, compiled once for each instruction set: CK_NAME adds its suffix. */

#define CK_LOOP(expression)                                                                    \
  _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < rows; i++)            \
      out[i] = (expression);                                                                   \
  break

#define CK_ARITHMETIC(A, B)                                                                    \
  switch (code) {                                                                              \
    case 0: CK_LOOP((A) + (B));                                                                \
    case 1: CK_LOOP((A) - (B));                                                                \
    case 2: CK_LOOP((A) * (B));                                                                \
    case 3: CK_LOOP((A) / (B));                                                                \
    case 4: for (int64_t i = 0; i < rows; i++) out[i] = power(A, B); break;                      \
    case 5: CK_LOOP((A) < (B) || (A) != (A) ? (A) : (B));                                      \
    case 6: CK_LOOP((A) > (B) || (A) != (A) ? (A) : (B));                                      \
    default: break;                                                                            \
  }

#define CK_COMPARISON(A, B)                                                                    \
  switch (code) {                                                                              \
    case 0: CK_LOOP((uint8_t)(((A) < (B)) | (((A) >= (B)) << 1)));                             \
    case 1: CK_LOOP((uint8_t)(((A) <= (B)) | (((A) > (B)) << 1)));                             \
    case 2: CK_LOOP((uint8_t)(((A) > (B)) | (((A) <= (B)) << 1)));                             \
    case 3: CK_LOOP((uint8_t)(((A) >= (B)) | (((A) < (B)) << 1)));                             \
    case 4: CK_LOOP((uint8_t)(((A) == (B)) | (((A) < (B)) << 1) | (((A) > (B)) << 1)));        \
    case 5: CK_LOOP((uint8_t)(((A) < (B)) | ((A) > (B)) | (((A) == (B)) << 1)));               \
    default: break;                                                                            \
  }

/* Half away from zero, exactly: floor(|x|) and its remainder have no rounding error. */
static inline double CK_NAME(ck_round_half)(double x) {
  double size = __builtin_fabs(x), whole = __builtin_floor(size);
  return __builtin_copysign(size - whole >= 0.5 ? whole + 1 : whole, x);
}

static void CK_NAME(ck_unary)(int32_t code, double *out, const double *a, int64_t rows) {
  switch (code) {
    case 0: CK_LOOP(-a[i]);
    case 1: CK_LOOP(__builtin_fabs(a[i]));
    case 2: CK_LOOP(a[i] * a[i]);
    case 3: CK_LOOP(__builtin_elementwise_sqrt(a[i]));
    case 4: CK_LOOP(__builtin_floor(a[i]));
    case 5: CK_LOOP(__builtin_ceil(a[i]));
    case 6: CK_LOOP(CK_NAME(ck_round_half)(a[i]));
    default: break;
  }
}

static void CK_NAME(ck_binary_vv)(int32_t code, double *out, const double *a, const double *b,
                                  int64_t rows) {
  CK_ARITHMETIC(a[i], b[i])
}

static void CK_NAME(ck_binary_vs)(int32_t code, double *out, const double *a, double b,
                                  int64_t rows) {
  CK_ARITHMETIC(a[i], b)
}

static void CK_NAME(ck_binary_sv)(int32_t code, double *out, double a, const double *b,
                                  int64_t rows) {
  CK_ARITHMETIC(a, b[i])
}

static void CK_NAME(ck_compare_vv)(int32_t code, uint8_t *out, const double *a, const double *b,
                                   int64_t rows) {
  CK_COMPARISON(a[i], b[i])
}

static void CK_NAME(ck_compare_vs)(int32_t code, uint8_t *out, const double *a, double b,
                                   int64_t rows) {
  CK_COMPARISON(a[i], b)
}

#define CK_EACH(expression)                                                                    \
  _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < rows; i++)            \
      out[i] = (expression)

#define CK_PICK(A, B) CK_EACH(truth[i] == 1 ? (A) : truth[i] == 2 ? (B) : missing)

static void CK_NAME(ck_choose)(double *out, const uint8_t *truth, const double *a, int64_t a_step,
                               const double *b, int64_t b_step, int64_t rows) {
  const double missing = __builtin_nan("");
  const double first = *a, second = *b;
  if (a_step && b_step) {
    CK_PICK(a[i], b[i]);
  } else if (a_step) {
    CK_PICK(a[i], second);
  } else if (b_step) {
    CK_PICK(first, b[i]);
  } else {
    CK_PICK(first, second);
  }
}

static void CK_NAME(ck_place)(double *out, const uint8_t *codes, uint8_t code, const double *a,
                              int64_t a_step, int64_t rows) {
  const double first = *a;
  if (a_step) {
    CK_EACH(codes[i] == code ? a[i] : out[i]);
  } else {
    CK_EACH(codes[i] == code ? first : out[i]);
  }
}

/* One level is tested by vectors of bytes, several by a table. */
static void CK_NAME(ck_is_level)(uint8_t *out, const uint8_t *codes, uint8_t code, int64_t rows) {
  CK_EACH((uint8_t)(codes[i] == code ? 1 : codes[i] == 255 ? 0 : 2));
}

static void CK_NAME(ck_and)(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows) {
  CK_EACH((uint8_t)((a[i] & b[i] & 1) | ((a[i] | b[i]) & 2)));
}

static void CK_NAME(ck_or)(uint8_t *out, const uint8_t *a, const uint8_t *b, int64_t rows) {
  CK_EACH((uint8_t)(((a[i] | b[i]) & 1) | (a[i] & b[i] & 2)));
}

static void CK_NAME(ck_not)(uint8_t *out, const uint8_t *a, int64_t rows) {
  CK_EACH((uint8_t)((a[i] >> 1) | ((a[i] & 1) << 1)));
}

static void CK_NAME(ck_odds)(double *out, const double *a, int64_t rows) {
  CK_EACH(a[i] / (1 - a[i]));
}

static void CK_NAME(ck_missing)(uint8_t *out, const double *a, int64_t rows) {
  CK_EACH((uint8_t)(a[i] != a[i] ? 1 : 2));
}

/* A finite number less itself is 0, all others NaN. */
static int64_t CK_NAME(ck_count_not_finite)(const double *a, int64_t rows) {
  int64_t count = 0;
  for (int64_t i = 0; i < rows; i++) count += a[i] - a[i] != 0;
  return count;
}

static int64_t CK_NAME(ck_count_unknown)(const uint8_t *a, int64_t rows) {
  int64_t count = 0;
  for (int64_t i = 0; i < rows; i++) count += a[i] == 0;
  return count;
}

#undef CK_LOOP
#undef CK_ARITHMETIC
#undef CK_COMPARISON
#undef CK_EACH
#undef CK_PICK
