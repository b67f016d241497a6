# SPDX-License-Identifier: GPL-3.0-or-later
"""Least errors of Agrawal's ten loan functions when numbers are perturbed by 5 % of their range, as
MOA's generator does it: value + U(-1, 1) * 0.05 * range, clipped to the range; ages and years in the
house then rounded; a commission of 0 left alone; the house's value perturbed by 5 % of its area's
value and clipped to [0, 135000]; classes from the values before. What is seen are the nine perturbed
attributes of one customer.
"""
from fractions import Fraction

import numpy as np

from textbook import answer, counted, way

DRAWS, BATCH = 8_000_000, 400_000
THOUSAND = 1000
GAUSS = {n: np.polynomial.legendre.leggauss(n) for n in (3, 4, 5)}


def rounded_noise(ends, reach):
    """P(seen | true) of whole numbers with noise U(-reach, reach), clipped to the ends and rounded."""
    first, last = ends
    table = {}
    for true in range(first, last + 1):
        for seen in range(true - 4, true + 5):
            low = max(Fraction(seen - true) - Fraction(1, 2), -reach)
            high = min(Fraction(seen - true) + Fraction(1, 2), reach)
            if high > low:
                place = min(max(seen, first), last)
                table[true, place] = table.get((true, place), 0) + (high - low) / (2 * reach)
    return table


AGE_NOISE = rounded_noise((20, 80), Fraction(3))
YEARS_NOISE = rounded_noise((1, 30), Fraction(145, 100))


def band(age):
    return 0 if age < 40 else 1 if age < 60 else 2


def bands_of_ages():
    """P(band, seen age) in fractions: a list of three for each seen age."""
    joint = {seen: [Fraction(0)] * 3 for seen in range(20, 81)}
    for (true, seen), share in AGE_NOISE.items():
        joint[seen][band(true)] += share / 61
    return joint


AGES = bands_of_ages()
SALARIES = {2: [(50, 100), (75, 125), (25, 75)]}
LEVELS = [(0, 1), (1, 2, 3), (2, 3, 4)]
INSIDE = [(25, 75), (50, 100), (50, 100)]  # function 4: salary where the level is among LEVELS
OUTSIDE = [(50, 100), (75, 125), (25, 75)]
LOANS = [((100, 300), (200, 400)), ((200, 400), (300, 500)), ((300, 500), (100, 300))]


# Exact: functions 1 to 4, by pieces on which everything is linear in the seen salary.


def overlap(low, high, seen, noise):
    return max(Fraction(0), min(high, seen + noise) - max(low, seen - noise))


def salary_floor(intervals):
    """The least error in fractions, when band b is in group a for a salary within intervals[b]."""
    noise, total = Fraction(13, 2), Fraction(0)
    for low, high in ((20, 75), (75, 150)):  # the commission tells which
        cuts = sorted({edge + sign * noise for pair in intervals for edge in (*pair, low, high)
                       for sign in (-1, 1)} | {Fraction(20), Fraction(150)})
        cuts = [cut for cut in cuts if 20 <= cut <= 150]
        parts = [(max(a, low), max(max(a, low), min(b, high))) for a, b in intervals]
        for shares in AGES.values():
            def gap(f, whole):
                """Group a's weight and group b's."""
                a = sum(share * f(*part) for share, part in zip(shares, parts))
                return a, sum(shares) * whole - a

            at = [gap(lambda l, h, s=cut: overlap(l, h, s, noise),
                      overlap(Fraction(low), Fraction(high), cut, noise)) for cut in cuts]
            for x, y, u, v in zip(cuts, cuts[1:], at, at[1:]):
                total += lesser(x, y, u, v) / (130 * 2 * noise)
            for end in (20, 150):
                if low <= end <= high:
                    weights = gap(lambda l, h, e=end: piece(l, h, e, noise),
                                  piece(Fraction(low), Fraction(high), end, noise))
                    total += min(weights) / 130
    return total


