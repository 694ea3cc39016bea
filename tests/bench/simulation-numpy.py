"""Times correlated normal paths in numpy: python simulation-numpy.py <paths> <steps> <instruments>. Prints JSON."""

import json
import sys
import time

import numpy as np

paths, steps, count = (int(text) for text in sys.argv[1:4])
covariance = np.full((count, count), 0.5 * 0.04 / 252)
np.fill_diagonal(covariance, 0.04 / 252)
factor = np.linalg.cholesky(covariance)
weights = np.full(count, 1 / count)


def terminal(chunk):
    """Standard normals, Cholesky, exponentials, weights restored every step, values accumulated; `chunk` paths at a time."""
    random = np.random.default_rng(1907)
    values = np.empty(paths)
    for first in range(0, paths, chunk):
        size = min(chunk, paths - first)
        logs = random.standard_normal((size * steps, count)) @ factor.T
        logs += 0.0003
        np.exp(logs, out=logs)
        values[first : first + size] = np.cumprod((logs @ weights).reshape(size, steps), axis=1)[:, -1]
    return values


rows = {}
for chunk in (200, 2000, 10000):
    wall, own = time.perf_counter(), time.process_time()
    terminal(chunk)
    rows[chunk] = {"wall": 1000 * (time.perf_counter() - wall), "cpu": 1000 * (time.process_time() - own)}
print(json.dumps({"numpy": np.__version__, "python": sys.version.split()[0], "rows": rows}))
