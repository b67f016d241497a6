# SPDX-License-Identifier: GPL-3.0-or-later
"""Stores what scikit-learn's linear discriminant analysis makes of train.csv and test.csv.

Writes linear_discriminant_SHRINKAGE.csv beside itself; versions.txt says with what. Run once, after
scikit_learn.py:
    python3 linear_discriminant.py
"""
import numpy
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.preprocessing import StandardScaler


class Shrunk:
    """The covariance of one class, moved towards the identity; scikit-learn pools it by priors."""

    def __init__(self, share):
        self.share = share

    def fit(self, x):
        covariance = numpy.cov(x.T, bias=True)
        self.covariance_ = (1 - self.share) * covariance + self.share * numpy.eye(x.shape[1])
        return self


def read(name):
    table = numpy.genfromtxt(name, delimiter=",", skip_header=1)
    truth, features = table[:, 0].astype(int), table[:, 1:]
    # The gaps of scikit_learn.py.
    features[features[:, 3] % 5 == 0, 1] = numpy.nan
    features[features[:, 3] % 7 == 0, 2] = numpy.nan
    return truth, features


def raw(x):
    return numpy.column_stack([x[:, 0], numpy.log(x[:, 1]), numpy.log(x[:, 2]), x[:, 3]])


def save(name, values):
    with open(name, "w") as file:
        file.write(",".join(f"p{j}" for j in range(values.shape[1])) + "\n")
        for row in values:
            file.write(",".join(repr(float(v)) for v in row) + "\n")


def main():
    truth, train = read("train.csv")
    _, test = read("test.csv")
    impute, missing = SimpleImputer(strategy="median").fit(raw(train)), MissingIndicator().fit(raw(train))

    def design(x):
        one_hot = numpy.column_stack([x[:, 4] == level for level in range(4)])
        return numpy.column_stack([impute.transform(raw(x)), missing.transform(raw(x)), one_hot])

    scale = StandardScaler().fit(design(train))
    for share in ("0.1", "1e-06"):
        model = LinearDiscriminantAnalysis(solver="lsqr", covariance_estimator=Shrunk(float(share)))
        model.fit(scale.transform(design(train)), truth)
        values = model.predict_proba(scale.transform(design(test)))
        save(f"linear_discriminant_{share}.csv", values)
    # Without levels and gaps no shrinkage is needed.
    whole = numpy.genfromtxt("train.csv", delimiter=",", skip_header=1)[:, 1:]
    other = numpy.genfromtxt("test.csv", delimiter=",", skip_header=1)[:, 1:]
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(raw(whole), truth)
    values = model.predict_proba(raw(other))
    save("linear_discriminant_0.csv", values)


main()