def piece(low, high, end, noise):
    """The integral over low..high of P(the perturbed value lies beyond an end of the range)."""
    if high <= low:
        return Fraction(0)
    edge = Fraction(end)
    if end == 20:
        reach = lambda x: -(max(Fraction(0), edge + noise - x) ** 2) / 2
    else:
        reach = lambda x: max(Fraction(0), x - edge + noise) ** 2 / 2
    return (reach(Fraction(high)) - reach(Fraction(low))) / (2 * noise)


def lesser(x, y, u, v):
    """The integral from x to y of the lesser of two lines with values u and v at the ends."""
    d, e = u[0] - u[1], v[0] - v[1]
    width = y - x
    if d * e >= 0:
        k = 0 if d + e <= 0 else 1
        return width * (u[k] + v[k]) / 2
    cut = width * d / (d - e)
    level = u[0] + (v[0] - u[0]) * d / (d - e)
    k = 0 if d < 0 else 1
    return cut * (u[k] + level) / 2 + (width - cut) * (level + v[1 - k]) / 2


def exact(function):
    """The least error of functions 1 to 4 in fractions."""
    if function == 1:
        return sum(min(s[0] + s[2], s[1]) for s in AGES.values())
    if function == 2:
        return salary_floor(SALARIES[2])
    if function == 3:
        groups = [[level in LEVELS[b] for b in range(3)] for level in range(5)]
        return sum(min(sum(s for s, g in zip(shares, group) if g),
                       sum(s for s, g in zip(shares, group) if not g))
                   for group in groups for shares in AGES.values()) / 5
    return sum(salary_floor([INSIDE[b] if level in LEVELS[b] else OUTSIDE[b] for b in range(3)])
               for level in range(5)) / 5


# What can be known of one perturbed value: a uniform law, or one that falls or rises to an end.


class Belief:
    """The law of a value given its perturbed one: low, high, and whether its density is flat (0),
    falls to 0 at high (-1) or rises from 0 at low (1)."""

    def __init__(self, seen, ends, noise, low=None, high=None):
        self.low = np.maximum(seen - noise, ends[0] if low is None else low)
        self.high = np.minimum(seen + noise, ends[1] if high is None else high)
        self.shape = np.where(seen <= ends[0], -1, np.where(seen >= ends[1], 1, 0))

    def take(self, rows):
        part = Belief.__new__(Belief)
        part.low, part.high, part.shape = self.low[rows], self.high[rows], self.shape[rows]
        return part

    def below(self, x):
        """P(value < x)."""
        v = np.clip((x - self.low) / (self.high - self.low), 0, 1)
        return np.where(self.shape == 0, v, np.where(self.shape < 0, v * (2 - v), v * v))

    def density(self, x):
        width = self.high - self.low
        v = (x - self.low) / width
        return np.where(self.shape == 0, 1, np.where(self.shape < 0, 2 - 2 * v, 2 * v)) / width


def sum_below(s, c, t):
    """P(s + c < t) for two independent beliefs: Gauss where it is a polynomial of degree 3."""
    low = np.clip(t - c.high, s.low, s.high)
    high = np.clip(t - c.low, s.low, s.high)
    half, centre = (high - low) / 2, (high + low) / 2
    total = s.below(low)
    for node, weight in zip(*GAUSS[3]):
        x = centre + half * node
        total = total + half * weight * s.density(x) * c.below(t - x)
    return total


def mixed_below(below, of, slope, start, panels=8):
    """E P(t < start + slope * value) over a belief `of`, where below(t) is P(… < t)."""
    total, width = 0.0, (of.high - of.low) / panels
    for panel in range(panels):
        for node, weight in zip(*GAUSS[4]):
            x = of.low + width * (panel + (node + 1) / 2)
            total = total + width / 2 * weight * of.density(x) * below(start + slope * x)
    return total


