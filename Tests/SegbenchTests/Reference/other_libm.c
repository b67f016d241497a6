// SPDX-License-Identifier: GPL-3.0-or-later
// The mathematical functions of a machine that rounds otherwise: loaded before the C library's, it moves each
// result by the part OTHER_LIBM, up, down or not at all, as the argument's bits say.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static double moved(double result, double argument) {
  static double part = -1;
  if (part < 0) {
    const char *text = getenv("OTHER_LIBM");
    part = text ? atof(text) : 0;
  }
  if (!isfinite(result)) return result;
  uint64_t bits;
  memcpy(&bits, &argument, sizeof bits);
  bits = (bits ^ (bits >> 31)) * UINT64_C(0x9E3779B97F4A7C15);
  return result + result * part * (double)((int)((bits >> 33) % 3) - 1);
}

#define OF_ONE(name)                                                       \
  double name(double x) {                                                  \
    static double (*own)(double);                                          \
    if (!own) own = (double (*)(double))dlsym(RTLD_NEXT, #name);           \
    return moved(own(x), x);                                               \
  }

OF_ONE(exp) OF_ONE(exp2) OF_ONE(expm1) OF_ONE(log) OF_ONE(log2) OF_ONE(log10) OF_ONE(log1p)
OF_ONE(sin) OF_ONE(cos) OF_ONE(tan) OF_ONE(asin) OF_ONE(acos) OF_ONE(atan)
OF_ONE(sinh) OF_ONE(cosh) OF_ONE(tanh) OF_ONE(erf) OF_ONE(erfc) OF_ONE(lgamma) OF_ONE(tgamma)

double pow(double x, double y) {
  static double (*own)(double, double);
  if (!own) own = (double (*)(double, double))dlsym(RTLD_NEXT, "pow");
  return moved(own(x, y), 3 * x + y);
}
