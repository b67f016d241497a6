# SPDX-License-Identifier: GPL-3.0-or-later
"""Least errors that are closed forms, enumerations or low-dimensional integrals."""
import itertools
from fractions import Fraction

import mpmath
import numpy as np
from scipy import integrate, optimize, stats

mpmath.mp.dps = 30
DRAWS = 20_000_000


def way(value, how, error=None):
    """One way to a value: exact to 1e-9 or better, or with a standard error."""
    entry = {"value": float(value), "how": how}
    if error is not None:
        entry["standard error"] = float(error)
    return entry


def answer(scheme, ways, sees, **more):
    return {"scheme": scheme, "value": ways[0]["value"], "sees": sees, **more, "ways": ways}


def counted(wrong, draws):
    return wrong / draws, (wrong / draws * (1 - wrong / draws) / draws) ** 0.5


def two_gaussians():
    closed = mpmath.ncdf(-1)
    quad = mpmath.quad(lambda x: min(mpmath.npdf(x), mpmath.npdf(x - 2)) / 2,
                       [-mpmath.inf, 0, 1, 2, mpmath.inf])
    return answer("group", [way(closed, "Φ(−d/2), d = 2"),
                            way(quad, "integral of the lesser weighted density")], "score")


def twonorm():
    closed = mpmath.ncdf(-2)
    rng = np.random.default_rng(1)
    wrong = sum(int((rng.standard_normal((500_000, 20)).sum(axis=1) + 2 * 20**0.5 < 0).sum())
                for _ in range(8))
    value, error = counted(wrong, 4_000_000)
    return answer("class", [
        way(closed, "Φ(−d/2), d = 2 · 2/√20 · √20 = 4"),
        way(value, "4,000,000 draws in 20 dimensions, wrong side counted", error)], "x[1..20]")


def ring_errors(total):
    """Errors of both classes for d = 20 and d a² = total."""
    square = (8 * 20 * np.log(2) + 4 * total / 3) / 3
    wide = stats.ncx2.cdf(square / 4, 20, 4 * total / 9)
    narrow = stats.ncx2.sf(square, 20, total / 9)
    return (wide + narrow) / 2


def poisson_mixture(square, freedom, shift):
    """The distribution function of a non-central χ² as Poisson mixture of central ones."""
    terms = (mpmath.exp(-shift / 2) * (shift / 2) ** j / mpmath.factorial(j)
             * mpmath.gammainc(mpmath.mpf(freedom) / 2 + j, 0, square / 2, regularized=True)
             for j in range(80))
    return mpmath.fsum(terms)


def ringnorm():
    total = mpmath.mpf(4)
    square = (8 * 20 * mpmath.log(2) + 4 * total / 3) / 3
    second = (poisson_mixture(square / 4, 20, 4 * total / 9)
              + 1 - poisson_mixture(square, 20, total / 9)) / 2
    return answer("class", [
        way(ring_errors(4.0), "non-central χ² of the ball around 4a/3, scipy's ncx2"),
        way(second, "the same laws as Poisson mixtures of central χ², mpmath"),
        way(*ring_count())], "x[1..20]",
        definition="class wide: mean 0, covariance 4 I; class narrow: mean (a, …, a), a = 2/√20, "
        "covariance I (Breiman)", other={"a = 1/√20 (R's mlbench)": float(ring_errors(1.0))})


