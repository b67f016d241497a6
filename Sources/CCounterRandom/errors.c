/* SPDX-License-Identifier: GPL-3.0-or-later
   GSL's error handler is one pointer for the process; this one records into the thread. */
#include "CCounterRandom.h"
#include <gsl/gsl_errno.h>

static _Thread_local int last_error;
static _Thread_local const char *last_reason;

static void record(const char *reason, const char *file, int line, int error) {
  (void)file;
  (void)line;
  last_error = error;
  last_reason = reason;
}

void ccr_errors_install(void) { gsl_set_error_handler(record); }

int ccr_errors_take(const char **reason) {
  int error = last_error;
  *reason = last_reason;
  last_error = 0;
  last_reason = NULL;
  return error;
}
