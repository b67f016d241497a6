# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths of hidden levels one by one, and quadrature of high order: what posteriors.py is made of.

Nothing here is taken from segbench's own posteriors: no state is put together, nothing is tabled.
"""
import itertools

import numpy as np


def quadrature(ends, panels=60, order=20):
    """Points and weights of Gauss-Legendre rules over adjoining stretches."""
    x, w = np.polynomial.legendre.leggauss(order)
    points, weights = [], []
    for low, high in itertools.pairwise(ends):
        edges = np.linspace(low, high, panels + 1)
        half = np.diff(edges)[:, None] / 2
        points.append((edges[:-1, None] + half * (1 + x)).ravel())
        weights.append((half * w).ravel())
    return np.concatenate(points), np.concatenate(weights)


def cells(values, thresholds):
    """The position of each value between ascending thresholds."""
    return np.searchsorted(thresholds, values, side="right")


def split_ends(low, high, thresholds):
    """Ends of stretches, cut at the thresholds inside."""
    return [low] + [t for t in thresholds if low < t < high] + [high]


def tenure_law(hazard):
    """The stationary law of months on the books."""
    survival, law = 1.0, []
    while survival > 1e-6:
        law.append(survival)
        survival *= 1 - hazard(len(law) - 1)
    return np.array(law) / sum(law)


class Path:
    """One way through the levels: a tuple of levels a month from entry on; the first book's begins in month 0."""

    def __init__(self, weight, cohort, levels):
        self.weight, self.cohort, self.levels = weight, cohort, levels

    def at(self, month):
        """The levels after the moves of a month; before month 0 those at entry."""
        return self.levels[max(0, month - self.cohort)]

    def moved(self, month, position=0):
        """Whether a level moved in a month."""
        return month > self.cohort and self.at(month)[position] != self.at(month - 1)[position]

    def last_move(self, month, position=0):
        """The latest month up to one in which a level moved; nothing when it never did."""
        moves = [m for m in range(self.cohort + 1, month + 1) if self.moved(m, position)]
        return moves[-1] if moves else None


def all_paths(month, customers, entrants, births, moves, stay=lambda levels, month: 1.0):
    """Every path to a month.

    births(is_entrant) gives levels with shares; moves(levels, month) the levels after a month's moves
    with chances; stay(levels, month) the chance of not leaving before a month.
    """
    for cohort in range(month + 1):
        size = customers if cohort == 0 else entrants(cohort)
        partial = [(size * share, (levels,)) for levels, share in births(cohort > 0)]
        for now in range(cohort + 1, month + 1):
            partial = [(weight * stay(levels[-1], now) * chance, levels + (after,))
                       for weight, levels in partial for after, chance in moves(levels[-1], now)
                       if chance > 0]
        for weight, levels in partial:
            if weight > 0:
                yield Path(weight, cohort, levels)


def row_moves(table):
    """Moves of one level by a table of chances; whoever does not move stays."""
    def moves(levels, month):
        chances = table.get(levels[0], {})
        yield levels, 1 - sum(chances.values())
        for level, chance in chances.items():
            yield (level,), chance
    return moves


class TenureBook:
    """Who is on the books where months on the books decide."""

    def __init__(self, hazard, month):
        self.hazard, self.month = hazard, month
        law = tenure_law(hazard)
        stays = np.ones(len(law))
        for later in range(month):
            stays *= [1 - hazard(start + later) for start in range(len(law))]
        self.first = law * stays

    def chance(self, cohort, seen=None):
        """The chance of still being there, and of what is seen of the months on the books."""
        if cohort == 0:
            if seen is None:
                return self.first.sum()
            start = seen.astype(int) - self.month
            inside = (start >= 0) & (start < len(self.first))
            return np.where(inside, self.first[np.clip(start, 0, len(self.first) - 1)], 0)
        age = self.month - cohort
        stays = np.prod([1 - self.hazard(t) for t in range(age)])
        return stays if seen is None else np.where(seen == age, stays, 0)


def refresh_ages(hazard, age):
    """The chances of every age of a value that is brought up to date by chance."""
    return [hazard * (1 - hazard) ** lag for lag in range(age)] + [(1 - hazard) ** age]


def turn_ages(every, age):
    """The chances of every age where each customer has a turn of its own: by each turn in turn."""
    chances = [0.0] * (age + 1)
    for since in range(every):
        chances[min(since, age)] += 1 / every
    return chances


def late_ages(share, by, age):
    """The chances of every age of a value of which a share comes late."""
    chances = [0.0] * (age + 1)
    chances[0] += 1 - share
    chances[min(by, age)] += share
    return chances
