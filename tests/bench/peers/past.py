"""Times the libraries on jobs about the past and the future: python past.py <folder> <quick|full>."""

import importlib.metadata
import json
import multiprocessing
import pathlib
import platform
import sys

import numpy as np

import past_others
import past_rebalancing
import past_sweep
from past_inputs import read_jobs, write_jobs
from timing import timed

PACKAGES = ["vectorbt", "numba", "numpy", "pandas", "bt", "skfolio", "clarabel", "quantstats", "empyrical-reloaded"]
WARM_UP = 120.0
CALLS = {
    "sweep": {"vectorbt": past_sweep.vectorbt_sweep, "numba": past_sweep.numba_sweep},
    "rebalancing": {
        "numpy": past_rebalancing.numpy_rebalancing,
        "numpy, whole answer": past_rebalancing.numpy_whole,
        "numba": past_rebalancing.numba_rebalancing,
        "bt": past_rebalancing.bt_rebalancing,
    },
    "walk-forward": {"skfolio": past_others.skfolio_walk_forward},
    "paths": {"numpy": past_others.numpy_paths},
    "tear-sheet": {"quantstats": past_others.quantstats_sheet, "empyrical": past_others.empyrical_sheet},
}


def answered(job, who, answer):
    """The figures of an answer that are compared."""
    if job.kind == "rebalancing":
        return past_rebalancing.values_alone(answer)
    if who == "quantstats":
        return past_others.quantstats_figures(job)
    return answer


def main(folder, quick):
    write_jobs(folder, quick)
    jobs = read_jobs(folder)
    rows = []
    for job in jobs.values():
        if job.name.startswith("small-"):
            continue
        for who, call in CALLS[job.kind].items():

            def kept(answer, job=job, who=who):
                figures = np.ascontiguousarray(answered(job, who, answer), dtype=float)
                figures.tofile(f"{folder}/{job.name}.{who}.f64")
                return {"figures": figures.size}

            found = timed(call, job, jobs[f"small-{job.kind}"], job.limit, kept, WARM_UP)
            rows.append({"job": job.name, "who": who, **found})
            told = f"{found['milliseconds']:.1f} ms" if "milliseconds" in found else found["note"]
            print(f"{job.name} {who}: {told}", flush=True)
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    answer = {"python": platform.python_version(), "versions": versions, "figures": past_others.FIGURES, "rows": rows}
    pathlib.Path(folder, "past.json").write_text(json.dumps(answer))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main(sys.argv[1], sys.argv[2] == "quick")
