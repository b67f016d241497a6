/* SPDX-License-Identifier: GPL-3.0-or-later
   The only place that includes GSL's headers. SwiftPM does not rebuild its users when only this
   file changes: touch one of their sources after editing it. */
#ifndef SEGBENCH_CGSL_SHIM_H
#define SEGBENCH_CGSL_SHIM_H
#define HAVE_INLINE 1
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>
/* The version of the library that is linked, as a function: the variable is mutable to Swift. */
static inline const char *cgsl_version(void) { return gsl_version; }
#endif
