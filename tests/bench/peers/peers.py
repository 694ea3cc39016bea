"""Times the libraries and native solvers on problems from a folder: python peers.py <folder> <sizes> [seconds a call] [minutes in all]."""

import importlib.metadata
import itertools
import json
import multiprocessing
import pathlib
import platform
import sys
import time

import numpy as np

import libraries
import solvers
from problems import read_problems, write_problems
from timing import timed

PACKAGES = ["pyportfolioopt", "skfolio", "riskfolio-lib", "cvxpy", "osqp", "clarabel", "highspy", "pyscipopt", "numpy"]


def portfolios(weights):
    """Rows of weights as the answer says them; a point of a frontier that was not solved is left out."""
    answer = np.atleast_2d(np.asarray(weights, dtype=float))
    return {"portfolios": [None if np.isnan(row).any() else row.tolist() for row in answer]}


def skipped(before, limit, end):
    """Why a call is not made: what took long at a smaller size of the same kind takes longer here."""
    if before > limit / 4:
        return "not tried, slow on a smaller one"
    return "not tried, out of time" if time.monotonic() > end else None


def main(folder, sizes, limit=60.0, minutes=10.0):
    write_problems(folder, sizes)
    problems = read_problems(folder)
    small = problems[-2 * len(sizes)]
    end = time.monotonic() + 60 * minutes
    slowest = {}
    rows = []
    # The search over whole numbers comes last: it may use up the time.
    for search in (False, True):
        cases = [case for case in libraries.CALLS if (case == "cardinality") == search]
        for problem, case in itertools.product(problems, cases):
            native = solvers.CALLS.get(case, {})
            for who, call in (libraries.CALLS[case] | native).items():
                key = (case, who, problem.name.split("-")[0])
                note = skipped(slowest.get(key, 0), limit, end)
                found = {"note": note} if note else timed(call, problem, small, limit, portfolios)
                late = found.get("note") == f"over {limit:g} s"
                slowest[key] = max(slowest.get(key, 0), limit if late else found.get("milliseconds", 0) / 1000)
                row = {"problem": problem.name, "case": case, "who": who, "native": who in native, **found}
                rows.append(row)
                told = f"{found['milliseconds']:.1f} ms" if "milliseconds" in found else found["note"]
                print(f"{problem.name} {case} {who}: {told}", flush=True)
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    answer = {"python": platform.python_version(), "versions": versions, "rows": rows}
    pathlib.Path(folder, "peers.json").write_text(json.dumps(answer))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")], *map(float, sys.argv[3:]))
