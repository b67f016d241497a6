# SPDX-License-Identifier: GPL-3.0-or-later
"""End to end in numpy / scipy / scikit-learn: population, months, classifiers, evaluation, drift.

    python panel.py --customers 200000 --months 24 --style usual
    python panel.py --style careful --jobs 2

usual: library calls as they come (scipy.stats.ks_2samp, GaussianNB.predict).
careful: the same numbers, with the two slow calls rewritten in numpy.
One JSON object on stdout: totals, seconds per stage, then the month-by-month metrics.
The work itself is described in README.md, section "The panel job".
"""
import argparse
import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.stats
import sklearn
from scipy.special import expit, kolmogorov
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

import world

FEATURES = ["age", "income", "balance", "aum", "tenure", "digital", "transactions", "products", "risk"]
LOGGED = [1, 2, 3]                       # income, balance, aum enter the models as logarithms
SEGMENTS = 8
TRAINING_ROWS = 20_000
EVENT_MONTH = 12
DIGITAL_SHIFT = 0.8                      # covariate drift, in logits, everybody, from EVENT_MONTH on
REPLACED_SHARE = 0.10                    # prior shift: so many customers leave, others enter ...
ENTRY_SHARE = np.array([0.40, 0.35, 0.05, 0.10, 0.02, 0.05, 0.02, 0.01])    # ... with these shares
BALANCE_MEMORY = 0.9
EMPTY_BIN = 1e-4                         # PSI: floor of a bin's share


class Population:
    """The hidden world: persona (the truth) and ten attributes, one numpy array each."""

    def __init__(self, n, seed, table):
        self.table = table
        matrix = world.load_transitions()
        self.stay = np.diag(matrix).copy()
        leave = matrix - np.diag(self.stay)              # where a mover goes
        self.target_cut = np.cumsum(leave / leave.sum(axis=1, keepdims=True), axis=1)[:, :-1]
        self.rng = np.random.default_rng([seed, 1])
        self.persona, self.columns = world.draw(n, seed, table)
        (self.age, self.income, self.balance, self.aum, self.tenure,
         self.digital, self.transactions, self.products, self.risk, self.region) = self.columns
        self.log_balance = np.log(self.balance)
        self.logit_digital = self.logit(self.digital)
        self.aum_last_month = self.aum.copy()

    @staticmethod
    def logit(share):
        share = np.clip(share, 1e-9, 1 - 1e-9)
        return np.log(share / (1 - share))

    def advance(self, month):
        """One month. Returns the mask of customers who are new this month, or None."""
        rng, table, n = self.rng, self.table, self.persona.size
        new = self.replace_customers() if month == EVENT_MONTH else None

        movers = np.flatnonzero(rng.random(n) > self.stay[self.persona])
        cut = self.target_cut[self.persona[movers]]
        self.persona[movers] = (rng.random(movers.size)[:, None] > cut).sum(axis=1)

        self.age += 1 / 12
        self.tenure += 1 / 12
        self.income *= np.exp(0.002 + 0.01 * rng.standard_normal(n))

        mean, sigma = table["balance_mu"][self.persona], table["balance_sigma"][self.persona]
        noise = sigma * np.sqrt(1 - BALANCE_MEMORY**2) * rng.standard_normal(n)
        self.log_balance = mean + BALANCE_MEMORY * (self.log_balance - mean) + noise
        np.exp(self.log_balance, out=self.balance)

        self.aum_last_month[:] = self.aum
        self.aum *= np.exp(0.003 + 0.03 * rng.standard_normal(n))

        self.logit_digital += 0.05 * rng.standard_normal(n)
        if month == EVENT_MONTH:
            self.logit_digital += DIGITAL_SHIFT
        expit(self.logit_digital, out=self.digital)

        self.transactions[:] = rng.negative_binomial(table["tx_size"][self.persona], table["tx_p"][self.persona])
        changed = np.flatnonzero(rng.random(n) < 0.02)
        step = np.where(rng.random(changed.size) < 0.5, -1, 1)
        self.products[changed] = np.maximum(0, self.products[changed] + step)
        return new

    def replace_customers(self):
        n = self.persona.size
        new = self.rng.random(n) < REPLACED_SHARE
        index = np.flatnonzero(new)
        persona = np.searchsorted(np.cumsum(ENTRY_SHARE)[:-1], self.rng.random(index.size), side="right")
        columns = np.empty((len(world.ATTRIBUTES), index.size))
        world.draw_attributes(self.rng, persona, self.table, columns)
        self.persona[index] = persona
        self.columns[:, index] = columns
        self.tenure[index] = 0
        self.log_balance[index] = np.log(self.balance[index])
        self.logit_digital[index] = self.logit(self.digital[index])
        return new

    def observe(self):
        """What the bank sees: 9 columns, income with noise, 3 % of balances missing, AUM a month late."""
        rng, n = self.rng, self.persona.size
        view = np.empty((len(FEATURES), n))
        view[0] = self.age
        view[1] = self.income * np.exp(0.1 * rng.standard_normal(n))
        view[2] = self.balance
        view[2][rng.random(n) < 0.03] = np.nan
        view[3] = self.aum_last_month
        view[4] = self.tenure
        view[5] = self.digital
        view[6] = self.transactions
        view[7] = self.products
        view[8] = self.risk
        return view


