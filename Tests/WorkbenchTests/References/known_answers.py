# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes known-answers.json: the least errors of the scenarios under Scenarios/known-answers, each in
two ways that share as little as possible. The first is exact, a closed form or a quadrature; the second
is another of these or a Monte Carlo count with its standard error. Takes some minutes.

    python3 known_answers.py > known-answers.json
"""
import json
import sys

import mpmath
import numpy
import scipy

import agrawal
import textbook

PACKAGES = {"python": sys.version.split()[0], "numpy": numpy.__version__,
            "scipy": scipy.__version__, "mpmath": mpmath.__version__}


def main():
    answers = {}
    for name, function in {**textbook.ANSWERS, **agrawal.ANSWERS}.items():
        print(name, file=sys.stderr, flush=True)
        answers[name] = function()
    document = {
        "made by": "Tests/WorkbenchTests/References/known_answers.py", "versions": PACKAGES,
        "answers": answers,
    }
    print(json.dumps(document, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
