# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the reference files beside it: what other people's programs say about small random data.

    python make_reference.py        # scikit-learn 1.9.1, scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6

Run once; the answers are kept. An undefined number is null.
"""
import json
import math
import pathlib
import warnings

import numpy as np
import scipy
import scipy.special
import scipy.stats
import sklearn
import sklearn.metrics as metrics
import statsmodels
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

HERE = pathlib.Path(__file__).parent
VERSIONS = {m.__name__: m.__version__ for m in (sklearn, scipy, np, statsmodels)}
random = np.random.default_rng(20260301)
warnings.simplefilter("ignore")


def plain(value):
    """JSON without NaN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (np.integer, int)):
        return int(value)
    return None if math.isnan(value) else float(value)


def write(name, cases):
    lines = ",\n".join(json.dumps(plain(case)) for case in cases)
    text = '{"versions": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(VERSIONS), lines)
    (HERE / name).write_text(text)


def pairs(matrix):
    k = len(matrix)
    cells = [(t, e) for t in range(k) for e in range(k) for _ in range(matrix[t][e])]
    return np.array([t for t, _ in cells]), np.array([e for _, e in cells])


def delta_error(measure, matrix):
    """Standard error of a function of a multinomial's shares, by central differences."""
    n = matrix.sum()
    p = (matrix / n).ravel()
    gradient = np.zeros_like(p)
    for cell in range(p.size):
        step = 1e-5
        high, low = p.copy(), p.copy()
        high[cell] += step
        low[cell] -= step
        gradient[cell] = (measure(high.reshape(matrix.shape)) - measure(low.reshape(matrix.shape))) / (2 * step)
    return math.sqrt(max(0.0, (p @ gradient**2 - (p @ gradient) ** 2) / n))


def macro_f1(p):
    return np.mean(2 * np.diag(p) / (p.sum(0) + p.sum(1)))


def weighted_precision(p):
    return np.sum(p.sum(1) * np.diag(p) / p.sum(0)) / p.sum()


def matthews(p):
    p = p / p.sum()
    t, e = p.sum(1), p.sum(0)
    return (np.trace(p) - t @ e) / math.sqrt((1 - t @ t) * (1 - e @ e))


def matrices():
    kinds = [[[7]], [[3, 0], [0, 0]], [[0, 4], [0, 0]], [[2, 3], [0, 0]], [[5, 0], [0, 5]], [[0, 5], [5, 0]],
             [[4, 0, 2], [1, 0, 3], [0, 0, 0]], [[0, 0, 0], [2, 5, 1], [0, 3, 3]]]
    for case in range(60):
        k = int(random.integers(2, 7))
        kinds.append(random.poisson(random.gamma(0.7, 4, (k, k)) + 4 * np.eye(k)).tolist())
    for matrix in kinds:
        matrix = np.array(matrix)
        if matrix.sum() == 0:
            continue
        k = len(matrix)
        t, e = pairs(matrix)
        shared = {"labels": np.arange(k), "zero_division": np.nan}
        rates = {}
        for name, score in (("precision", metrics.precision_score), ("recall", metrics.recall_score),
                            ("f1", metrics.f1_score)):
            rates[name] = {average or "segment": score(t, e, average=average, **shared)
                           for average in (None, "micro", "macro", "weighted")}
        cost = np.arange(k * k).reshape(k, k) % 7 * (1 - np.eye(k))
        errors = {}
        if (matrix.sum(0) > 0).all() and (matrix.sum(1) > 0).all() and 0 < np.trace(matrix) < matrix.sum():
            errors = {"kappa": cohens_kappa(matrix).std_kappa, "matthews": delta_error(matthews, matrix),
                      "macro f1": delta_error(macro_f1, matrix),
                      "weighted precision": delta_error(weighted_precision, matrix)}
        yield {"matrix": matrix, "accuracy": metrics.accuracy_score(t, e), **rates,
               "balanced accuracy": metrics.balanced_accuracy_score(t, e),
               "kappa": metrics.cohen_kappa_score(t, e, labels=np.arange(k)),
               "matthews": metrics.matthews_corrcoef(t, e),
               "too high": np.mean(e > t), "too low": np.mean(e < t), "mean distance": np.mean(abs(e - t)),
               "costs": cost, "cost": np.mean(cost[t, e]), "standard errors": errors}