def draw(rng, count):
    """True values and seen ones."""
    u = lambda low, high: low + (high - low) * rng.random(count)
    true = {"salary": u(20_000, 150_000), "loan": u(0, 500_000),
            "age": rng.integers(20, 81, count), "level": rng.integers(0, 5, count),
            "years": rng.integers(1, 31, count), "area": 100_000.0 * rng.integers(1, 10, count)}
    true["commission"] = np.where(true["salary"] >= 75_000, 0, u(10_000, 75_000))
    true["house"] = true["area"] * u(0.5, 1.5)
    noisy = lambda name, reach, low, high: np.clip(true[name] + reach * u(-1, 1), low, high)
    seen = {"salary": noisy("salary", 6500, 20_000, 150_000), "level": true["level"],
            "loan": noisy("loan", 25_000, 0, 500_000), "area": true["area"],
            "age": np.floor(noisy("age", 3, 20, 80) + 0.5).astype(int),
            "years": np.floor(noisy("years", 1.45, 1, 30) + 0.5).astype(int),
            "house": noisy("house", 0.05 * true["area"], 0, 135_000)}
    seen["commission"] = np.where(
        true["commission"] > 0, noisy("commission", 3250, 10_000, 75_000), 0)
    return true, seen


def within(pair, x):
    return (pair[0] * THOUSAND <= x) & (x <= pair[1] * THOUSAND)


def by_band(bands, values):
    return np.choose(bands, values)


def group_a(function, v):
    """Whether the published rule gives group a, by true or by seen values."""
    bands = np.where(v["age"] < 40, 0, np.where(v["age"] < 60, 1, 2))
    pay = v["salary"] + v["commission"]
    if function == 1:
        return bands != 1
    if function == 2:
        return by_band(bands, [within(p, v["salary"]) for p in SALARIES[2]])
    levels = by_band(bands, [np.isin(v["level"], level) for level in LEVELS])
    if function == 3:
        return levels
    if function == 4:
        salaries = [[within(p, v["salary"]) for p in pairs] for pairs in (INSIDE, OUTSIDE)]
        return np.where(levels, by_band(bands, salaries[0]), by_band(bands, salaries[1]))
    if function == 5:
        right = by_band(bands, [within(p, v["salary"]) for p in SALARIES[2]])
        loans = [by_band(bands, [within(LOANS[b][k], v["loan"]) for b in range(3)]) for k in (0, 1)]
        return np.where(right, loans[0], loans[1])
    if function == 6:
        return by_band(bands, [within(p, pay) for p in SALARIES[2]])
    loan = v["loan"] / 5 if function in (7, 9) else 0
    level = 5000 * v["level"] if function != 7 else 0
    house = np.where(v["years"] >= 20, v["house"] * (v["years"] - 20) / 50, 0)
    fixed = 20_000 if function in (7, 8) else 10_000
    return 2 * pay / 3 - level - loan + (house if function == 10 else 0) - fixed > 0


AGE_SHARES = np.array([[float(s / sum(AGES[a])) for s in AGES[a]] for a in range(20, 81)])