def ring_count(draws=4_000_000):
    rng, wrong, a = np.random.default_rng(2), 0, 2 / 20**0.5
    for _ in range(draws // 500_000):
        z = rng.standard_normal((500_000, 20))
        for x, is_wide in [(2 * z[:250_000], True), (z[250_000:] + a, False)]:
            takes_narrow = ((x - a) ** 2).sum(1) / 2 < (x**2).sum(1) / 8 + 20 * np.log(2)
            wrong += int((takes_narrow == is_wide).sum())
    value, error = counted(wrong, draws)
    return value, f"{draws:,} draws in 20 dimensions, the Bayes rule's mistakes counted", error


LIGHTS = ["1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010",
          "1111111", "1111011"]


def led():
    noise, right = Fraction(1, 10), Fraction(0)
    for seen in itertools.product("01", repeat=7):
        off = max(7 - sum(x != y for x, y in zip(seen, light)) for light in LIGHTS)
        right += Fraction(1, 10) * (1 - noise) ** off * noise ** (7 - off)
    exact = 1 - right
    rng = np.random.default_rng(3)
    table = np.array([[int(c) for c in light] for light in LIGHTS])
    codes = (table * 2 ** np.arange(7)).sum(1)
    distance = np.array([[bin(pattern ^ code).count("1") for code in codes]
                         for pattern in range(128)])
    best = distance.argmin(1)
    digits = rng.integers(0, 10, DRAWS)
    flips = np.zeros(DRAWS, dtype=np.int64)
    for light in range(7):
        flips += (rng.random(DRAWS) < 0.1) * 2**light
    value, error = counted(int((best[codes[digits] ^ flips] != digits).sum()), DRAWS)
    return answer("digit", [
        way(exact, "enumeration of the 2^7 patterns in fractions"),
        way(value, f"{DRAWS:,} draws, the nearest digit's mistakes counted", error)],
        "light[1..7]", fraction=str(exact))


def waves():
    i = np.arange(1, 22)
    triangle = lambda centre: np.maximum(6 - abs(i - centre), 0.0)
    h = [triangle(11), triangle(15), triangle(7)]
    return [(h[0], h[1]), (h[0], h[2]), (h[1], h[2])]


def edge_density(points, p, q):
    """The density of a standard normal law around a point uniform on the edge from q to p."""
    along = p - q
    length = np.sqrt((along**2).sum())
    unit = along / length
    rest = points - q
    t = rest @ unit
    square = (rest**2).sum(-1) - t**2
    dimension = points.shape[-1]
    return (np.exp(-square / 2) * (stats.norm.cdf(t) - stats.norm.cdf(t - length)) / length
            / (2 * np.pi) ** ((dimension - 1) / 2))


def waveform():
    pairs = waves()
    h1, h2, h3 = pairs[0][0], pairs[0][1], pairs[1][1]
    basis = np.linalg.qr(np.stack([h2 - h1, h3 - h1], axis=1))[0].T
    flat = [(basis @ (p - h1), basis @ (q - h1)) for p, q in pairs]
    corners = np.stack([point for pair in flat for point in pair])
    low, high = corners.min(0) - 9, corners.max(0) + 9
    previous = None
    for panels in (200, 400):
        value = plane_integral(flat, low, high, panels)
        difference = None if previous is None else abs(value - previous)
        previous = value
    rng, total, squares, draws = np.random.default_rng(4), 0.0, 0.0, 4_000_000
    for _ in range(draws // 200_000):
        kind = rng.integers(0, 3, 200_000)
        u = rng.random((200_000, 1))
        x = rng.standard_normal((200_000, 21))
        for k, (p, q) in enumerate(pairs):
            x[kind == k] += (u * p + (1 - u) * q)[kind == k]
        densities = np.stack([edge_density(x, p, q) for p, q in pairs])
        doubt = 1 - densities.max(0) / densities.sum(0)
        total, squares = total + doubt.sum(), squares + (doubt**2).sum()
    mean = total / draws
    return answer("class", [
        way(previous, "integral over the plane of the three waves, 5-point Gauss in 400 × 400 panels; "
            f"200 × 200 differ by {difference:.0e}"),
        way(mean, f"{draws:,} draws in 21 dimensions, mean of 1 − greatest posterior",
            ((squares / draws - mean**2) / draws) ** 0.5)], "x[1..21]")


def plane_integral(flat, low, high, panels):
    nodes, weights = np.polynomial.legendre.leggauss(5)
    axes, scales = [], []
    for a, b in zip(low, high):
        half = (b - a) / panels / 2
        centres = a + half * (2 * np.arange(panels) + 1)
        axes.append((centres[:, None] + half * nodes).ravel())
        scales.append(np.tile(half * weights, panels))
    right = 0.0
    for y, scale in zip(axes[0], scales[0]):
        points = np.stack([np.full_like(axes[1], y), axes[1]], axis=-1)
        best = np.max([edge_density(points, p, q) for p, q in flat], axis=0)
        right += scale * (best * scales[1]).sum()
    return 1 - right / 3


HOLDS = {"payer": (Fraction(1, 2), [7, 2, 3, 1, 1]), "saver": (Fraction(3, 10), [4, 8, 1, 6, 2]),
         "borrower": (Fraction(1, 5), [6, 3, 5, 1, 7])}


def bernoulli_table():
    right = Fraction(0)
    for pattern in itertools.product([0, 1], repeat=5):
        joint = []
        for share, tenths in HOLDS.values():
            for holds, tenth in zip(pattern, tenths):
                share *= Fraction(tenth, 10) if holds else 1 - Fraction(tenth, 10)
            joint.append(share)
        right += max(joint)
    rng = np.random.default_rng(5)
    kind = rng.choice(3, DRAWS, p=[float(share) for share, _ in HOLDS.values()])
    shares = np.array([tenths for _, tenths in HOLDS.values()]) / 10
    scores = np.tile(np.log([0.5, 0.3, 0.2]), (32, 1))
    for pattern in range(32):
        for product in range(5):
            p = shares[:, product]
            scores[pattern] += np.log(p if pattern >> product & 1 else 1 - p)
    seen = np.zeros(DRAWS, dtype=np.int64)
    for product in range(5):
        seen += (rng.random(DRAWS) < shares[kind, product]) * 2**product
    value, error = counted(int((scores.argmax(1)[seen] != kind).sum()), DRAWS)
    return answer("kind", [
        way(1 - right, "enumeration of the 2^5 patterns in fractions"),
        way(value, f"{DRAWS:,} draws, the Bayes rule's mistakes counted", error)], "holds[1..5]",
        fraction=str(1 - right))


def questionnaire():
    rho, z = 0.77, stats.norm.ppf(0.8)
    sd = (1 - rho) ** 0.5
    shift = optimize.brentq(  # at this posterior mean, balanced and bold are equally likely
        lambda m: stats.norm.sf((z - m) / sd)
        - (stats.norm.cdf((z - m) / sd) - stats.norm.cdf((-z - m) / sd)), z - 1, z + 2, xtol=1e-15)
    best = shift / rho ** 0.5  # on the scale of the score with variance 1

    def error(cut):
        """The share misplaced by cuts at ±cut, as an integral over the attitude."""
        right = mpmath.mpf(rho) ** 0.5
        below = lambda score, x: mpmath.ncdf((score - right * x) / mpmath.sqrt(1 - mpmath.mpf(rho)))
        outer = mpmath.quad(lambda x: mpmath.npdf(x) * below(cut, x), [z, 2, 4, 12])
        inner = mpmath.quad(lambda x: mpmath.npdf(x) * (1 - below(cut, x) + below(-cut, x)),
                            [-z, 0, z])
        return 2 * outer + inner

    def doubt(x):
        p = stats.norm.cdf((np.array([-z, z]) - rho**0.5 * x) / sd)
        return (1 - max(p[0], p[1] - p[0], 1 - p[1])) * stats.norm.pdf(x)

    floor = 2 * integrate.quad(doubt, 0, best, epsabs=1e-13)[0] + 2 * integrate.quad(
        doubt, best, 12, epsabs=1e-13)[0]
    usual = 2 * integrate.quad(
        lambda x: (1 - stats.norm.cdf((z - rho**0.5 * x) / sd)
                   + stats.norm.cdf((-z - rho**0.5 * x) / sd)) * stats.norm.pdf(x), 0, z,
        epsabs=1e-13)[0] + 2 * integrate.quad(
        lambda x: stats.norm.cdf((z - rho**0.5 * x) / sd) * stats.norm.pdf(x), z, 12,
        epsabs=1e-13)[0]
    return answer("band", [
        way(floor, "integral over the score of 1 − greatest posterior"),
        way(error(best), "integral over the attitude of misplaced scores, mpmath")], "score",
        cuts={"of the usual rule": float(z / rho**0.5), "of the best rule": float(best / rho**0.5)},
        rules={"usual": {"value": usual, "ways": [
            way(usual, "integral over the score of the wrong bands' posterior"),
            way(error(z), "integral over the attitude of misplaced scores, mpmath")]}})


ANSWERS = {
    "two-gaussians": two_gaussians, "twonorm": twonorm, "ringnorm": ringnorm, "led": led,
    "waveform": waveform, "bernoulli-table": bernoulli_table,
    "normal-questionnaire": questionnaire,
}
