/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
int CCounterRandom_placeholder(void) { return 0; }
