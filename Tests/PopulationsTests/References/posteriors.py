# SPDX-License-Identifier: GPL-3.0-or-later
"""Posteriors of stored customers by brute force, for WitnessTests.

Each world of posteriors/ has a file of 200 customers (40 of the sharp one), drawn once by 'segbench generate'; beside it
WORLD-posteriors.csv holds, in columns SCHEME/FEATURES/SEGMENT, the chance of each segment given those
features of the last month, by enumeration of all paths of the hidden levels and Gauss-Legendre quadrature of
order 20 on 60 panels between all points at which anything jumps. Run once, with numpy 2.4.6 and scipy 1.17.1
(seven minutes, ten for the sharp world, eight for numbers that go together):
    python3 posteriors.py
"""
import argparse
import csv
import functools
import pathlib
import subprocess
import tempfile

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import expit, gammaln, logit
from scipy.stats import beta, lognorm, multivariate_normal, nbinom, norm, poisson

from brute_force import (Path, TenureBook, all_paths, cells, late_ages, quadrature, refresh_ages, row_moves,
                         split_ends, turn_ages)

FOLDER = pathlib.Path(__file__).resolve().parent / "posteriors"
MONTH = 3


class World:
    """A world's customers, and what is worked out once for many paths."""

    # What to work out: a scheme with the features that are seen.
    sights = []

    def __init__(self, seen):
        self.seen = seen
        self.rows = len(next(iter(seen.values())))
        self.known = {}

    def once(self, work, *key):
        """The result of a method for some arguments, worked out once."""
        key = (work.__name__,) + key
        if key not in self.known:
            self.known[key] = work(*key[1:])
        return self.known[key]

    def posterior(self, scheme, features):
        """The chance of each segment by row."""
        total = 0
        for path in self.paths():
            total = total + path.weight * self.joint(path, scheme, features)
        return total / total.sum(axis=1, keepdims=True)

    def one_hot(self, index, count):
        out = np.zeros((1, count))
        out[0, index] = 1
        return out


