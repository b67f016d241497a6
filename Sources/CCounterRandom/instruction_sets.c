/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CCounterRandom.h"
#include <stdatomic.h>

static atomic_int greatest = 2;

static int supported(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    return 2;
  if (__builtin_cpu_supports("avx2")) return 1;
#endif
  return 0;
}

int ccr_instruction_set(void) {
  int limit = atomic_load_explicit(&greatest, memory_order_relaxed), best = supported();
  return best < limit ? best : limit;
}

void ccr_limit_instruction_set(int limit) {
  atomic_store_explicit(&greatest, limit, memory_order_relaxed);
}
