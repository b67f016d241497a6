# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes LawReferences.swift: densities, distribution functions, quantiles and moments of the laws
from scipy, run once with scipy 1.17.1, mpmath 1.3.0 and numpy 2.4.6. The probabilities of counts come
from mpmath: scipy's are differences of log-gammas, 1e-9 off at a mean of 250000.

    python3 laws.py continuous > ../LawReferences.swift
    python3 laws.py discrete > ../LawReferences+Discrete.swift
"""
import math
import sys

import mpmath
import scipy
from scipy import stats

LAWS = [
    ("uniform", {"from": -2.0, "to": 5.0}, stats.uniform(-2, 7), [-2, -1.5, 0.25, 4.75]),
    ("normal", {"mean": 40.0, "sd": 7.0}, stats.norm(40, 7), [-12, 31.5, 40, 95]),
    ("lognormal", {"mu": 9.0, "sigma": 0.55}, stats.lognorm(0.55, scale=math.exp(9)),
     [150, 4000, 9000, 200000]),
    ("lognormal", {"median": 900.0, "sigma": 1.6}, stats.lognorm(1.6, scale=900),
     [0.5, 400, 1e4, 1e7]),
    ("gamma", {"shape": 2.0, "scale": 7.5}, stats.gamma(2, scale=7.5), [0.001, 5, 20, 300]),
    ("gamma", {"shape": 0.03, "scale": 1.0}, stats.gamma(0.03), [1e-30, 1e-5, 0.5, 20]),
    ("gamma", {"shape": 900.0, "mean": 3.0}, stats.gamma(900, scale=1 / 300), [2.2, 2.95, 3, 3.7]),
    ("beta", {"a": 2.0, "b": 5.0}, stats.beta(2, 5), [0.001, 0.2, 0.5, 0.97]),
    ("beta", {"a": 0.5, "b": 0.5}, stats.beta(0.5, 0.5), [1e-9, 0.2, 0.5, 0.999]),
    ("beta", {"a": 300.0, "b": 40.0}, stats.beta(300, 40), [0.7, 0.85, 0.9, 0.95]),
    ("exponential", {"mean": 12.0}, stats.expon(scale=12), [1e-6, 3, 12, 250]),
    ("pareto", {"minimum": 500.0, "alpha": 2.5}, stats.pareto(2.5, scale=500),
     [500, 700, 3000, 1e7]),
    ("poisson", {"mean": 0.02}, stats.poisson(0.02), [0, 1, 2, 6]),
    ("poisson", {"mean": 40.0}, stats.poisson(40), [9, 35, 40, 90]),
    ("poisson", {"mean": 250000.0}, stats.poisson(250000), [248000, 249900, 250000, 252500]),
    ("negative binomial", {"mean": 22.0, "size": 1.5}, stats.nbinom(1.5, 1.5 / 23.5),
     [0, 7, 22, 300]),
    ("negative binomial", {"mean": 0.4, "size": 0.05}, stats.nbinom(0.05, 0.05 / 0.45),
     [0, 1, 5, 60]),
    ("negative binomial", {"mean": 5.0, "size": 9000.0}, stats.nbinom(9000, 9000 / 9005),
     [0, 2, 5, 25]),
    ("bernoulli", {"share": 0.13}, stats.bernoulli(0.13), [0, 1]),
    ("discrete uniform", {"from": 20.0, "to": 80.0}, stats.randint(20, 81), [20, 39, 60, 79]),
]


def log_count(name, parameters, x):
    """The logarithm of a count's probability with 40 digits."""
    mpmath.mp.dps = 40
    lg, x = mpmath.loggamma, mpmath.mpf(x)
    mean = mpmath.mpf(parameters["mean"])
    if name == "poisson":
        return x * mpmath.log(mean) - mean - lg(x + 1)
    size = mpmath.mpf(parameters["size"])
    ratio = lg(x + size) - lg(size) - lg(x + 1)
    return ratio + size * mpmath.log(size / (size + mean)) + x * mpmath.log(mean / (size + mean))


def number(value):
    return repr(float(value)).replace("inf", ".infinity")


def is_discrete(law):
    return hasattr(law, "pmf") and not hasattr(law.dist, "pdf")


def header():
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print(f"// Made by References/laws.py with scipy {scipy.__version__},", end=" ")
    print(f"Python {sys.version.split()[0]}.\n")


def structure():
    print("/// scipy's values of one law at one place.\nstruct LawReference: Sendable {")
    for line in ["law: String", "parameters: [String: Double]", "x: Double", "logDensity: Double",
                 "cdf: Double", "upperTail: Double", "mean: Double", "variance: Double"]:
        print(f"  let {line}")
    print("\n  static let all = continuous + discrete\n}\n")


def references(kind):
    print(f"extension LawReference {{\n  static let {kind}: [LawReference] = [")
    for name, parameters, law, places in LAWS:
        discrete = is_discrete(law)
        if discrete != (kind == "discrete"):
            continue
        for x in places:
            density = law.logpmf(x) if discrete else law.logpdf(x)
            if "mean" in parameters and discrete:
                density = log_count(name, parameters, x)
            values = ", ".join(f'"{key}": {number(value)}' for key, value in parameters.items())
            print(f'    LawReference(\n      law: "{name}", parameters: [{values}], x: {number(x)},')
            print(f"      logDensity: {number(density)}, cdf: {number(law.cdf(x))},")
            print(f"      upperTail: {number(law.sf(x))}, mean: {number(law.mean())},")
            print(f"      variance: {number(law.var())}),")
    print("  ]\n}")


def main():
    header()
    if sys.argv[1] == "continuous":
        structure()
    references(sys.argv[1])


main()