class Declared(World):
    personas = ["young", "settled", "old"]
    sights = [("stage", ("age",)), ("stage", ("income",)), ("stage", ("age", "quiz")),
              ("stage", ("digital",)), ("stage", ("payments",)), ("stage", ("tenure",)),
              ("stage", ("age", "income", "quiz", "digital", "payments", "tenure")),
              ("attitude", ("age", "quiz")), ("attitude", ("age", "quiz", "tenure", "digital")),
              ("sorted", ("income", "payments")), ("sorted", ("age", "income", "payments", "tenure")),
              ("need", ("age", "quiz", "income"))]

    def paths(self):
        self.book = TenureBook(lambda t: 0.2 if t < 3 else 0.05, MONTH)
        shares = [{"young": 0.3, "settled": 0.5, "old": 0.2}, {"young": 0.7, "settled": 0.2, "old": 0.1}]
        return all_paths(MONTH, 4000, lambda cohort: 400,
                         lambda entrant: [((k,), v) for k, v in shares[entrant].items()],
                         row_moves({"young": {"settled": 0.2}, "settled": {"old": 0.15}}))

    def joint(self, path, scheme, features):
        entry, now, last = path.levels[0][0], path.at(MONTH)[0], path.last_move(MONTH)
        density = np.ones(self.rows)
        density = density * self.book.chance(path.cohort, self.seen["tenure"] if "tenure" in features else None)
        if "age" in features:
            density = density * self.once(self.age, entry, MONTH - path.cohort)
        if "digital" in features:
            density = density * self.once(self.digital, entry)
        # The median rises in month 1; what a move draws anew is drawn by the law of its month.
        drawn = path.cohort if last is None else last
        median = {"young": 3000, "settled": 9000, "old": 4000}[now] * (1.3 if drawn >= 1 else 1)
        income = self.once(self.income, median, {"young": 0.3}.get(now, 0.15), "income" in features)
        risk = self.once(self.risk, now, "quiz" in features)
        activity = self.once(self.activity, now, "payments" in features)
        everything = density * income.sum(1) * activity.sum(1)
        if scheme == "stage":
            return (everything * risk.sum(1))[:, None] * self.one_hot(self.personas.index(now), 3)
        if scheme == "attitude":
            low = risk[:, :, None] * self.one_hot(0, 3)[None] * 0
            for index in range(3):
                low[:, index, index] = risk[:, index]
            return everything[:, None] * low.sum(1)
        if scheme == "need":
            return everything[:, None] * self.once(self.need, now, "quiz" in features)
        poor = income[:, 0] * activity.sum(1) if now in ("young", "old") else np.zeros(self.rows)
        busy = income[:, 1] * activity[:, 1]
        whole = income.sum(1) * activity.sum(1)
        return (density * risk.sum(1))[:, None] * np.stack([poor, busy, whole - poor - busy], axis=1)

    def age(self, entry, months):
        mean, sd = {"young": (25, 4), "settled": (42, 7), "old": (66, 7)}[entry]
        low, high = (np.clip(self.seen["age"] + d - months / 12, 18, 95) for d in (-0.5, 0.5))
        return (norm.cdf(high, mean, sd) - norm.cdf(low, mean, sd)) / (
            norm.cdf(95, mean, sd) - norm.cdf(18, mean, sd))

    def digital(self, entry):
        mean, seen = {"young": 0.9, "settled": 0.7, "old": 0.4}[entry], self.seen["digital"]
        before = expit(logit(seen) - 0.6)
        density = beta.pdf(before, 8 * mean, 8 * (1 - mean)) * before * (1 - before) / (seen * (1 - seen))
        # What is filled in is the one value that many share: the median of the development view.
        values, counts = np.unique(seen, return_counts=True)
        return np.where(seen == values[counts.argmax()], 0.1, 0.9 * density)

    def income(self, median, sigma, is_seen):
        """By cells of the true income: below 4000, above."""
        mu = np.log(median)
        ends = split_ends(mu - 0.6 * 12, mu + 0.6 * 12, [np.log(4000)])
        x, w = quadrature(ends)
        w = w * norm.pdf(x, mu, 0.6)
        seen = self.seen["income"] if is_seen else None
        out = np.zeros((self.rows, 2))
        for row in range(self.rows):
            channel = 1.0 if seen is None else self.stated(seen[row], x, sigma)
            for cell in range(2):
                inside = cells(x, [np.log(4000)]) == cell
                out[row, cell] = (w * channel)[inside].sum()
        return out

    @staticmethod
    def stated(seen, x, sigma, share=0.4, limit=10_000, rates=(0.05, 0.3)):
        """The density of a stated income given the logarithm of the true one."""
        def below(value):
            return norm.cdf((np.log(value) - x) / sigma)
        if np.isnan(seen):
            # The value is above the limit as it is or, heaped, from half a thousand above it.
            above = (1 - share) * (1 - below(limit)) + share * (1 - below(limit + 500))
            return rates[0] + (rates[1] - rates[0]) * above
        kept = 1 - (rates[1] if seen > limit else rates[0])
        if seen % 1000 == 0:
            low = below(seen - 500) if seen > 0 else 0
            return kept * share * (below(seen + 500) - low)
        return kept * (1 - share) * norm.pdf((np.log(seen) - x) / sigma) / sigma / seen

    def risk(self, now, is_seen):
        return self.over_risk(now, is_seen, lambda x: np.eye(3)[cells(x, [-0.5, 0.5])])

    def need(self, now, is_seen):
        def shares(x):
            utilities = np.stack([0.3 - 0.3 - 0.5 * x, np.full_like(x, 0.8 if now == "young" else 0), 1.2 * x])
            chances = np.exp(utilities - utilities.max(0))
            return (chances / chances.sum(0)).T
        return self.over_risk(now, is_seen, shares)

    def over_risk(self, now, is_seen, shares):
        mean = {"young": 0.4, "settled": 0, "old": -0.7}[now]
        x, w = quadrature(split_ends(mean - 0.8 * 12, mean + 0.8 * 12, [-0.5, 0.5]))
        weights = (w * norm.pdf(x, mean, 0.8))[:, None] * shares(x)
        if not is_seen:
            return np.tile(weights.sum(0), (self.rows, 1))
        seen = self.seen["quiz"][:, None]
        low = np.where(seen <= -2, -np.inf, seen - 0.125)
        high = np.where(seen >= 2, np.inf, seen + 0.125)
        channel = norm.cdf((high - x - 0.1) / 0.5) - norm.cdf((low - x - 0.1) / 0.5)
        return np.where(np.isnan(seen), 1.0, channel) @ weights

    def activity(self, now, is_seen):
        """By cells of the activity: below 10, above."""
        scale = {"young": 12, "settled": 9, "old": 5}[now] / 2
        x, w = quadrature(split_ends(np.log(scale) - 25, np.log(60 * scale), [np.log(10)]), panels=120)
        a = np.exp(x)
        w = w * (a / scale) ** 2 * np.exp(-a / scale)
        out = []
        for cell in range(2):
            inside = cells(x, [np.log(10)]) == cell
            seen = self.seen["payments"][:, None] if is_seen else None
            channel = 1.0 if seen is None else nbinom.pmf(seen, 3, 3 / (3 + a[inside]))
            out.append((channel * w[inside]).sum(-1) * np.ones(self.rows))
        return np.stack(out, axis=1)


class Levels(World):
    personas, moods = ["young", "settled", "old"], ["calm", "wild"]
    branches, regions = ["north", "south", "app"], ["city", "land"]
    sights = [("stage", ("branch",)), ("stage", ("branch", "region", "score")),
              ("temper", ("score",)), ("mixed", ("branch", "score")), ("mixed", ("region",))]

    @staticmethod
    def branch_shares(persona):
        return dict(zip(Levels.branches, (0.2, 0.5, 0.3) if persona == "young" else (0.6, 0.3, 0.1)))

    def paths(self):
        book = [{"young": 0.3, "settled": 0.5, "old": 0.2}, {"young": 0.7, "settled": 0.2, "old": 0.1}]
        persona_moves = {"young": {"settled": 0.2}, "settled": {"old": 0.15, "young": 0.02}}

        def births(entrant):
            return [((p, m, b), share * mood * branch)
                    for p, share in book[entrant].items() for m, mood in (("calm", 0.6), ("wild", 0.4))
                    for b, branch in self.branch_shares(p).items()]

        def moves(levels, month):
            persona, mood, branch = levels
            leaving = persona_moves.get(persona, {})
            wild = 0.3 * (2 if month >= 2 else 1)
            swing = {"calm": {"wild": wild}, "wild": {"calm": 0.1}}[mood]
            for p, chance in [(persona, 1 - sum(leaving.values())), *leaving.items()]:
                shares = {branch: 1.0} if p == persona else self.branch_shares(p)
                for m, swung in [(mood, 1 - sum(swing.values())), *swing.items()]:
                    for b, share in shares.items():
                        yield (p, m, b), chance * swung * share

        hazard = {"young": 0.2, "settled": 0.02, "old": 0.08}
        return all_paths(MONTH, 4000, lambda cohort: 600, births, moves,
                         lambda levels, month: 1 - hazard[levels[0]])

    def joint(self, path, scheme, features):
        entry, (persona, mood, branch) = path.levels[0][0], path.at(MONTH)
        density = np.ones(self.rows)
        if "branch" in features:
            seen = self.seen["branch"]
            density = density * np.where(seen == "", 0.2, np.where(seen == branch, 0.8, 0))
        if "region" in features:
            city = 0.8 if entry == "young" else 0.4
            density = density * np.where(self.seen["region"] == "city", city, 1 - city)
        mean, sd = (0, 1) if mood == "calm" else (1.5, 0.5)
        low, high = -np.inf, np.inf
        if "score" in features:
            low, high = ((self.seen["score"] + d - 1) / 2 for d in (-0.25, 0.25))
        def share(a, b):
            return np.maximum(0, norm.cdf(b, mean, sd) - norm.cdf(a, mean, sd)) * np.ones(self.rows)
        weak, strong = share(low, np.minimum(high, -0.5)), share(np.maximum(low, -0.5), high)
        if scheme == "stage":
            return (density * (weak + strong))[:, None] * self.one_hot(self.personas.index(persona), 3)
        if scheme == "temper":
            return (density * (weak + strong))[:, None] * self.one_hot(self.moods.index(mood), 2)
        if mood == "wild" and branch == "app":
            return (density * (weak + strong))[:, None] * self.one_hot(0, 3)
        if persona == "old":
            return (density * (weak + strong))[:, None] * self.one_hot(1, 3)
        return density[:, None] * np.stack([0 * weak, weak, strong], axis=1)


