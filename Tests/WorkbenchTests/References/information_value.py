# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes information-value.json: floors by how well the same customers are seen, each by a formula or
an integral over what is seen that shares nothing with segbench.

    python3 information_value.py > information-value.json
"""
import json
import sys

import numpy
import scipy
from scipy import integrate, stats

PACKAGES = {"python": sys.version.split()[0], "numpy": numpy.__version__,
            "scipy": scipy.__version__}


def questionnaire(reliability):
    """The least error of who sees a score of this reliability; the attitude is cut 20 / 60 / 20."""
    cuts = stats.norm.ppf([0.2, 0.8])
    spread = (1 - reliability) ** 0.5

    def doubt(score):  # of variance 1, so that the attitude is normal about √reliability times it
        below = stats.norm.cdf((cuts - reliability**0.5 * score) / spread)
        return (1 - max(below[0], below[1] - below[0], 1 - below[1])) * stats.norm.pdf(score)

    steps = numpy.linspace(-12, 12, 241)
    return sum(integrate.quad(doubt, a, b, epsabs=1e-14)[0] for a, b in zip(steps, steps[1:]))


def gaussians(noise, dear):
    """The least error and the least expected cost of two groups at distance 2, seen with noise.

    A customer of the upper group served as one of the lower costs `dear`, the other way round 1."""
    sd = (1 + noise**2) ** 0.5
    cut = 1 - sd**2 / 2 * numpy.log(dear)
    cost = stats.norm.sf(cut / sd) / 2 + dear * stats.norm.cdf((cut - 2) / sd) / 2
    return {"error": stats.norm.cdf(-1 / sd), "cost": cost}


def main():
    document = {
        "made by": "Tests/WorkbenchTests/References/information_value.py", "versions": PACKAGES,
        "questionnaire": {str(r): questionnaire(r) for r in (0.5, 0.77, 0.9, 0.99)},
        "gaussians": {str(noise): gaussians(noise, 3) for noise in (0, 0.5, 0.75)},
    }
    print(json.dumps(document, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
