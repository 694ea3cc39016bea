"""Even weights brought back on the first day of each month with costs in proportion: values of all days, and every trade."""

import numba
import numpy as np


def month_starts(job):
    """Indices of the first day of each month; the first day of all is one."""
    months = job.calendar.astype("datetime64[D]").astype("datetime64[M]")
    return np.r_[0, 1 + np.flatnonzero(months[1:] != months[:-1])]


def numpy_rebalancing(job):
    """Days between two trades at once, trades of a day at once."""
    closes, n, days = job.closes, job.columns, job.days
    starts = month_starts(job)
    weights = np.full(n, 1 / n)
    values = np.empty(days)
    units, cash = np.zeros(n), 1e6
    trades = np.empty((len(starts), 4, n))
    kept = np.empty((len(starts), n))
    for order, start in enumerate(starts):
        end = starts[order + 1] if order + 1 < len(starts) else days
        prices = closes[:, start]
        held = units * prices
        value = left = cash + held.sum()
        for _ in range(50):
            amounts = weights * left - held
            before, left = left, value - job.cost * np.abs(amounts).sum()
            if abs(left - before) <= 1e-14 * value:
                break
        amounts = weights * left - held
        costs = job.cost * np.abs(amounts)
        units = weights * left / prices
        cash -= (amounts + costs).sum()
        trades[order] = amounts / prices, prices, amounts, costs
        values[start:end] = cash + units @ closes[:, start:end]
        kept[order] = units * prices / values[start]
    return values, trades, kept


@numba.njit(cache=False)
def monthly(closes, starts, rate, values, trades, kept):
    """The same by loops."""
    n, days = closes.shape
    units, held = np.zeros(n), np.zeros(n)
    cash = 1e6
    for order in range(len(starts)):
        start = starts[order]
        end = starts[order + 1] if order + 1 < len(starts) else days
        value = cash
        for i in range(n):
            held[i] = units[i] * closes[i, start]
            value += held[i]
        left = value
        for _ in range(50):
            size = 0.0
            for i in range(n):
                size += abs(left / n - held[i])
            before, left = left, value - rate * size
            if abs(left - before) <= 1e-14 * value:
                break
        for i in range(n):
            price = closes[i, start]
            amount = left / n - held[i]
            cost = rate * abs(amount)
            trades[order, 0, i] = amount / price
            trades[order, 1, i] = price
            trades[order, 2, i] = amount
            trades[order, 3, i] = cost
            units[i] = left / n / price
            cash -= amount + cost
        values[start:end] = cash
        for i in range(n):
            for day in range(start, end):
                values[day] += units[i] * closes[i, day]
        for i in range(n):
            kept[order, i] = units[i] * closes[i, start] / values[start]


def numba_rebalancing(job):
    """A loop compiled by numba."""
    starts = month_starts(job)
    values = np.empty(job.days)
    trades = np.empty((len(starts), 4, job.columns))
    kept = np.empty((len(starts), job.columns))
    monthly(job.closes, starts, job.cost, values, trades, kept)
    return values, trades, kept


def bt_rebalancing(job):
    """bt, with its tree of securities and fractional positions."""
    import bt
    import pandas as pd

    names = [f"i{column}" for column in range(job.columns)]
    days = pd.DatetimeIndex(job.calendar.astype("datetime64[D]"))
    closes = pd.DataFrame(job.closes.T, index=days, columns=names)
    algos = [
        bt.algos.RunMonthly(run_on_first_date=True),
        bt.algos.SelectAll(),
        bt.algos.WeighEqually(),
        bt.algos.Rebalance(),
    ]
    run = bt.Backtest(
        bt.Strategy("monthly", algos),
        closes,
        initial_capital=1e6,
        commissions=lambda quantity, price: abs(quantity) * price * job.cost,
        integer_positions=False,
        progress_bar=False,
    )
    run.run()
    # bt puts a day before the first.
    return run.strategy.values.to_numpy()[1:], None, None


def values_alone(answer):
    """What is compared: the values."""
    return answer[0]