def likert_sums(x, items, points, r, mean, sd):
    """The chances of every sum of a questionnaire by true value: all answers convolved."""
    cuts = 5 / points * (np.arange(1, points) - points / 2)
    place = (cuts[:, None] - np.sqrt(r) * (x - mean) / sd) / np.sqrt(1 - r)
    above = np.vstack([np.ones_like(x), norm.sf(place), np.zeros_like(x)])
    item = above[:-1] - above[1:]
    sums = item
    for _ in range(items - 1):
        longer = np.zeros((len(sums) + points - 1, len(x)))
        for answer in range(points):
            longer[answer:answer + len(sums)] += item[answer] * sums
        sums = longer
    return sums


@functools.cache
def likert_correlation(items, points, reliability, parts):
    """The correlation of two items' latents that gives the sum its alpha, in a mixture of normal laws."""
    from scipy.optimize import brentq
    mean = sum(w * m for w, m, _ in parts)
    sd = np.sqrt(sum(w * (s**2 + (m - mean) ** 2) for w, m, s in parts))
    x, w = quadrature([mean - 14 * sd, mean + 14 * sd], panels=200)
    weights = w * sum(share * norm.pdf(x, m, s) for share, m, s in parts)
    cuts = 5 / points * (np.arange(1, points) - points / 2)

    def alpha(r):
        above = norm.sf((cuts[:, None] - np.sqrt(r) * (x - mean) / sd) / np.sqrt(1 - r))
        own = above.sum(0)
        square = ((2 * np.arange(1, points) - 1)[:, None] * above).sum(0)
        average = weights @ own
        variance, covariance = weights @ square - average**2, weights @ own**2 - average**2
        return items * covariance / (variance + (items - 1) * covariance)
    return brentq(lambda r: alpha(r) - reliability, 1e-6, 1 - 1e-6, xtol=1e-14), mean, sd