def posterior(function, seen):
    """P(group a | seen)."""
    age = AGE_SHARES[seen["age"] - 20]
    paid = seen["commission"] > 0
    salary = Belief(seen["salary"], (20_000, 150_000), 6500, low=np.where(paid, 20_000, 75_000),
                    high=np.where(paid, 75_000, 150_000))
    commission = Belief(seen["commission"], (10_000, 75_000), 3250)
    loan = Belief(seen["loan"], (0, 500_000), 25_000)
    share = lambda belief, pair: belief.below(pair[1] * THOUSAND) - belief.below(pair[0] * THOUSAND)
    if function == 1:
        return age[:, 0] + age[:, 2]
    if function == 2:
        return sum(age[:, b] * share(salary, SALARIES[2][b]) for b in range(3))
    levels = [np.isin(seen["level"], LEVELS[b]) for b in range(3)]
    if function == 3:
        return sum(age[:, b] * levels[b] for b in range(3))
    if function == 4:
        return sum(age[:, b] * np.where(levels[b], share(salary, INSIDE[b]), share(salary, OUTSIDE[b]))
                   for b in range(3))
    if function == 5:
        total = 0
        for b in range(3):
            right = share(salary, SALARIES[2][b])
            total = total + age[:, b] * (right * share(loan, LOANS[b][0])
                                         + (1 - right) * share(loan, LOANS[b][1]))
        return total

    def pay_below(rows):
        s, c, p = salary.take(rows), commission.take(rows), paid[rows]
        return lambda t: np.where(p, sum_below(s, c, t), s.below(t))

    if function == 6:
        below = pay_below(slice(None))
        edges = {t: below(t * THOUSAND) for t in (25, 50, 75, 100, 125)}
        return sum(age[:, b] * (edges[h] - edges[l]) for b, (l, h) in enumerate(SALARIES[2]))
    level = seen["level"] if function != 7 else 0
    start = (30_000 if function in (7, 8) else 15_000) + 7500 * level + 0.0 * seen["salary"]
    least = salary.low + np.where(paid, commission.low, 0)
    most = salary.high + np.where(paid, commission.high, 0)
    slope = 0.3 if function in (7, 9) else 0
    result = (least >= start + slope * loan.low).astype(float)
    # Equity may lift group a over any threshold.
    may_pass = (most > start + slope * loan.low) | (function == 10)
    rows = np.flatnonzero(may_pass & (least < start + slope * loan.high))
    below = pay_below(rows)
    if function == 8:
        result[rows] = 1 - below(start[rows])
    elif function in (7, 9):
        result[rows] = 1 - mixed_below(below, loan.take(rows), slope, start[rows])
    else:
        result[rows] = 1 - equity_below(below, start[rows], {k: v[rows] for k, v in seen.items()})
    return result


def equity_below(below, start, seen):
    """P(pay < start - 0.03 * house * max(years - 20, 0)) over the house's value and the years."""
    years = np.zeros((31, 31))
    for (true, shown), share in YEARS_NOISE.items():
        years[shown, true] = share
    years /= years.sum(1, keepdims=True) + (years.sum(1, keepdims=True) == 0)
    reach = 0.05 * seen["area"]
    is_cut = seen["house"] >= 135_000
    low = np.maximum(0.5 * seen["area"], np.where(is_cut, 135_000, seen["house"]) - reach)
    high = np.where(is_cut, 1.5 * seen["area"], np.minimum(1.5 * seen["area"], seen["house"] + reach))
    shares = years[seen["years"]]
    total = shares[:, :21].sum(1) * below(start)
    for true in range(21, 31):
        weight_sum = value = 0.0
        for panel in range(4):
            for node, weight in zip(*GAUSS[4]):
                house = low + (high - low) * (panel + (node + 1) / 2) / 4
                chance = np.where(
                    is_cut, np.clip((house + reach - 135_000) / (2 * reach), 0, 1), 1) * weight
                weight_sum = weight_sum + chance
                value = value + chance * below(start - 0.03 * house * (true - 20))
        total = total + shares[:, true] * value / weight_sum
    return total


