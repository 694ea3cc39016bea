"""Made-up markets of the jobs about the past and the future: written once as bytes, read by every side."""

import dataclasses
import json
import pathlib
import sys

import numpy as np

PAIRS = [(fast, slow) for fast in range(5, 101, 5) for slow in range(105, 351, 5)]
# Name, kind, sizes and the seconds after which a call is given up.
FULL = [
    {"name": "sweep-1", "kind": "sweep", "columns": 1, "days": 5040, "pairs": PAIRS, "limit": 120},
    {"name": "sweep-100", "kind": "sweep", "columns": 100, "days": 5040, "pairs": PAIRS, "limit": 900},
    {"name": "rebalancing", "kind": "rebalancing", "columns": 500, "days": 5040, "limit": 240},
    {"name": "walk-forward", "kind": "walk-forward", "columns": 500, "days": 3276, "window": 756, "limit": 300},
    {"name": "paths", "kind": "paths", "columns": 10, "days": 2520, "paths": 100_000, "limit": 120},
    {"name": "tear-sheet", "kind": "tear-sheet", "columns": 2, "days": 5040, "limit": 60},
]
QUICK = [
    {"name": "sweep-1", "kind": "sweep", "columns": 1, "days": 1260, "pairs": PAIRS[::10], "limit": 60},
    {"name": "sweep-5", "kind": "sweep", "columns": 5, "days": 1260, "pairs": PAIRS[::10], "limit": 60},
    {"name": "rebalancing", "kind": "rebalancing", "columns": 50, "days": 1260, "limit": 60},
    {"name": "walk-forward", "kind": "walk-forward", "columns": 50, "days": 504, "window": 252, "limit": 60},
    {"name": "paths", "kind": "paths", "columns": 10, "days": 504, "paths": 5_000, "limit": 60},
    {"name": "tear-sheet", "kind": "tear-sheet", "columns": 2, "days": 1260, "limit": 60},
]
# What each side is first called with, one for each kind: for code that is compiled or loaded late.
SMALL = [
    {"name": "small-sweep", "kind": "sweep", "columns": 1, "days": 600, "pairs": PAIRS[::200], "limit": 60},
    {"name": "small-rebalancing", "kind": "rebalancing", "columns": 5, "days": 300, "limit": 60},
    {"name": "small-walk-forward", "kind": "walk-forward", "columns": 5, "days": 126, "window": 63, "limit": 60},
    {"name": "small-paths", "kind": "paths", "columns": 10, "days": 252, "paths": 512, "limit": 60},
    {"name": "small-tear-sheet", "kind": "tear-sheet", "columns": 2, "days": 504, "limit": 60},
]


@dataclasses.dataclass
class Job:
    """A job with its market: closes as rows of instruments, returns as rows of days."""

    name: str
    kind: str
    columns: int
    days: int
    limit: float
    calendar: np.ndarray
    closes: np.ndarray
    returns: np.ndarray
    cost: float = 0.0007
    pairs: list = dataclasses.field(default_factory=list)
    window: int = 0
    test: int = 21
    paths: int = 0
    steps: int = 252


def market(columns, days, seed):
    """Daily returns with a common factor, and closes that begin at 100."""
    draw = np.random.default_rng(seed)
    common = 0.0003 + 0.008 * draw.standard_normal((days, 1))
    returns = common * draw.uniform(0.6, 1.4, columns) + 0.012 * draw.standard_normal((days, columns))
    closes = 100 * np.cumprod(1 + returns, axis=0).T
    return np.ascontiguousarray(closes), returns


def write_jobs(folder, quick):
    """Writes the jobs of a run and those for the first calls."""
    jobs = SMALL + (QUICK if quick else FULL)
    for seed, job in enumerate(jobs):
        closes, returns = market(job["columns"], job["days"], 1907 + seed)
        closes.tofile(f"{folder}/{job['name']}.closes.f64")
        np.ascontiguousarray(returns).tofile(f"{folder}/{job['name']}.returns.f64")
        days = np.busday_offset("2000-01-03", np.arange(job["days"]))
        days.astype("datetime64[D]").astype(np.int32).tofile(f"{folder}/{job['name']}.days.i32")
    pathlib.Path(folder, "jobs.json").write_text(json.dumps(jobs))


def read_jobs(folder):
    """All jobs of a folder, by name."""
    jobs = {}
    for one in json.loads(pathlib.Path(folder, "jobs.json").read_text()):
        closes = np.fromfile(f"{folder}/{one['name']}.closes.f64").reshape(one["columns"], one["days"])
        returns = np.fromfile(f"{folder}/{one['name']}.returns.f64").reshape(one["days"], one["columns"])
        calendar = np.fromfile(f"{folder}/{one['name']}.days.i32", dtype=np.int32)
        jobs[one["name"]] = Job(closes=closes, returns=returns, calendar=calendar, **one)
    return jobs


if __name__ == "__main__":
    write_jobs(sys.argv[1], sys.argv[2] == "quick")