class Evolving(World):
    personas = ["young", "settled"]
    shares = [{"young": 0.4, "settled": 0.6}, {"young": 0.7, "settled": 0.3}]
    moves = {"young": {"settled": 0.25}, "settled": {"young": 0.15}}
    size, entrants, month, warm_up, drift, reliability = 4000, 600, MONTH, 2, 2, 0.8
    income_law = {"young": (np.log(3000), 0.5), "settled": (np.log(9000), 0.4)}
    risk_law = {"young": (1, 0.7), "settled": (-0.5, 0.7)}
    refresh, every, limit, half_lives = 0.3, 3, 8000, (3, 4)
    sights = [("stage", ("income",)), ("stage", ("quiz",)), ("stage", ("income", "quiz", "tenure")),
              ("attitude", ("quiz",)), ("attitude", ("quiz", "tenure"))]
    hazard = staticmethod(lambda t: 0.2 if t < 3 else 0.05)

    def paths(self):
        self.book = TenureBook(self.hazard, self.month)
        parts = tuple((w, *self.risk_law[k]) for k, w in self.shares[0].items())
        self.likert = likert_correlation(5, 5, self.reliability, parts)
        return all_paths(self.month, self.size, lambda cohort: self.entrants,
                         lambda entrant: [((k,), v) for k, v in self.shares[entrant].items()],
                         row_moves(self.moves))

    def shifts(self, path, places, half_life):
        """How far a number has gone toward new laws after each month, step by step."""
        kept, pending, shift, out = 2.0 ** (-1 / half_life), 0.0, 0.0, {}
        for month in range(path.cohort, self.month + 1):
            if path.moved(month):
                pending += places(path.at(month)[0], month) - places(path.at(month - 1)[0], month)
            if month > path.cohort:
                shift += pending * (1 - kept)
                pending *= kept
            out[month] = shift
        return out

    def joint(self, path, scheme, features):
        now, born = path.at(self.month)[0], -self.warm_up if path.cohort == 0 else path.cohort
        density = self.book.chance(path.cohort, self.seen["tenure"] if "tenure" in features else None)
        density = density * np.ones(self.rows)
        if "income" in features:
            density = density * self.income(path, born)
        attitude = self.risk(path, born, "quiz" in features)
        if scheme == "stage":
            return (density * attitude.sum(1))[:, None] * self.one_hot(self.personas.index(now), len(self.personas))
        return density[:, None] * attitude

    def income(self, path, born):
        """The mixture over the months that what is seen may come from; each is lognormal."""
        entry = path.levels[0][0]
        mu, sigma = self.income_law[entry]
        if path.cohort >= self.drift:
            mu += np.log(1.3)
        shifts = self.shifts(path, lambda level, month: self.income_law[level][0], self.half_lives[0])
        total = 0
        for lag, chance in enumerate(refresh_ages(self.refresh, self.month - born)):
            then = self.month - lag
            steps = then - born
            mean = round(mu + steps * np.log(1.02) + shifts.get(then, 0.0), 14)
            spread = round(np.sqrt(sigma**2 + steps * 0.1**2 + 0.15**2), 14)
            total = total + chance * self.once(self.stated, mean, spread)
        return total

    def stated(self, mean, spread):
        seen = self.seen["income"]
        def below(value):
            with np.errstate(divide="ignore"):
                return norm.cdf((np.log(value) - mean) / spread)
        above = 0.6 * (1 - below(self.limit)) + 0.4 * (1 - below(self.limit + 500))
        kept = np.where(seen > self.limit, 0.7, 0.95)
        heaped = 0.4 * (below(seen + 500) - below(np.maximum(0, seen - 500)))
        plain = 0.6 * norm.pdf((np.log(seen) - mean) / spread) / spread / seen
        return np.where(np.isnan(seen), 0.05 + 0.25 * above, kept * np.where(seen % 1000 == 0, heaped, plain))

    def risk(self, path, born, is_seen):
        """By cells of the present number: the answers were given to that of some months ago."""
        mean, sd = self.risk_law[path.levels[0][0]]
        shifts = self.shifts(path, lambda level, month: self.risk_law[level][0], self.half_lives[1])
        total = 0
        for lag, chance in enumerate(turn_ages(self.every, self.month - born)):
            then = shifts.get(self.month - lag, 0.0)
            present = shifts[self.month]
            total = total + chance * self.once(
                self.answers, round(mean + present, 14), sd, round(then - present, 14), is_seen)
        return total

    def answers(self, mean, sd, earlier, is_seen):
        ends = split_ends(mean - 12 * sd, mean + 12 * sd, [-0.5, 0.5])
        x, w = quadrature(ends, panels=30)
        weights = (w * norm.pdf(x, mean, sd))[:, None] * np.eye(3)[cells(x, [-0.5, 0.5])]
        if not is_seen:
            return np.tile(weights.sum(0), (self.rows, 1))
        r, centre, spread = self.likert
        table = likert_sums(x + earlier, 5, 5, r, centre, spread) @ weights
        seen = self.seen["quiz"]
        place = np.where(np.isnan(seen), 5, seen).astype(int) - 5
        return np.where(np.isnan(seen)[:, None], 0.2 * weights.sum(0), 0.8 * table[place])


class Long(Evolving):
    """Ten months, in which so many paths are possible that segbench leaves out or puts together some."""
    personas = ["young", "settled", "old"]
    shares = [{"young": 0.4, "settled": 0.4, "old": 0.2}, {"young": 0.7, "settled": 0.2, "old": 0.1}]
    moves = {"young": {"settled": 0.06}, "settled": {"old": 0.05, "young": 0.01}}
    entrants, month, warm_up, drift = 160, 9, 5, 3
    income_law = {"young": (np.log(3000), 0.5), "settled": (np.log(9000), 0.5), "old": (np.log(2000), 0.5)}
    risk_law = {"young": (1, 0.7), "settled": (0, 0.7), "old": (-1.2, 0.7)}
    refresh, every = 0.15, 6
    sights = [("stage", ("income",)), ("stage", ("income", "quiz")), ("attitude", ("income", "quiz", "tenure"))]
    hazard = staticmethod(lambda t: 0.08 if t < 4 else 0.02)


