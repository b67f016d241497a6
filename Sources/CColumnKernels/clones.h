/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef COLUMN_CLONES_H
#define COLUMN_CLONES_H

/* Compiles a function for several instruction sets and picks one when the program is loaded.
   Integer results and single roundings of + - * / are the same in all of them; functions marked
   so must not let the compiler fuse a multiplication and an addition. */
#if defined(__x86_64__) && defined(__linux__)
#define COLUMN_CLONES \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define COLUMN_CLONES
#endif

#endif
