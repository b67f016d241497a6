# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the log densities of NormalCopulaTests: scipy's multivariate normal less its margins.

Run once with the versions it prints:
    python3 copulas.py
"""
import numpy
import scipy
from scipy.stats import multivariate_normal, norm

CASES = [
    ([0.5], [[0.0, 0.0], [1.2, 0.9], [-3.5, 2.25], [6.0, 5.5]]),
    ([0.5, 0.1, 0.2], [[0.3, -1.1, 2.0], [-2.5, -1.0, 0.4], [0.0, 3.0, -3.0]]),
    ([-0.3, 0.8, 0.05, -0.6, 0.4, -0.1], [[1.0, 0.5, 0.25, -2.0], [-0.7, 1.9, -1.4, 0.6]]),
    ([0.999], [[1.0, 1.01], [0.5, -0.5]]),
]

print("scipy", scipy.__version__, "numpy", numpy.__version__)
for correlations, points in CASES:
    size = len(points[0])
    matrix = numpy.eye(size)
    matrix[numpy.triu_indices(size, 1)] = correlations
    matrix = matrix + matrix.T - numpy.eye(size)
    for z in points:
        value = multivariate_normal(cov=matrix).logpdf(z) - norm.logpdf(z).sum()
        print(correlations, z, repr(float(value)))
