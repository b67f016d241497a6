# SPDX-License-Identifier: GPL-3.0-or-later
"""The search of Scenarios/benchmarks/tune.yaml with numpy and Optuna: three thresholds of a first-match rule
list, judged by mean cost on all customer-months.

    python tune.py --customers 100000 --months 12 --candidates 500 --jobs 2

Times the search alone: customers are drawn before. Each candidate is judged on the whole panel, as a
careful numpy program would: one byte a segment, one pass over a joint code for the costs.
"""
import argparse
import json
import resource
import time

import numpy as np
import optuna

SHARES = [0.20, 0.30, 0.25, 0.25]          # invest, borrow, save, pay
ASSETS = np.array([6.0, 3.0, 5.0, 2.5])
INCOME = np.array([6.0, 6.0, 3.5, 3.0])
AGE = np.array([45.0, 35.0, 60.0, 30.0])
INVEST, BORROW, SAVE, PAY = range(4)
COSTS = np.array([[0, 3, 3, 3], [2, 0, 1, 1], [2, 1, 0, 1], [2, 1, 1, 0]], dtype=float)


def draw(customers, months, seed):
    """The panel, month after month: true needs and the three features as the bank sees them."""
    random = np.random.Generator(np.random.SFC64(seed))
    need = random.choice(4, size=customers, p=SHARES).astype(np.uint8)
    assets = ASSETS[need] + 1.5 * random.standard_normal(customers)
    age = AGE[need] + 10 * random.standard_normal(customers)
    income = INCOME[need] + 1.5 * random.standard_normal((months, customers))
    ages = np.rint(age + np.arange(months)[:, None] / 12)
    return np.tile(need, months), np.tile(assets, months), income.ravel(), ages.ravel()


def cost(panel, wealthy, earning, settled):
    """Mean cost of the rule list: the first that holds decides."""
    need, assets, income, age = panel
    estimate = np.where(income >= earning, np.uint8(BORROW), np.uint8(PAY))
    estimate[age >= settled] = SAVE
    estimate[(assets > wealthy) & (age < settled + 15)] = INVEST
    counts = np.bincount(4 * need + estimate, minlength=16)
    return float(counts @ COSTS.ravel()) / len(need)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--candidates", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    panel = draw(options.customers, options.months, options.seed)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=options.seed))

    def objective(trial):
        return cost(panel, trial.suggest_float("wealthy", 2, 9.5, step=0.1),
                    trial.suggest_float("earning", 2, 9.5, step=0.1),
                    trial.suggest_int("settled", 20, 80))

    start = time.perf_counter()
    study.optimize(objective, n_trials=options.candidates, n_jobs=options.jobs)
    seconds = time.perf_counter() - start
    print(json.dumps({
        "program": "tune.py", "candidates": len(study.trials), "jobs": options.jobs,
        "rows": options.customers * options.months, "seconds": round(seconds, 4),
        "best": study.best_value, "values": study.best_params,
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }))


if __name__ == "__main__":
    main()