class Rules:
    """A bank's threshold table, first match wins."""

    def predict_view(self, view):
        age, income, balance, aum, tenure, digital, transactions, products, risk = view
        return np.select(
            [aum >= 4_000_000,
             transactions >= 80,
             (income >= 230_000) | (aum >= 500_000),
             (age < 25) & (income < 45_000),
             (age >= 58) & (digital < 0.6),
             (age < 34) & (income >= 45_000),
             (income >= 80_000) & (products >= 2)],
            [7, 6, 5, 0, 4, 1, 2], default=3)


class MatrixNaiveBayes:
    """A fitted GaussianNB whose log likelihoods are one matrix product: same answers, several times faster."""

    def __init__(self, fitted):
        precision = 1 / fitted.var_
        self.weights = np.vstack([(-0.5 * precision).T, (fitted.theta_ * precision).T])
        self.constant = (np.log(fitted.class_prior_) - 0.5 * np.log(2 * np.pi * fitted.var_).sum(axis=1)
                         - 0.5 * (fitted.theta_**2 * precision).sum(axis=1))

    def predict(self, x):
        return np.argmax(np.hstack([x * x, x]) @ self.weights + self.constant, axis=1)


class Preparation:
    """Median imputation, logarithms of the skewed columns, standard scores; fitted on the training sample."""

    def __init__(self, view):
        self.median = np.nanmedian(view, axis=1)
        self.mean, self.scale = 0.0, 1.0
        x = self.transform(self.impute(view))
        self.mean, self.scale = x.mean(axis=0), x.std(axis=0)

    def impute(self, view):
        view = view.copy()
        for column, median in zip(view, self.median):
            column[np.isnan(column)] = median
        return view

    def transform(self, imputed):
        x = np.ascontiguousarray(imputed.T)
        x[:, LOGGED] = np.log(imputed[LOGGED].T)
        x -= self.mean
        x /= self.scale
        return x


def wilson(errors, n, z=1.959963984540054):
    p = errors / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [float(centre - half), float(centre + half)]


def classification_metrics(truth, predicted):
    matrix = np.bincount(truth * SEGMENTS + predicted, minlength=SEGMENTS**2).reshape(SEGMENTS, SEGMENTS)
    n, hits = truth.size, np.diag(matrix)
    errors = int(n - hits.sum())
    in_truth, in_prediction = matrix.sum(axis=1), matrix.sum(axis=0)
    recall = hits / np.maximum(in_truth, 1)
    f1 = 2 * hits / np.maximum(in_truth + in_prediction, 1)
    return {"error": errors / n, "wilson95": wilson(errors, n), "recall": recall.tolist(),
            "macro_f1": float(f1.mean()), "confusion": matrix.tolist()}


class Reference:
    """One feature at month 0: its values, its decile edges and its bin shares."""

    def __init__(self, values):
        self.sorted = np.sort(values[~np.isnan(values)])
        edges = np.quantile(self.sorted, np.linspace(0, 1, 11))
        self.cuts = np.unique(edges[1:-1])              # integer features may have fewer than 10 bins
        self.share = self.bin_share(self.sorted)

    def bin_share(self, ordered):
        below = np.searchsorted(ordered, self.cuts, side="right")
        counts = np.diff(np.concatenate([[0], below, [ordered.size]]))
        return np.maximum(counts / ordered.size, EMPTY_BIN)

    def psi(self, ordered):
        share = self.bin_share(ordered)
        return float(np.sum((share - self.share) * np.log(share / self.share)))

    def drift_scipy(self, values):
        """The usual way: scipy's KS, which sorts both samples again and uses the finite-n p-value."""
        values = values[~np.isnan(values)]
        test = scipy.stats.ks_2samp(self.sorted, values, method="asymp")
        share = np.bincount(np.searchsorted(self.cuts, values, side="left"), minlength=self.cuts.size + 1) / values.size
        share = np.maximum(share, EMPTY_BIN)
        psi = float(np.sum((share - self.share) * np.log(share / self.share)))
        return {"psi": psi, "ks": float(test.statistic), "p": float(test.pvalue)}

    def drift_numpy(self, values):
        """The careful way: the month is sorted once, the reference never again, p from the limit law."""
        ordered = np.sort(values[~np.isnan(values)])
        n, m = ordered.size, self.sorted.size
        upper = np.searchsorted(self.sorted, ordered, side="right") / m
        lower = np.searchsorted(self.sorted, ordered, side="left") / m
        rank = np.arange(n + 1) / n
        distance = float(max(np.max(rank[1:] - upper), np.max(lower - rank[:-1])))
        p = kolmogorov(distance * np.sqrt(n * m / (n + m)))     # scipy's kstwo.sf would cost ten times the rest
        return {"psi": self.psi(ordered), "ks": distance, "p": float(p)}


