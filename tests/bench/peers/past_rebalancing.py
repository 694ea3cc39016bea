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
    trades = np.empty((4, len(starts), n))
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
        trades[:, order] = amounts / prices, prices, amounts, costs
        values[start:end] = cash + units @ closes[:, start:end]
        kept[order] = units * prices / values[start]
    return values, trades, kept


def falls(calendar, index, high, under):
    """Peak, trough, recovery and depth of each fall below an earlier high."""
    edges = np.flatnonzero(np.diff(np.r_[False, under, False].astype(np.int8)))
    begins, ends = edges[::2], edges[1::2]
    troughs = [begin + int(np.argmin(index[begin:end])) for begin, end in zip(begins, ends)]
    recovered = [calendar[end] if end < len(index) else None for end in ends]
    return calendar[begins - 1], calendar[troughs], recovered, index[troughs] / high[begins] - 1


def measures(job, index):
    """The measures that a backtest shows: of daily returns, of falls, of months and of years."""
    returns = index[1:] / index[:-1] - 1
    high = np.maximum.accumulate(index)
    drawdown = index / high - 1
    years = (job.calendar[-1] - job.calendar[0]) / 365
    total = index[-1] / index[0] - 1
    annual = (1 + total) ** (1 / years) - 1 if years >= 1 else np.nan
    deviation = returns.std(ddof=1)
    downside = np.sqrt(np.mean(np.minimum(returns, 0) ** 2))
    ends = np.r_[month_starts(job)[1:] - 1, job.days - 1]
    months = np.diff(np.log(np.r_[index[0], index[ends]]))
    values = np.expm1(months)
    year = job.calendar[ends].astype("datetime64[D]").astype("datetime64[Y]")
    by_year = np.expm1(np.add.reduceat(months, np.r_[0, 1 + np.flatnonzero(year[1:] != year[:-1])]))
    worst = np.sort(values)[: max(1, int(np.ceil(0.05 * len(values))))]
    reach = values.std(ddof=1) / np.sqrt(len(values))
    return {
        "total": total,
        "annual": annual,
        "volatility": deviation * np.sqrt(252),
        "downside": downside * np.sqrt(252),
        "sharpe": returns.mean() / deviation * np.sqrt(252),
        "sortino": returns.mean() / downside * np.sqrt(252),
        "calmar": annual / -drawdown.min(),
        "drawdown": drawdown,
        "falls": falls(job.calendar, index, high, drawdown < 0),
        "months": values,
        "years": by_year,
        "best": values.max(),
        "worst": values.min(),
        "up": np.mean(values > 0),
        "shortfall": -worst.mean(),
        "error": reach,
    }


def numpy_whole(job):
    """The same with all that this engine answers: the log in columns, costs by kind, cash and exposure of all days, measures."""
    values, trades, kept = numpy_rebalancing(job)
    starts = month_starts(job)
    size = len(starts) * job.columns
    amounts, costs = trades[2].ravel(), trades[3].ravel()
    log = {
        "day": np.repeat(job.calendar[starts], job.columns),
        "instrument": np.tile(np.arange(job.columns, dtype=np.int32), len(starts)),
        "quantity": trades[0].ravel(),
        "price": trades[1].ravel(),
        "amount": amounts,
        "cost": costs,
        "commission": costs,
        "other": np.zeros(size),
        "reason": np.repeat(np.arange(len(starts)) > 0, job.columns).astype(np.int8),
    }
    paid = costs.sum()
    cash_after = 1e6 - np.cumsum((trades[2] + trades[3]).sum(axis=1))
    cash = np.repeat(cash_after, np.diff(np.r_[starts, job.days]))
    positions = values - cash
    exposure = positions / values
    weights = np.c_[kept, cash_after / values[starts]]
    traded = np.abs(amounts[job.columns :]).sum()
    years = (job.calendar[-1] - job.calendar[0]) / 365
    turnover = traded / 2 / values.mean() / years
    found = measures(job, np.r_[1, values[1:] / 1e6])
    return values, log, weights, paid, cash, exposure, turnover, found


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
            trades[0, order, i] = amount / price
            trades[1, order, i] = price
            trades[2, order, i] = amount
            trades[3, order, i] = cost
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
    trades = np.empty((4, len(starts), job.columns))
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
