/* SPDX-License-Identifier: GPL-3.0-or-later
   The cell's blocks one after another, as a gsl_rng_type: GSL's samplers draw from a cell's own
   words, however many they need. */
#include "CCounterRandom.h"

static inline void refill(ccr_stream *stream) {
  ccr_philox(stream->counter, stream->key, stream->words);
  stream->counter[3]++;
  stream->used = 0;
}

uint64_t ccr_stream_next_word(ccr_stream *stream) {
  uint32_t at = (stream->used + 1u) & ~1u;
  if (at >= 4) {
    refill(stream);
    at = 0;
  }
  stream->used = at + 2;
  return (uint64_t)stream->words[at + 1] << 32 | stream->words[at];
}

double ccr_stream_next_uniform(ccr_stream *stream) {
  return ((double)(ccr_stream_next_word(stream) >> 12) + 0.5) * 0x1p-52;
}

static void set(void *state, unsigned long seed) {
  ccr_stream_seek(state, seed, 0, 0, 0, 0);
}

static unsigned long get(void *state) {
  ccr_stream *stream = state;
  if (stream->used >= 4) refill(stream);
  return stream->words[stream->used++];
}

static double get_double(void *state) { return ccr_stream_next_uniform(state); }

static const gsl_rng_type type = {
    "philox4x32-10 cell", 0xffffffffUL, 0, sizeof(ccr_stream), set, get, get_double};

void ccr_stream_prepare(ccr_stream *stream) {
  stream->generator.type = &type;
  stream->generator.state = stream;
  ccr_stream_seek(stream, 0, 0, 0, 0, 0);
}

void ccr_stream_seek(ccr_stream *stream, uint64_t key, uint32_t index, uint32_t period,
                     uint32_t replicate, uint32_t draw) {
  stream->key = key;
  stream->counter[0] = index;
  stream->counter[1] = period;
  stream->counter[2] = replicate;
  stream->counter[3] = draw;
  stream->used = 4;
}