def probabilities():
    for case in range(30):
        k, n = int(random.integers(2, 6)), int(random.integers(5, 40))
        truth = random.integers(0, k, n)
        shares = random.dirichlet(np.full(k, 0.5), n)
        if case % 3 == 0:                                  # certain, rightly and wrongly
            shares[0], shares[1] = np.eye(k)[truth[0]], np.eye(k)[(truth[1] + 1) % k]
        estimate = shares.argmax(1)
        weights = random.integers(0, 2**20, n) / 2**6      # representable by the tally, so only rounding differs
        labels = np.arange(k)
        yield {"segments": k, "truth": truth, "estimate": estimate, "probabilities": shares.T, "weights": weights,
               "log loss": metrics.log_loss(truth, shares, labels=labels),
               "brier": metrics.brier_score_loss(truth, shares, labels=labels, scale_by_half=False),
               "chosen": shares.max(1).mean(),
               "weighted accuracy": metrics.accuracy_score(truth, estimate, sample_weight=weights),
               "weighted recall": metrics.recall_score(truth, estimate, labels=labels, average=None,
                                                       sample_weight=weights, zero_division=np.nan),
               "weighted too high": np.average(estimate > truth, weights=weights)}


def proportions():
    for successes, n in [(0, 1), (1, 1), (0, 20), (20, 20), (1, 20), (7, 20), (81, 263), (15, 148), (999, 1000),
                         (12345, 100000), (3, 200000)]:
        for confidence in (0.8, 0.95, 0.99):
            yield {"successes": successes, "n": n, "confidence": confidence,
                   "wilson": proportion_confint(successes, n, 1 - confidence, "wilson"),
                   "clopper pearson": proportion_confint(successes, n, 1 - confidence, "beta")}


def discordant():
    for b, c in [(0, 1), (1, 0), (3, 3), (0, 8), (2, 9), (10, 25), (150, 180), (400, 599), (501, 499), (900, 1200)]:
        exact = scipy.stats.binomtest(b, b + c).pvalue
        law = scipy.stats.binom(b + c, 0.5)
        mid = min(1.0, 2 * law.cdf(min(b, c)) - law.pmf(min(b, c)))
        yield {"b": b, "c": c, "exact": exact, "mid p": mid,
               "chi square": mcnemar([[0, b], [c, 0]], exact=False, correction=True).pvalue}


def samples():
    for case in range(40):
        n, m = int(random.integers(1, 60)), int(random.integers(1, 60))
        a, b = random.normal(0, 1, n), random.normal(random.choice([0, 0.5]), 1, m)
        if case % 3 == 0:
            a, b = np.round(a), np.round(b)
        if case % 7 == 0:
            a, b = np.round(a, 1), np.round(b, 1)
        distance = scipy.stats.ks_2samp(a, b, method="asymp").statistic
        cuts = np.unique(np.quantile(a, np.linspace(0, 1, 11))[1:-1])
        shares = [np.maximum(np.bincount(np.searchsorted(cuts, x, side="left"), minlength=cuts.size + 1) / x.size, 1e-4)
                  for x in (a, b)]
        yield {"first": a, "second": b, "distance": distance, "cuts": cuts,
               "p": scipy.special.kolmogorov(distance * math.sqrt(n * m / (n + m))),
               "psi": np.sum((shares[1] - shares[0]) * np.log(shares[1] / shares[0]))}


def tails():
    for x in [0.0, 0.03, 0.2, 0.5, 0.9, 1.1, 1.17, 1.18, 1.19, 1.5, 2.0, 3.0, 5.0]:
        yield {"x": x, "kolmogorov": scipy.special.kolmogorov(x)}


if __name__ == "__main__":
    write("matrices.json", list(matrices()))
    write("probabilities.json", list(probabilities()))
    write("proportions.json", list(proportions()))
    write("discordant.json", list(discordant()))
    write("samples.json", list(samples()))
    write("tails.json", list(tails()))
