"""Times the tear sheets of quantstats and empyrical on a series from a file: python tear_sheet.py <series.json> <answer.json>."""

import importlib.metadata
import json
import platform
import statistics
import sys
import time
import warnings

import empyrical
import numpy as np
import pandas as pd
import quantstats

warnings.simplefilter("ignore")
RUNS = 9


def median(call):
    """The last answer of several and the median of their times, after one that loads what is loaded late."""
    call(0)
    times = []
    for run in range(1, RUNS + 1):
        begun = time.perf_counter()
        answer = call(run)
        times.append(time.perf_counter() - begun)
    return 1000 * statistics.median(times), answer


def main(series_file, answer_file):
    with open(series_file, encoding="utf8") as file:
        series = json.load(file)
    index = pd.to_datetime(np.array(series["days"]), unit="D")
    returns = pd.Series(series["returns"], index=index)
    benchmark = pd.Series(series["benchmark"], index=index)
    rate = series["riskFreeRate"]

    # quantstats keeps what it prepared: another series each time, by less than any figure shows.
    def report(run):
        return quantstats.reports.metrics(
            returns + run * 1e-12, benchmark, rf=rate, display=False, mode="full", prepare_returns=False
        )

    def statistics_of_empyrical(run):
        own = returns + run * 1e-12
        simple = [measure(own) for measure in empyrical.stats.SIMPLE_STAT_FUNCS]
        # The fit of extreme losses is left out on both sides.
        paired = [
            measure(own, benchmark)
            for measure in empyrical.stats.FACTOR_STAT_FUNCS
            if measure is not empyrical.gpd_risk_estimates
        ]
        return simple + paired

    quantstats_ms, table = median(report)
    empyrical_ms, _ = median(statistics_of_empyrical)
    figures = {
        "sharpe-ratio": quantstats.stats.sharpe(returns, rate),
        "sortino-ratio": quantstats.stats.sortino(returns, rate),
        "maximum-drawdown": quantstats.stats.max_drawdown(returns),
        "serenity-index": quantstats.stats.serenity_index(returns, rate),
    }
    versions = {name: importlib.metadata.version(name) for name in ["quantstats", "empyrical-reloaded", "pandas"]}
    with open(answer_file, "w", encoding="utf8") as file:
        json.dump(
            {
                "quantstats": {"milliseconds": quantstats_ms, "rows": len(table)},
                "empyrical": {"milliseconds": empyrical_ms},
                "figures": {name: float(value) for name, value in figures.items()},
                "versions": versions,
                "python": platform.python_version(),
            },
            file,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
