/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CColumnKernels.h"
int CColumnKernels_placeholder(void) { return 0; }