class Earlier(World):
    personas = ["young", "settled"]
    sights = [("rich", ("income",)), ("busy", ("activity",)), ("stage", ("mood",)),
              ("stage", ("income", "activity", "mood"))]

    def paths(self):
        shares = [{"young": 0.4, "settled": 0.6}, {"young": 0.7, "settled": 0.3}]
        return all_paths(MONTH, 4000, lambda cohort: 600,
                         lambda entrant: [((k,), v) for k, v in shares[entrant].items()],
                         row_moves({"young": {"settled": 0.25}, "settled": {"young": 0.15}}),
                         lambda levels, month: 0.9)

    def joint(self, path, scheme, features):
        born = -2 if path.cohort == 0 else path.cohort
        age = MONTH - born
        income = np.ones((self.rows, 2)) / 2
        if scheme == "rich" or "income" in features:
            income = sum(chance * self.once(self.income, path.levels[0][0], age, lag, "income" in features)
                         for lag, chance in enumerate(refresh_ages(0.3, age)))
        activity = np.ones((self.rows, 2)) / 2
        if scheme == "busy" or "activity" in features:
            last = path.last_move(MONTH)
            activity = sum(
                chance * self.once(self.activity, path.at(MONTH)[0], path.at(MONTH - lag)[0],
                                   last is None or MONTH - lag >= last, "activity" in features)
                for lag, chance in enumerate(late_ages(0.6, 2, age)) if chance > 0)
        density = np.ones(self.rows)
        if "mood" in features:
            then = path.at(MONTH - 1 if age > 0 else MONTH)[0]
            density = norm.pdf(self.seen["mood"], 1 if then == "young" else 0, 0.7)
        if scheme == "rich":
            return (density * activity.sum(1))[:, None] * income
        if scheme == "busy":
            return (density * income.sum(1))[:, None] * activity
        both = density * income.sum(1) * activity.sum(1)
        return both[:, None] * self.one_hot(self.personas.index(path.at(MONTH)[0]), 2)

    def income(self, entry, age, lag, is_seen):
        """Two-dimensional where it must be: the logarithm then, and the normal steps since."""
        mu, sd = np.log({"young": 3000, "settled": 9000}[entry]), 0.5
        step, rate = 0.2, np.log(1.02)
        mean, spread = mu + (age - lag) * rate, np.sqrt(sd**2 + (age - lag) * step**2)
        out = np.zeros((self.rows, 2))
        for row in range(self.rows):
            low, high = mean - 12 * spread, mean + 12 * spread
            if is_seen:
                # What is seen is the value times a factor between 0.7 and 1.2.
                seen = self.seen["income"][row]
                low, high = max(low, np.log(seen / 1.2)), min(high, np.log(seen / 0.7))
            x, w = quadrature(split_ends(low, high, [np.log(4000)] if lag == 0 else []), panels=80)
            w = w * norm.pdf(x, mean, spread)
            if is_seen:
                w = w * 2 / np.exp(x)
            if lag == 0:
                poor = np.where(x < np.log(4000), 1.0, 0.0)
            else:
                poor = norm.cdf((np.log(4000) - x - lag * rate) / (step * np.sqrt(lag)))
            out[row] = (w * poor).sum(), (w * (1 - poor)).sum()
        return out

    def activity(self, now, then, is_same, is_seen):
        from scipy.stats import gamma
        def law(level):
            return gamma(2, scale={"young": 12, "settled": 4}[level] / 2)
        present = np.array([law(now).cdf(5), law(now).sf(5)])
        if not is_seen:
            return np.tile(present, (self.rows, 1))
        seen = self.seen["activity"]
        low, high = np.maximum(0, seen - 0.5), seen + 0.5
        if not is_same:
            return (law(then).cdf(high) - law(then).cdf(low))[:, None] * present
        def share(a, b):
            return np.maximum(0, law(now).cdf(b) - law(now).cdf(a))
        return np.stack([share(low, np.minimum(high, 5)), share(np.maximum(low, 5), high)], axis=1)


class Counted(World):
    personas = ["young", "settled"]
    sights = [("engagement", ("payments_avg",)), ("engagement", ("payments_max",)),
              ("engagement", ("payments_avg", "payments_max", "tenure")),
              ("stage", ("payments_avg", "payments_max")), ("regularity", ("visits_sum",)),
              ("stage", ("payments_avg", "payments_max", "visits_sum", "tenure"))]

    def paths(self):
        self.book = TenureBook(lambda t: 0.2 if t < 3 else 0.05, MONTH)
        shares = [{"young": 0.4, "settled": 0.6}, {"young": 0.7, "settled": 0.3}]
        return all_paths(MONTH, 4000, lambda cohort: 600,
                         lambda entrant: [((k,), v) for k, v in shares[entrant].items()],
                         row_moves({"young": {"settled": 0.25}, "settled": {"young": 0.15}}))

    def joint(self, path, scheme, features):
        age = MONTH - (-4 if path.cohort == 0 else path.cohort)
        density = self.book.chance(path.cohort, self.seen["tenure"] if "tenure" in features else None)
        density = density * np.ones(self.rows)
        # Stretches of months with one activity, the latest first: level, months in the mean, in the maximum.
        stretches, level, seen = [], None, None
        for back in range(min(5, age + 1)):
            month = MONTH - back
            if seen is None or path.moved(month + 1):
                stretches.append([path.at(month)[0], 0, 0])
                seen = month
            stretches[-1][1] += back < 3
            stretches[-1][2] += 1
        key = tuple(tuple(s) for s in stretches)
        payments = self.once(self.payments, key, "payments_avg" in features, "payments_max" in features)
        visits = self.once(self.visits, path.levels[0][0], min(2, age + 1), "visits_sum" in features)
        if scheme == "engagement":
            return (density * visits.sum(1))[:, None] * payments
        if scheme == "regularity":
            return (density * payments.sum(1))[:, None] * visits
        both = density * payments.sum(1) * visits.sum(1)
        return both[:, None] * self.one_hot(self.personas.index(path.at(MONTH)[0]), 2)

    def payments(self, stretches, sees_mean, sees_most):
        """By cells of the present activity, customer by customer."""
        months = sum(s[1] for s in stretches)
        out = np.zeros((self.rows, 3))
        for row in range(self.rows):
            mean, most = self.seen["payments_avg"][row], self.seen["payments_max"][row]
            total = round(mean * months) if sees_mean else None
            if sees_mean and abs(total - mean * months) > 1e-6:
                continue
            shown = 0.9 if sees_most and not np.isnan(most) else 0.1 if sees_most else 1.0
            if not sees_most or np.isnan(most):
                out[row] = shown * self.once(self.below, stretches, total, None)
            else:
                out[row] = shown * self.once(self.below, stretches, total, int(most))
                if most > 0:
                    out[row] -= shown * self.once(self.below, stretches, total, int(most) - 1)
        return out

    def below(self, stretches, total, bound):
        """The chance of a sum with no month above a bound, by cells of the latest stretch."""
        top = bound if bound is not None else total if total is not None else 0
        cells_by_stretch = []
        for index, (level, in_sum, in_most) in enumerate(stretches):
            scale = {"young": 6, "settled": 3}[level] / 2
            bounds = [np.log(2), np.log(5)]
            x, w = quadrature(split_ends(np.log(scale) - 25, np.log(60 * scale), bounds), panels=40)
            a = np.exp(x)
            w = w * (a / scale) ** 2 * np.exp(-a / scale)
            chances = nbinom.pmf(np.arange(top + 1)[:, None], 3, 3 / (3 + a))
            alike = np.ones_like(a) if bound is None else chances.sum(0)
            sums = np.ones((1, len(a)))
            for _ in range(in_sum if total is not None else 0):
                longer = np.zeros((len(sums) + top, len(a)))
                for count in range(top + 1):
                    longer[count:count + len(sums)] += chances[count] * sums
                sums = longer
            others = in_most - (in_sum if total is not None else 0)
            sums = sums * alike**others
            of = cells(x, bounds)
            parts = [(sums * (w * (of == cell))).sum(1) for cell in range(3)]
            cells_by_stretch.append(parts if index == 0 else [sum(parts)])
        earlier = np.ones(1)
        for (parts,) in cells_by_stretch[1:]:
            earlier = np.convolve(earlier, parts)
        sums = [np.convolve(part, earlier) for part in cells_by_stretch[0]]
        place = 0 if total is None else total
        return np.array([s[place] if place < len(s) else 0.0 for s in sums])

    def visits(self, entry, months, is_seen):
        """Two months' sum given the habit is Poisson with twice its mean."""
        scale = {"young": 2, "settled": 4}[entry] / 3
        x, w = quadrature(split_ends(np.log(scale) - 20, np.log(60 * scale), [np.log(3)]), panels=60)
        h = np.exp(x)
        w = w * (h / scale) ** 3 * np.exp(-h / scale) / 2
        parts = (w[:, None] * np.eye(2)[cells(x, [np.log(3)])])
        if not is_seen:
            return np.tile(parts.sum(0), (self.rows, 1))
        seen = self.seen["visits_sum"][:, None]
        return np.where(np.isnan(seen), 0.3, 0.7 * poisson.pmf(seen, months * h)) @ parts


