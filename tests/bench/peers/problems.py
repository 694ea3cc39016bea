"""Inputs of the comparison, written once as raw float64 so that both sides read the same bytes."""

import csv
import json
import os
import pathlib

import numpy as np

SCENARIOS = 2000
DAYS = 252


def factor_market(n, seed, dense):
    """Annual moments and daily scenarios of a market of factors.

    Sparse: betas differ, so that few instruments are worth holding. Dense: betas are equal and the expected returns are
    those under which a portfolio of all instruments has the greatest ratio, so that nearly all are held.
    """
    random = np.random.default_rng(seed)
    factors = 15 if n > 20 else 4
    loadings = random.normal(0, 0.01 if dense else 0.05, (n, factors))
    loadings[:, 0] = 0.15 if dense else random.uniform(0.12, 0.2, n)
    own = random.uniform(0.2, 0.35, n) if dense else random.uniform(0.1, 0.35, n)
    covariance = loadings @ loadings.T + np.diag(own**2)
    whole = random.uniform(0.5, 1.5, n)
    expected = 3 * covariance @ (whole / whole.sum()) if dense else random.uniform(0.03, 0.12, n)
    shocks = random.normal(size=(SCENARIOS, factors)) @ loadings.T + random.normal(size=(SCENARIOS, n)) * own
    return covariance, expected, expected / DAYS + shocks / np.sqrt(DAYS)


def listed_market(path):
    """Annual moments of the last daily returns of a table of prices, and these returns."""
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    prices = np.array([[float(cell) for cell in row[1:]] for row in rows[-SCENARIOS - 1 :]])
    returns = prices[1:] / prices[:-1] - 1
    return DAYS * np.cov(returns.T), DAYS * returns.mean(axis=0), returns


def write_problems(folder, sizes):
    folder = pathlib.Path(folder)
    markets = []
    shared = os.environ.get("SEXTANT_SHARED")
    if shared:
        markets.append(("sp500", listed_market(pathlib.Path(shared, "data", "skfolio_sp500_dataset.csv"))))
    for n in sizes:
        markets.append((f"sparse-{n}", factor_market(n, 1000 + n, dense=False)))
        markets.append((f"dense-{n}", factor_market(n, 2000 + n, dense=True)))
    listed = []
    for name, (covariance, expected, returns) in markets:
        n = len(expected)
        held = np.random.default_rng(7).uniform(size=n)
        covariance = (covariance + covariance.T) / 2
        arrays = {"covariance": covariance, "expected": expected, "returns": returns, "held": held / held.sum()}
        for kind, values in arrays.items():
            np.ascontiguousarray(values, dtype="<f8").tofile(folder / f"{name}.{kind}.f64")
        rules = {"cap": max(0.1, 3 / n), "turnover": 0.3, "trade": 1 / n + 0.02, "most": 10, "tail": 0.05, "aversion": 4.0, "radius": 1.0}
        listed.append({"name": name, "n": n, "scenarios": len(returns), "riskFree": 0.02, "points": 100, **rules})
    (folder / "problems.json").write_text(json.dumps(listed))


class Problem:
    """One market with the figures of its rules, read back from the files."""

    def __init__(self, folder, figures):
        self.__dict__.update(figures)
        n = self.n
        read = lambda kind: np.fromfile(pathlib.Path(folder, f"{self.name}.{kind}.f64"), dtype="<f8")
        self.covariance = read("covariance").reshape(n, n)
        self.expected = read("expected")
        self.returns = read("returns").reshape(self.scenarios, n)
        self.held = read("held")
        self.years = self.scenarios / DAYS
        self.names = [f"i{j}" for j in range(n)]


def read_problems(folder):
    return [Problem(folder, figures) for figures in json.loads(pathlib.Path(folder, "problems.json").read_text())]
