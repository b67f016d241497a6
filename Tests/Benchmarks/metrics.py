# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluation speed: classification metrics on many label pairs, PSI and KS on many columns.

    python metrics.py labels                  10 M pairs over 8 segments: scikit-learn and numpy
    python metrics.py drift                   20 columns of 1 M + 1 M values: scipy and numpy

Labels and columns come from stream.py, so another program can rebuild them (see README.md).
"""
import argparse
import json
import resource
import statistics
import time

import numpy as np

import stream

SEGMENTS = 8


def timed(repeat, work):
    """(median seconds, last result)"""
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def label_pairs(n):
    """truth = floor(8 u1); the estimate is the truth when u2 < 0.8, else floor(8 u3)."""
    u1, u2, u3 = (stream.uniforms(n, seed) for seed in (11, 12, 13))
    truth = (8 * u1).astype(np.uint8)
    estimate = np.where(u2 < 0.8, truth, (8 * u3).astype(np.uint8))
    return truth, estimate


def metrics_from_matrix(matrix):
    """Everything scikit-learn's four calls give, from the 8 x 8 counts."""
    matrix = matrix.astype(float)
    n, hits = matrix.sum(), np.diag(matrix)
    in_truth, in_estimate = matrix.sum(axis=1), matrix.sum(axis=0)
    precision, recall = hits / in_estimate, hits / in_truth
    f1 = 2 * hits / (in_truth + in_estimate)
    chance = in_truth @ in_estimate
    mcc = (hits.sum() * n - chance) / np.sqrt((n * n - in_truth @ in_truth) * (n * n - in_estimate @ in_estimate))
    kappa = (hits.sum() * n - chance) / (n * n - chance)
    return {"accuracy": hits.sum() / n, "precision": precision, "recall": recall, "f1": f1,
            "macro_f1": f1.mean(), "weighted_f1": f1 @ in_truth / n, "mcc": mcc, "kappa": kappa}


def sklearn_calls(truth, estimate, options):
    """scikit-learn's four calls: their seconds, and their answers."""
    from sklearn.metrics import (classification_report, cohen_kappa_score, confusion_matrix, matthews_corrcoef)
    seconds = {}
    seconds["sklearn confusion_matrix"], matrix = timed(options.repeat, lambda: confusion_matrix(truth, estimate))
    seconds["sklearn classification_report"], report = timed(
        options.repeat, lambda: classification_report(truth, estimate, output_dict=True))
    seconds["sklearn matthews_corrcoef"], mcc = timed(options.repeat, lambda: matthews_corrcoef(truth, estimate))
    seconds["sklearn cohen_kappa_score"], kappa = timed(options.repeat, lambda: cohen_kappa_score(truth, estimate))
    seconds["sklearn all four"] = sum(seconds.values())
    return seconds, matrix, {"mcc": mcc, "kappa": kappa, "macro_f1": report["macro avg"]["f1-score"]}


def labels(options):
    small_truth, small_estimate = label_pairs(options.rows)
    truth, estimate = small_truth.astype(np.int64), small_estimate.astype(np.int64)

    def counted(t, e):
        codes = t * SEGMENTS + e
        matrix = np.bincount(codes, minlength=SEGMENTS**2).reshape(SEGMENTS, SEGMENTS)
        return matrix, metrics_from_matrix(matrix)

    def counted_in_blocks(t, e, block=1 << 18):              # 1-byte labels, temporaries stay in the cache
        matrix = np.zeros(SEGMENTS**2, dtype=np.int64)
        for a in range(0, t.size, block):
            matrix += np.bincount(t[a:a + block] * np.uint8(SEGMENTS) + e[a:a + block], minlength=SEGMENTS**2)
        matrix = matrix.reshape(SEGMENTS, SEGMENTS)
        return matrix, metrics_from_matrix(matrix)

    seconds = {}
    seconds["numpy bincount, int64 labels"], plain = timed(options.repeat, lambda: counted(truth, estimate))
    seconds["numpy bincount, uint8 labels in blocks"], fast = timed(
        options.repeat, lambda: counted_in_blocks(small_truth, small_estimate))
    agree = np.array_equal(plain[0], fast[0])
    if not options.numpy_only:
        slower, matrix, answers = sklearn_calls(truth, estimate, options)
        seconds |= slower
        agree = agree and np.array_equal(matrix, fast[0]) and all(
            abs(answers[name] - fast[1][name]) < 1e-12 for name in answers)
    return {"rows": options.rows, "answers_agree": bool(agree),
            "answers": {name: float(fast[1][name]) for name in ("accuracy", "macro_f1", "mcc", "kappa")},
            "seconds": {name: round(value, 4) for name, value in seconds.items()}}


def columns(rows, count):
    """Column j: -ln u, reference and current; the current ones are scaled by 1 + j / 1000."""
    for j in range(count):
        yield (-np.log1p(-stream.uniforms(rows, 100 + j)),
               -np.log1p(-stream.uniforms(rows, 200 + j)) * (1 + j / 1000))


def psi_from_shares(a, b, floor=1e-4):
    a, b = np.maximum(a, floor), np.maximum(b, floor)
    return float(np.sum((b - a) * np.log(b / a)))


def psi_numpy(reference, current):
    """Ten bins at the reference deciles; the share of an empty bin is 0.0001."""
    cuts = np.quantile(reference, np.linspace(0.1, 0.9, 9))
    shares = [np.bincount(np.searchsorted(cuts, x), minlength=10) / x.size for x in (reference, current)]
    return psi_from_shares(*shares)


def psi_ks_sorted(reference, current):
    """Both measures from two sorts."""
    a, b = np.sort(reference), np.sort(current)
    cuts = np.quantile(a, np.linspace(0.1, 0.9, 9))
    shares = [np.diff(np.concatenate([[0], np.searchsorted(x, cuts, side="right"), [x.size]])) / x.size for x in (a, b)]
    upper = np.searchsorted(a, b, side="right") / a.size
    lower = np.searchsorted(a, b, side="left") / a.size
    rank = np.arange(b.size + 1) / b.size
    return psi_from_shares(*shares), float(max(np.max(rank[1:] - upper), np.max(lower - rank[:-1])))


def drift(options):
    data = list(columns(options.rows, options.columns))
    seconds = {}
    seconds["numpy psi + ks from sorts"], both = timed(options.repeat, lambda: [psi_ks_sorted(a, b) for a, b in data])
    agree = True
    if not options.numpy_only:
        from scipy.stats import ks_2samp
        seconds["scipy ks_2samp"], ks = timed(
            options.repeat, lambda: [ks_2samp(a, b, method="asymp").statistic for a, b in data])
        seconds["numpy psi"], psi = timed(options.repeat, lambda: [psi_numpy(a, b) for a, b in data])
        agree = (np.allclose(psi, [p for p, _ in both], atol=1e-12)
                 and np.allclose(ks, [k for _, k in both], atol=1e-12))
    return {"rows": options.rows, "columns": options.columns, "answers_agree": bool(agree),
            "answers": {"psi_last": both[-1][0], "ks_last": both[-1][1]},
            "seconds": {name: round(value, 3) for name, value in seconds.items()}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["labels", "drift"])
    parser.add_argument("--rows", type=int)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--numpy-only", action="store_true", help="leave out scikit-learn's and scipy's slower calls")
    options = parser.parse_args()
    options.rows = options.rows or {"labels": 10_000_000, "drift": 1_000_000}[options.what]
    result = {"labels": labels, "drift": drift}[options.what](options)
    result["peak_rss_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps({"program": "metrics.py " + options.what, **result}))


if __name__ == "__main__":
    main()