class Clock:
    """Adds wall seconds to named stages."""

    def __init__(self):
        self.seconds = {}
        self.last = time.perf_counter()

    def stage(self, name):
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.last
        self.last = now


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="threads over classifiers and over features")
    parser.add_argument("--style", choices=["usual", "careful"], default="usual")
    parser.add_argument("--no-drift", action="store_true", help="leave out PSI and KS")
    parser.add_argument("--summary", action="store_true", help="leave out the month-by-month metrics")
    options = parser.parse_args()
    sklearn.set_config(assume_finite=True)

    pool = ThreadPoolExecutor(options.jobs)
    parallel = (lambda f, items: list(pool.map(f, items))) if options.jobs > 1 else (lambda f, items: [f(i) for i in items])
    clock, start, cpu = Clock(), time.perf_counter(), time.process_time()

    table = world.load_personas()
    sample = Population(TRAINING_ROWS, options.seed + 1000, table)
    population = Population(options.customers, options.seed, table)
    clock.stage("draw")

    view = sample.observe()
    preparation = Preparation(view)
    training = preparation.transform(preparation.impute(view))
    models = {"rules": Rules(), "naive_bayes": GaussianNB(), "logistic": LogisticRegression(max_iter=300)}
    for name, model in models.items():
        if name != "rules":
            model.fit(training, sample.persona)
    if options.style == "careful":
        models["naive_bayes"] = MatrixNaiveBayes(models["naive_bayes"])
    clock.stage("fit")

    references, months, previous, previous_truth = None, [], {}, None
    for month in range(options.months):
        new = population.advance(month) if month > 0 else None
        clock.stage("advance")
        view = population.observe()
        clock.stage("observe")
        imputed = preparation.impute(view)
        x = preparation.transform(imputed)
        clock.stage("prepare")
        truth = population.persona.copy()

        def predict(name):
            model = models[name]
            if name == "rules":
                return model.predict_view(imputed)
            return model.predict(x)

        predicted = dict(zip(models, parallel(predict, models)))
        clock.stage("predict")

        unchanged = None
        if previous_truth is not None:
            unchanged = truth == previous_truth
            if new is not None:
                unchanged &= ~new
        result = {"month": month, "truth_share": (np.bincount(truth, minlength=SEGMENTS) / truth.size).tolist()}

        def evaluate(name):
            metrics = classification_metrics(truth, predicted[name])
            if unchanged is not None:
                flips = np.count_nonzero((predicted[name] != previous[name]) & unchanged)
                metrics["flicker"] = flips / truth.size
            return metrics

        result["classifiers"] = dict(zip(models, parallel(evaluate, models)))
        clock.stage("evaluate")

        if not options.no_drift:
            if references is None:
                references = parallel(Reference, view)
            measure = "drift_scipy" if options.style == "usual" else "drift_numpy"
            drift = parallel(lambda j: getattr(references[j], measure)(view[j]), range(len(FEATURES)))
            result["drift"] = dict(zip(FEATURES, drift))
        clock.stage("drift")
        previous, previous_truth = predicted, truth
        months.append(result)

    seconds = time.perf_counter() - start
    summary = {
        "program": "panel.py", "customers": options.customers, "months": options.months, "jobs": options.jobs,
        "style": options.style, "classifiers": list(models),
        "seconds": round(seconds, 3), "cpu_seconds": round(time.process_time() - cpu, 3),
        "customer_months_per_s": round(options.customers * options.months / seconds),
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "stage_seconds": {name: round(value, 3) for name, value in clock.seconds.items()},
    }
    if not options.summary:
        summary["month_by_month"] = months
    json.dump(summary, sys.stdout)
    print()


if __name__ == "__main__":
    main()
