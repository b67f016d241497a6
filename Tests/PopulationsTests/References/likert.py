# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the correlations of items' latents of LikertTests, and the law of some sums.

The alpha of a normal true value comes from bivariate normal probabilities, that of a mixture from
scipy's quad. Run once with the versions it prints:
    python3 likert.py
"""
import itertools
import math

import numpy
import scipy
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm


def cuts(points):
    return [5 / points * (j - points / 2) for j in range(1, points)]


def alpha(items, mean, square, product):
    variance, covariance = square - mean**2, product - mean**2
    return items * covariance / (variance + (items - 1) * covariance)


def normal_alpha(items, points, r):
    c = cuts(points)
    mean = sum(norm.sf(x) for x in c)
    square = sum((2 * j + 1) * norm.sf(x) for j, x in enumerate(c))
    law = multivariate_normal(cov=[[1, r], [r, 1]])
    product = sum(law.cdf([-x, -y]) for x, y in itertools.product(c, c))
    return alpha(items, mean, square, product)


def mixture_alpha(items, points, r, parts):
    c = cuts(points)
    centre = sum(w * m for w, m, _ in parts)
    spread = math.sqrt(sum(w * (s**2 + (m - centre) ** 2) for w, m, s in parts))

    def above(t):
        z = (t - centre) / spread
        return [norm.cdf((math.sqrt(r) * z - x) / math.sqrt(1 - r)) for x in c]

    def integral(function):
        return sum(
            w * quad(lambda t: function(above(t)) * norm.pdf(t, m, s), m - 9 * s, m + 9 * s,
                     epsabs=1e-13, epsrel=1e-13, limit=400)[0]
            for w, m, s in parts)

    mean = integral(sum)
    square = integral(lambda p: sum((2 * j + 1) * x for j, x in enumerate(p)))
    product = integral(lambda p: sum(p) ** 2)
    return alpha(items, mean, square, product)


print("scipy", scipy.__version__, "numpy", numpy.__version__)
for items, points, target in [(5, 5, 0.77), (13, 4, 0.77), (2, 7, 0.9), (6, 2, 0.6)]:
    r = brentq(lambda r: normal_alpha(items, points, r) - target, 0.001, 0.999, xtol=1e-13)
    print("normal", items, points, target, repr(r))
parts = [(0.3, -1.0, 0.5), (0.7, 1.0, 0.8)]
r = brentq(lambda r: mixture_alpha(5, 5, r, parts) - 0.77, 0.1, 0.9, xtol=1e-12)
print("mixture", repr(r))

# The law of the sum of three items of four points, mean 10, sd 2, r 0.4, by enumeration.
for value in (4.0, 10.5, 30.0):
    place = math.sqrt(0.4) * (value - 10) / 2
    ends = [-math.inf] + [(x - place) / math.sqrt(0.6) for x in cuts(4)] + [math.inf]
    item = [norm.cdf(b) - norm.cdf(a) if a < 0 else norm.sf(a) - norm.sf(b)
            for a, b in zip(ends, ends[1:])]
    sums = [0.0] * 13
    for answers in itertools.product(range(4), repeat=3):
        sums[3 + sum(answers)] += math.prod(item[a] for a in answers)
    print(value, [repr(math.log(sums[s])) for s in (3, 7, 12)])