def simulated(function, seed):
    """The mean doubt with its standard error, and counted mistakes of the Bayes and published rules,
    each on draws of its own."""
    rng, doubt, squares = np.random.default_rng([seed, function, 1]), 0.0, 0.0
    for _ in range(DRAWS // BATCH):
        p = posterior(function, draw(rng, BATCH)[1])
        least = np.minimum(p, 1 - p)
        doubt, squares = doubt + least.sum(), squares + (least**2).sum()
    mean = doubt / DRAWS
    rng, wrong, published = np.random.default_rng([seed, function, 2]), 0, 0
    for _ in range(DRAWS // BATCH):
        true, seen = draw(rng, BATCH)
        truth = group_a(function, true)
        wrong += int(((posterior(function, seen) > 0.5) != truth).sum())
        published += int((group_a(function, seen) != truth).sum())
    return (mean, ((squares / DRAWS - mean**2) / DRAWS) ** 0.5), counted(wrong, DRAWS), counted(
        published, DRAWS)


def seen_density(ends, noise, low, high, panels, edges=()):
    """Nodes of seen values with their weights: Gauss in panels between kinks, and atoms at ends."""
    kinks = {*ends} | {x + sign * noise for x in (low, high, *edges) for sign in (-1, 0, 1)}
    kinks = sorted(x for x in kinks if max(ends[0], low - noise) <= x <= min(ends[1], high + noise))
    nodes, weights = [], []
    for a, b in zip(kinks, kinks[1:]):
        count = max(2, round(panels * (b - a) / (kinks[-1] - kinks[0])))
        half = (b - a) / count / 2
        for k in range(count):
            for node, weight in zip(*GAUSS[3]):
                x = a + half * (2 * k + 1 + node)
                length = min(high, x + noise) - max(low, x - noise)
                nodes.append(x)
                weights.append(half * weight * length / (2 * noise) / (ends[1] - ends[0]))
    for end in ends:
        if low <= end <= high:
            nodes.append(end)
            weights.append(noise / 4 / (ends[1] - ends[0]))
    return np.array(nodes), np.array(weights)


def quadrature(function, panels):
    """The least error of functions 5, 6 and 8 as an integral over the two seen values that matter."""
    total = 0.0
    for paid, (low, high) in ((True, (20_000, 75_000)), (False, (75_000, 150_000))):
        salaries, first = seen_density(
            (20_000, 150_000), 6500, low, high, panels, range(25_000, 150_000, 25_000))
        if function == 5:
            others, second = seen_density(
                (0, 500_000), 25_000, 0, 500_000, panels, range(100_000, 500_000, 100_000))
        elif paid:
            others, second = seen_density(
                (10_000, 75_000), 3250, 10_000, 75_000, panels)
        else:
            others, second = np.array([0.0]), np.array([1.0])
        cases = ages_apart() if function in (5, 6) else [(0.2, 30, level) for level in range(5)]
        for salary, weight in zip(salaries, first):
            for share, age, level in cases:
                seen = {"salary": np.full(len(others), salary), "loan": np.zeros(len(others)),
                        "commission": np.full(len(others), 20_000.0 if paid else 0.0),
                        "age": np.full(len(others), age), "level": np.full(len(others), level)}
                seen["loan" if function == 5 else "commission"] = others
                p = posterior(function, seen)
                total += weight * share * (second * np.minimum(p, 1 - p)).sum()
    return total


def ages_apart():
    """Seen ages with different odds of the bands, each with the share of all that have these."""
    found = {}
    for age, shares in AGES.items():
        odds = tuple(s / sum(shares) for s in shares)
        share, first = found.get(odds, (0, age))
        found[odds] = (share + sum(shares), first)
    return [(float(share), age, 0) for share, age in found.values()]


def function_answer(function, seed=11):
    mean, best, published = simulated(function, seed)
    ways = []
    more = {}
    if function <= 4:
        value = exact(function)
        ways.append(way(value, "exact: sums over ages, and integrals of lines over the seen salary, "
                        "in fractions"))
        more["fraction"] = str(value)
    elif function in (5, 6, 8):
        coarse, fine = quadrature(function, 150), quadrature(function, 300)
        ways.append(way(fine, "integral over the seen values that matter, 3-point Gauss in 300 × 300 "
                        f"panels; 150 × 150 differ by {abs(fine - coarse):.0e}"))
    ways.append(way(mean[0], f"{DRAWS:,} draws, mean of 1 − greatest posterior, which is an integral "
                    "over what is hidden", mean[1]))
    ways.append(way(best[0], f"{DRAWS:,} other draws, the Bayes rule's mistakes counted", best[1]))
    more["rules"] = {"published": {"value": published[0], "ways": [
        way(published[0], f"{DRAWS:,} draws, mistakes of the published rule on what is seen",
            published[1])]}}
    return answer("group", ways, "the nine perturbed attributes of one customer", **more)


ANSWERS = {f"agrawal-{n}": (lambda n=n: function_answer(n)) for n in range(1, 11)}
