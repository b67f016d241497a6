# SPDX-License-Identifier: GPL-3.0-or-later
"""Test streams any language can rebuild: value i is splitmix64(seed, i), no library generator involved."""
import numpy as np


def uniforms(n, seed):
    """u[i] = (mix(seed + (i + 1) * 0x9E3779B97F4A7C15) >> 11) * 2**-53, arithmetic modulo 2**64."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def errors(n, seed, rates):
    """A 0/1 stream (uint8) in len(rates) equal parts; value i is 1 when u[i] < its part's rate."""
    rate = np.repeat(np.asarray(rates, dtype=float), n // len(rates))
    return (uniforms(n, seed) < rate).astype(np.uint8)