class Needs(Evolving):
    """A softmax of age, risk and wealth: assets walk and are seen late, in part and by the mean of two months."""
    age_law = {"young": (27, 5), "settled": (40, 5)}
    aum_law = {"young": (np.log(2000), 1.4), "settled": (np.log(8000), 1.4)}
    risk_law = {"young": (0.8, 0.8), "settled": (-0.4, 0.8)}
    reliability, sharpness, walk, late = 0.77, 5.5, (np.log(1.001), 0.03), 0.05
    sights = [("need", ("age", "aum_avg")), ("need", ("age", "aum_avg", "quiz", "tenure")),
              ("need", ("aum_avg", "quiz")), ("need", ("age", "quiz"))]

    def joint(self, path, scheme, features):
        entry, born = path.levels[0][0], -self.warm_up if path.cohort == 0 else path.cohort
        age = self.month - born
        density = self.book.chance(path.cohort, self.seen["tenure"] if "tenure" in features else None)
        risks = self.once(self.risks, path.cohort, tuple(path.levels), "quiz" in features)
        ages = self.once(self.ages, entry, age, "age" in features)
        truths = self.once(self.truths, entry, age, "aum_avg" in features)
        out = np.zeros((self.rows, 4))
        low = min(x.min() for x, _ in truths)
        high = max(x.max() for x, _ in truths)
        known = {}
        for row in range(self.rows):
            # Where the age is not seen only the answers tell rows apart.
            ends = (truths[row][0].min(), truths[row][0].max()) if "age" in features else (low, high)
            key = row if "age" in features else str(self.seen["quiz"][row])
            if key not in known:
                known[key] = self.by_wealth(*ages[row], risks[0], risks[1][row], *ends)
            out[row] = self.chances(known[key], *truths[row])
        return out * (density * np.ones(self.rows))[:, None]

    def risks(self, cohort, levels, is_seen):
        """Points of the present number, with weights by row: answers were given to that of some months ago."""
        born = -self.warm_up if cohort == 0 else cohort
        mean, sd = self.risk_law[levels[0][0]]
        shifts = self.shifts(Path(1, cohort, levels), lambda level, month: self.risk_law[level][0],
                             self.half_lives[1])
        present = shifts[self.month]
        x, w = quadrature([mean + present - 8 * sd, mean + present + 8 * sd], panels=self.panels(8))
        w = w * norm.pdf(x, mean + present, sd)
        if not is_seen:
            return x, np.tile(w, (self.rows, 1))
        seen, out = self.seen["quiz"], np.zeros((self.rows, len(x)))
        place = np.where(np.isnan(seen), 5, seen).astype(int) - 5
        for lag, chance in enumerate(turn_ages(self.every, self.month - born)):
            earlier = shifts.get(self.month - lag, 0.0) - present
            table = likert_sums(x + earlier, 5, 5, *self.likert) * w
            out += chance * np.where(np.isnan(seen)[:, None], 0.2 * w, 0.8 * table[place])
        return x, out

    def panels(self, count):
        """More panels where chances change faster."""
        return int(np.ceil(count * self.sharpness / 5.5))

    def ages(self, entry, months, is_seen):
        """Points of the age with weights, by row."""
        mean, sd = self.age_law[entry]
        mean += months / 12
        out = []
        for row in range(self.rows):
            low, high = mean - 8 * sd, mean + 8 * sd
            if is_seen:
                low, high = self.seen["age"][row] - 0.5, self.seen["age"][row] + 0.5
            x, w = quadrature(split_ends(low, high, [36]), panels=1 if is_seen else self.panels(3), order=8)
            out.append((x, w * norm.pdf(x, mean, sd)))
        return out

    def truths(self, entry, age, is_seen):
        """Points of the logarithm of the true assets with weights, by row."""
        mu, sigma = self.aum_law[entry]
        drift, sd = self.walk
        if not is_seen:
            spread = np.sqrt(sigma**2 + age * sd**2)
            x, w = quadrature([mu + age * drift - 8 * spread, mu + age * drift + 8 * spread], panels=8)
            return [(x, w * norm.pdf(x, mu + age * drift, spread))] * self.rows
        steps = min(age, 2)
        nodes, weights = np.polynomial.hermite_e.hermegauss(8)
        weights = weights / weights.sum()
        x, walks = [np.zeros(1)], np.ones(1)
        for _ in range(steps):
            x = [np.repeat(level, 8) for level in x]
            x.append(x[-1] + np.tile(drift + sd * nodes, len(walks)))
            walks = np.repeat(walks, 8) * np.tile(weights, len(walks))
        # The factor is 1 - q^(3/b), so that its density is smooth in q.
        a, b = 0.96 * 24, 0.04 * 24
        q, wq = quadrature([0, 1], panels=2, order=16)
        factor = 1 - q ** (3 / b)
        wq = wq * q**2 * factor ** (a - 1)
        mean, spread = mu + (age - steps) * drift, np.sqrt(sigma**2 + (age - steps) * sd**2)
        gaps, ends, shares = [], [], []
        for late_now in (False, True):
            for late_then in ((False, True) if steps > 0 else (False,)):
                share = self.late if late_now else 1 - self.late
                if steps > 0:
                    share *= self.late if late_then else 1 - self.late
                shown = [x[max(0, steps - late_now)]]
                if steps > 0:
                    shown.append(x[max(0, steps - 1 - late_then)])
                average = np.log(sum(np.exp(s) for s in shown) / len(shown))
                gaps.append((average[:, None] + np.log(factor)).ravel())
                ends.append(np.repeat(x[steps], len(q)))
                shares.append((share * walks[:, None] * wq).ravel())
        gaps, ends, shares = (np.concatenate(parts) for parts in (gaps, ends, shares))
        out = []
        for row in range(self.rows):
            base = np.log(self.seen["aum_avg"][row]) - gaps
            out.append((base + ends, shares * norm.pdf(base, mean, spread)))
        return out

    def by_wealth(self, ages, age_weights, risks, risk_weights, low, high):
        """The sum over ages and risks of the chance of each need, by the logarithm of wealth."""
        k = self.sharpness
        kept = risk_weights > 1e-12 * risk_weights.max()
        risks, risk_weights = risks[kept], risk_weights[kept]
        a, r = ages[:, None], risks[None, :]
        weights = (age_weights[:, None] * risk_weights).ravel()
        saving = np.exp(k * (-1.2 + 0.06 * (a - 30) - 0.5 * r)).ravel()
        borrowing = np.exp(k * (0.5 - 0.05 * np.abs(a - 36) + 0 * r)).ravel()
        investing = np.exp(k * (-4.2 + 0.8 * r + 0 * a)).ravel()
        slope = 0.9 * k / np.log(10)
        grid = np.arange(low - 0.1, high - np.log(self.shares_here()[0].min()) + 0.1, 0.1 / slope)
        out = np.zeros((len(grid), 4))
        for index, wealth in enumerate(grid):
            rich = investing * np.exp(slope * wealth)
            own = weights / (1 + saving + borrowing + rich)
            out[index] = own.sum(), own @ saving, own @ borrowing, own @ rich
        return CubicSpline(grid, out)

    @staticmethod
    def shares_here():
        shares, weights = quadrature([0, 1], panels=2, order=20)
        return shares, weights * beta.pdf(shares, 3, 9)

    def chances(self, by_wealth, truths, truth_weights):
        """The sum over what is held here and elsewhere."""
        kept = truth_weights > 1e-12 * truth_weights.max()
        truths, truth_weights = truths[kept], truth_weights[kept]
        shares, share_weights = self.shares_here()
        grid = np.linspace(truths.min(), truths.max(), 12 + int((truths.max() - truths.min()) / 0.05))
        by_assets = np.tensordot(share_weights, by_wealth(grid - np.log(shares)[:, None]), 1)
        return truth_weights @ CubicSpline(grid, by_assets)(truths)


