# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws customers and stores what scikit-learn and scipy make of them.

Writes train.csv, test.csv and PROBABILITIES.csv beside itself; versions.txt says with what. Run once:
    python3 scikit_learn.py
"""
import platform
import numpy, scipy, sklearn
from scipy.optimize import brentq
from scipy.special import digamma
from scipy.stats import nbinom, poisson
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import CategoricalNB, GaussianNB
from sklearn.preprocessing import StandardScaler

FEATURES = ["age", "income", "balance", "payments", "region"]
TRAIN, TEST, SEGMENTS = 600, 150, 4


def draw(rng, n):
    truth = rng.choice(SEGMENTS, size=n, p=[0.4, 0.3, 0.2, 0.1])
    age = rng.normal(numpy.array([35, 45, 60, 50])[truth], numpy.array([8, 10, 7, 12])[truth])
    income = rng.lognormal(numpy.array([8, 8.6, 8.3, 9.6])[truth], 0.5)
    balance = rng.lognormal(numpy.array([9, 10, 11, 12.5])[truth], 1.2)
    payments = rng.negative_binomial(2, 2 / (2 + numpy.array([20, 15, 6, 12])[truth]))
    payments = numpy.where(truth == 3, rng.binomial(20, 0.6, n), payments)
    table = numpy.array([[.4, .3, .2, .1], [.1, .4, .3, .2], [.2, .2, .2, .4], [.3, .2, .4, .1]])
    region = numpy.array([rng.choice(4, p=table[t]) for t in truth])
    return truth, numpy.column_stack([age, income, balance, payments, region])


def save(name, columns, head):
    with open(name, "w") as file:
        file.write(",".join(head) + "\n")
        for row in columns:
            file.write(",".join("" if numpy.isnan(v) else repr(float(v)) for v in row) + "\n")


def probabilities(name, values):
    save(name, values, [f"p{j}" for j in range(values.shape[1])])


def count_log_densities(train, truth, test):
    out = []
    for segment in range(SEGMENTS):
        x = train[truth == segment]
        mean, variance = x.mean(), x.var()
        if variance <= mean:
            out.append(poisson.logpmf(test, mean))
            continue
        slope = lambda r: (digamma(x + r) - digamma(r)).sum() + len(x) * numpy.log(r / (r + mean))
        size = brentq(slope, 1e-3, 1e4, xtol=1e-14, rtol=1e-14)
        out.append(nbinom.logpmf(test, size, size / (size + mean)))
    return numpy.column_stack(out)


def naive_bayes(train, truth, test):
    # Columns scaled to variance 1, so that scikit-learn's smoothing (1e-9 of the greatest variance)
    # is 1e-9 of each feature's own variance, as here.
    scale = StandardScaler().fit(numbers(train))
    gauss = GaussianNB().fit(scale.transform(numbers(train)), truth)
    joint = gauss.predict_joint_log_proba(scale.transform(numbers(test)))
    levels = CategoricalNB(alpha=1.0, min_categories=4).fit(train[:, 4:5].astype(int), truth)
    joint += levels.predict_joint_log_proba(test[:, 4:5].astype(int)) - levels.class_log_prior_
    joint += count_log_densities(train[:, 3], truth, test[:, 3])
    joint -= joint.max(axis=1, keepdims=True)
    return numpy.exp(joint) / numpy.exp(joint).sum(axis=1, keepdims=True)


def numbers(x):
    return numpy.column_stack([x[:, 0], numpy.log(x[:, 1]), numpy.log(x[:, 2])])


def logistic(train, truth, test, ridge):
    def raw(x):
        return numpy.column_stack([x[:, 0], numpy.log(x[:, 1]), numpy.log(x[:, 2]), x[:, 3]])

    impute, missing = SimpleImputer(strategy="median").fit(raw(train)), MissingIndicator().fit(raw(train))

    def design(x):
        one_hot = numpy.column_stack([x[:, 4] == level for level in range(4)])
        return numpy.column_stack([impute.transform(raw(x)), missing.transform(raw(x)), one_hot])

    scale = StandardScaler().fit(design(train))
    results = []
    for solver in ("newton-cholesky", "lbfgs"):
        model = LogisticRegression(C=1 / ridge, tol=1e-13, max_iter=100_000, solver=solver)
        model.fit(scale.transform(design(train)), truth)
        results.append(model.predict_proba(scale.transform(design(test))))
    assert abs(results[0] - results[1]).max() < 1e-6, abs(results[0] - results[1]).max()
    return results[0]


def main():
    rng = numpy.random.default_rng(20260301)
    truth, train = draw(rng, TRAIN)
    test_truth, test = draw(rng, TEST)
    save("train.csv", numpy.column_stack([truth, train]), ["truth"] + FEATURES)
    save("test.csv", numpy.column_stack([test_truth, test]), ["truth"] + FEATURES)
    probabilities("naive_bayes.csv", naive_bayes(train, truth, test))
    # Incomes are missing where the number of payments is a multiple of 5, balances of 7.
    for table in (train, test):
        table[table[:, 3] % 5 == 0, 1] = numpy.nan
        table[table[:, 3] % 7 == 0, 2] = numpy.nan
    for ridge in (1, 0.01):
        probabilities(f"logistic_{ridge}.csv", logistic(train, truth, test, ridge))
    probabilities("logistic_two.csv", logistic(train, (truth > 1).astype(int), test, 1))
    with open("versions.txt", "w") as file:
        file.write(f"Python {platform.python_version()}\nnumpy {numpy.__version__}\n")
        file.write(f"scipy {scipy.__version__}\nscikit-learn {sklearn.__version__}\n")


main()
