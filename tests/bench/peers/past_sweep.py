"""Crosses of two moving averages, long or out, for every pair and series: total return, greatest drawdown, trades, Sharpe ratio."""

import numba
import numpy as np


def vectorbt_sweep(job):
    """vectorbt, one series after another: all at once would take gigabytes for each array."""
    import pandas as pd
    import vectorbt as vbt

    fast, slow = (np.array(windows) for windows in zip(*job.pairs))
    answer = np.empty((4, job.columns, len(job.pairs)))
    year = {"array_wrapper": {"freq": "1D"}, "returns": {"year_freq": "252 days"}}
    for name, settings in year.items():
        vbt.settings[name].update(settings)
    for column, closes in enumerate(job.closes):
        series = pd.Series(closes)
        quick = vbt.MA.run(series, window=fast, run_unique=True)
        late = vbt.MA.run(series, window=slow, run_unique=True)
        entries = quick.ma_crossed_above(late).to_numpy()
        exits = quick.ma_crossed_below(late).to_numpy()
        held = vbt.Portfolio.from_signals(series, entries, exits, fees=job.cost, init_cash=1.0)
        answer[:, column] = [held.total_return(), held.max_drawdown(), held.trades.count(), held.sharpe_ratio()]
    return answer


@numba.njit(cache=False)
def crosses(closes, pairs, cost, answer):
    """The same account day by day for one pair after another, with sums of returns kept as it goes."""
    days = closes.shape[1]
    for column in range(closes.shape[0]):
        prices = closes[column]
        sums = np.zeros(days + 1)
        for day in range(days):
            sums[day + 1] = sums[day] + prices[day]
        for at in range(len(pairs)):
            fast, slow = pairs[at]
            value, peak, lowest, trades, held, was = 1.0, 1.0, 0.0, 0, False, 0
            total, squares = 0.0, 0.0
            for day in range(1, days):
                before = value
                if held:
                    value *= prices[day] / prices[day - 1]
                if day >= slow - 1:
                    quick = (sums[day + 1] - sums[day + 1 - fast]) / fast
                    late = (sums[day + 1] - sums[day + 1 - slow]) / slow
                    side = 1 if quick > late else -1
                    if was == -1 and side == 1:
                        value /= 1 + cost
                        held = True
                        trades += 1
                    elif was == 1 and side == -1 and held:
                        value *= 1 - cost
                        held = False
                    was = side
                peak = max(peak, value)
                lowest = min(lowest, value / peak - 1)
                change = value / before - 1
                total += change
                squares += change * change
            periods = days - 1
            mean = total / periods
            variance = (squares - periods * mean * mean) / (periods - 1)
            answer[0, column, at] = value - 1
            answer[1, column, at] = lowest
            answer[2, column, at] = trades
            answer[3, column, at] = mean / np.sqrt(variance) * np.sqrt(252) if variance > 0 else np.nan


def numba_sweep(job):
    """A loop compiled by numba."""
    answer = np.empty((4, job.columns, len(job.pairs)))
    crosses(job.closes, np.array(job.pairs), job.cost, answer)
    return answer