class SharpNeeds(Needs):
    """The same where needs are nearly certain once all is known."""
    sharpness, count = 14, 40
    sights = [("need", ("age", "aum_avg", "quiz", "tenure")), ("need", ("aum_avg", "quiz"))]


class Together(World):
    """Three numbers with a normal copula: age rounded, income with noise, risk as it is."""
    personas = ["young", "settled"]
    laws = {"age": {"young": (28, 6), "settled": (45, 6)},
            "income": {"young": (np.log(3000), 0.6), "settled": (np.log(6000), 0.6)},
            "risk": {"young": (0.3, 0.9), "settled": (-0.3, 0.9)}}
    correlations = np.array([[1, 0.5, -0.3], [0.5, 1, 0.25], [-0.3, 0.25, 1]])
    sights = [("stage", ("age", "income", "risk")), ("attitude", ("age", "income")), ("attitude", ("income",)),
              ("sorted", ("age", "income", "risk")), ("sorted", ("age",)), ("stage", ("risk", "income"))]

    def paths(self):
        shares = [{"young": 0.4, "settled": 0.6}, {"young": 0.7, "settled": 0.3}]
        return all_paths(MONTH, 4000, lambda cohort: 400,
                         lambda entrant: [((k,), v) for k, v in shares[entrant].items()],
                         row_moves({"young": {"settled": 0.2}, "settled": {"young": 0.05}}))

    def joint(self, path, scheme, features):
        entry, now = path.levels[0][0], path.at(MONTH)[0]
        parts = self.once(self.parts, entry, now, MONTH - path.cohort, features)
        if scheme == "stage":
            return parts.sum((1, 2))[:, None] * self.one_hot(self.personas.index(now), 2)
        if scheme == "attitude":
            by_risk = parts.sum(1)
            return np.stack([by_risk[:, 0], by_risk[:, 1] + by_risk[:, 2], by_risk[:, 3]], axis=1)
        # Incomes are cut at 4,000 and 5,000, risks at -0.5, 0 and 0.5.
        saver = parts[:, 1:, :2].sum((1, 2))
        spender = parts[:, :2, 2:].sum((1, 2))
        return np.stack([saver, spender, parts.sum((1, 2)) - saver - spender], axis=1)

    def parts(self, entry, now, months, features):
        """The density of what is seen with each cell of income and risk."""
        out = np.zeros((self.rows, 3, 4))
        (mean, sd), (mu, sigma) = self.laws["age"][entry], self.laws["income"][now]
        middle, spread = self.laws["risk"][entry]
        bounds = (np.array([-0.5, 0, 0.5]) - middle) / spread
        cuts = (np.log([4000, 5000]) - mu) / sigma
        y, v = quadrature(split_ends(-9, 9, cuts), panels=40)
        v = v * norm.pdf(y)
        for row in range(self.rows):
            low, high = -9.0, 9.0
            if "age" in features:
                low, high = (self.seen["age"][row] + np.array([-0.5, 0.5]) - months / 12 - mean) / sd
            x, w = quadrature([low, high], panels=2 if "age" in features else 20)
            w = w * norm.pdf(x)
            own, seen = v, self.seen["income"][row]
            if "income" in features:
                channel = norm.pdf((np.log(seen) - mu - sigma * y) / 0.2) / 0.2 / seen
                own = v * (0.1 if np.isnan(seen) else 0.9 * channel)
            kept = own > 1e-18 * own.max()
            pair = self.correlations[0, 1]
            rest = np.sqrt(1 - pair**2)
            X, Y = np.meshgrid(x, y[kept], indexing="ij")
            joint = np.outer(w, own[kept]) * norm.pdf((Y - pair * X) / rest) / rest / norm.pdf(Y)
            slopes = np.linalg.solve(self.correlations[:2, :2], self.correlations[:2, 2])
            left = np.sqrt(1 - slopes @ self.correlations[:2, 2])
            place = slopes[0] * X + slopes[1] * Y
            income = cells(y[kept], cuts)
            risk = self.seen["risk"][row]
            if "risk" in features and not np.isnan(risk):
                score = (risk - middle) / spread
                shares = [0.6 * norm.pdf((score - place) / left) / left / spread * (cells(score, bounds) == cell)
                          for cell in range(4)]
            else:
                upto = [np.zeros_like(place)] + [norm.cdf((b - place) / left) for b in bounds] + [np.ones_like(place)]
                factor = 0.4 if "risk" in features else 1.0
                shares = [factor * (b - a) for a, b in zip(upto, upto[1:])]
            for cell, share in enumerate(shares):
                by_income = (joint * share).sum(0)
                for other in range(3):
                    out[row, other, cell] = by_income[income == other].sum()
        return out


