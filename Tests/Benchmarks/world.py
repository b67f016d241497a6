# SPDX-License-Identifier: GPL-3.0-or-later
"""The shared world: eight personas, ten attributes, one vectorised draw.

The parameters live in personas.csv and transitions.csv so that every program
of this folder, and any program measured against it, describes the same work.
"""
import csv
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
ATTRIBUTES = ["age", "income", "balance", "aum", "tenure",
              "digital", "transactions", "products", "risk", "region"]


def load_personas():
    """personas.csv as one numpy array per column, plus the derived tables."""
    with open(os.path.join(FOLDER, "personas.csv"), newline="") as handle:
        rows = list(csv.DictReader(handle))
    table = {key: np.array([float(row[key]) for row in rows]) for key in rows[0] if key != "name"}
    table["names"] = [row["name"] for row in rows]
    table["share_cut"] = np.cumsum(table["share"])[:-1]
    table["tx_p"] = table["tx_size"] / (table["tx_size"] + table["tx_mean"])
    region = np.cumsum([table[f"region_{k}"] for k in (1, 2, 3, 4)], axis=0)
    table["region_cut"] = region[:3]
    return table


def load_transitions():
    with open(os.path.join(FOLDER, "transitions.csv"), newline="") as handle:
        rows = list(csv.reader(handle))
    return np.array([[float(v) for v in row[1:]] for row in rows[1:]])


def draw_attributes(rng, persona, table, out):
    """Fill out[0..9] for customers whose persona is given. out rows are contiguous."""
    n = persona.size
    age, income, balance, aum, tenure, digital, tx, products, risk, region = out

    rng.standard_normal(out=age)
    age *= table["age_sd"][persona]
    age += table["age_mean"][persona]

    rng.standard_normal(out=income)
    income *= table["income_sigma"][persona]
    income += table["income_mu"][persona]
    np.exp(income, out=income)

    rng.standard_normal(out=balance)
    balance *= table["balance_sigma"][persona]
    balance += table["balance_mu"][persona]
    np.exp(balance, out=balance)

    aum[:] = rng.standard_gamma(table["aum_shape"][persona])
    aum *= table["aum_scale"][persona]

    rng.standard_exponential(out=tenure)
    tenure *= table["tenure_mean"][persona]

    digital[:] = rng.beta(table["digital_a"][persona], table["digital_b"][persona])
    tx[:] = rng.negative_binomial(table["tx_size"][persona], table["tx_p"][persona])
    products[:] = rng.poisson(table["products_mean"][persona])

    rng.standard_normal(out=risk)
    risk *= table["risk_sd"][persona]
    risk += table["risk_mean"][persona]

    u = rng.random(n)
    cut = table["region_cut"]
    region[:] = u > cut[0][persona]
    region += u > cut[1][persona]
    region += u > cut[2][persona]


def draw_persona(rng, n, table):
    return np.searchsorted(table["share_cut"], rng.random(n), side="right")


def draw(n, seed, table, bit_generator=np.random.PCG64, threads=1, chunk=65536):
    """n customers: (persona as int64, attributes as a 10 x n float64 array).

    One spawned stream per chunk, so the result does not depend on `threads`.
    """
    persona = np.empty(n, dtype=np.int64)
    columns = np.empty((len(ATTRIBUTES), n))
    starts = list(range(0, n, chunk))
    streams = np.random.SeedSequence(seed).spawn(len(starts))

    def fill(job):
        start, stream = job
        stop = min(start + chunk, n)
        rng = np.random.Generator(bit_generator(stream))
        persona[start:stop] = draw_persona(rng, stop - start, table)
        draw_attributes(rng, persona[start:stop], table, columns[:, start:stop])

    if threads == 1:
        for job in zip(starts, streams):
            fill(job)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, zip(starts, streams)))
    return persona, columns