WORLDS = {"together": Together, "needs": Needs, "sharp": SharpNeeds, "declared": Declared, "levels": Levels,
          "evolving": Evolving, "long": Long, "earlier": Earlier, "counted": Counted}


def draw(binary, name, month, count):
    """Some customers of a month, evenly spread over those who are drawn."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binary, "generate", FOLDER / f"{name}.yaml", "--out", folder, "--quiet"], check=True)
        with open(pathlib.Path(folder) / "view.csv", newline="") as file:
            rows = list(csv.reader(file))
    names, label = rows[0], f"2026-{month + 1:02}"
    wanted = [row for row in rows[1:] if row[names.index("month")] == label]
    first = names.index("month") + 1
    chosen = [row[first:] for row in wanted[::len(wanted) // count][:count]]
    with open(FOLDER / f"{name}.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names[first:]] + chosen)


def customers(name):
    with open(FOLDER / f"{name}.csv", newline="") as file:
        names, *rows = csv.reader(file)
    columns = {}
    for index, feature in enumerate(names):
        texts = [row[index] for row in rows]
        try:
            columns[feature] = np.array([float(text) if text else np.nan for text in texts])
        except ValueError:
            columns[feature] = np.array(texts)
    return columns


def main():
    np.seterr(divide="ignore", invalid="ignore")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draw", metavar="SEGBENCH", help="draw the customers anew before")
    arguments.add_argument("world", nargs="*", help="some worlds; all if it is not said")
    options = arguments.parse_args()
    for name in options.world or WORLDS:
        kind = WORLDS[name]
        if options.draw:
            draw(options.draw, name, getattr(kind, "month", MONTH), getattr(kind, "count", 200))
        world = kind(customers(name))
        names, columns = [], []
        for scheme, features in kind.sights:
            world.known = {}
            posterior = world.posterior(scheme, features)
            for segment, column in enumerate(posterior.T):
                names.append(f"{scheme}/{'+'.join(features)}/{segment}")
                columns.append([f"{share:.12g}" for share in column])
            print(name, scheme, *features, posterior[0])
        with open(FOLDER / f"{name}-posteriors.csv", "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([names, *zip(*columns)])


if __name__ == "__main__":
    main()
