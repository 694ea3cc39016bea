"""Walk-forward minimum variance, paths of a correlated normal law, and the measures of a tear sheet."""

import numpy as np

# Names of the figures of a tear sheet that are compared, in this order; our side knows them by the same names.
FIGURES = [
    "cumulative-return",
    "annual-return",
    "sharpe-ratio",
    "sortino-ratio",
    "volatility",
    "maximum-drawdown",
    "calmar-ratio",
    "omega-ratio",
    "skewness",
    "excess-kurtosis",
    "value-at-risk",
    "tail-ratio",
    "alpha",
    "beta",
]


def skfolio_walk_forward(job):
    """skfolio in one process: weights of each window, then the returns out of sample."""
    import pandas as pd
    from skfolio.model_selection import WalkForward, cross_val_predict
    from skfolio.optimization import MeanRisk

    returns = pd.DataFrame(job.returns, index=pd.DatetimeIndex(job.calendar.astype("datetime64[D]")))
    walk = WalkForward(train_size=job.window, test_size=job.test)
    found = cross_val_predict(MeanRisk(), returns, cv=walk, n_jobs=1)
    weights = np.stack([portfolio.weights for portfolio in found.portfolios])
    return np.r_[weights.ravel(), np.asarray(found.returns)]


def numpy_paths(job):
    """Values at the end of paths of lognormal growth in daily steps, brought back to even weights each day."""
    growth = 1 + job.returns
    mean = growth.mean(axis=0)
    covariance = np.log1p(np.cov(growth, rowvar=False) / np.outer(mean, mean))
    drift = np.log(mean) - np.diag(covariance) / 2
    factor = np.linalg.cholesky(covariance).T
    draw = np.random.default_rng(job.paths)
    values = np.ones(job.paths)
    share = 1 / job.columns
    for first in range(0, job.paths, 4096):
        part = values[first : first + 4096]
        for _ in range(job.steps):
            steps = draw.standard_normal((len(part), job.columns)) @ factor
            steps += drift
            part *= np.exp(steps, out=steps).sum(axis=1) * share
    return values


def _series(job):
    import pandas as pd

    days = pd.DatetimeIndex(job.calendar.astype("datetime64[D]"))
    return [pd.Series(job.returns[:, column], index=days) for column in (0, 1)]


def quantstats_sheet(job):
    """The full table of metrics, without plots."""
    import quantstats as qs

    returns, benchmark = _series(job)
    return qs.reports.metrics(returns, benchmark, mode="full", display=False)


def quantstats_figures(job):
    """The same figures unrounded."""
    import quantstats as qs

    returns, benchmark = _series(job)
    greeks = qs.stats.greeks(returns, benchmark)
    known = {
        "cumulative-return": qs.stats.comp(returns),
        "annual-return": qs.stats.cagr(returns),
        "sharpe-ratio": qs.stats.sharpe(returns),
        "sortino-ratio": qs.stats.sortino(returns),
        "volatility": qs.stats.volatility(returns),
        "maximum-drawdown": qs.stats.max_drawdown(returns),
        "calmar-ratio": qs.stats.calmar(returns),
        "omega-ratio": qs.stats.omega(returns),
        "skewness": qs.stats.skew(returns),
        "excess-kurtosis": qs.stats.kurtosis(returns),
        "value-at-risk": qs.stats.value_at_risk(returns),
        "tail-ratio": qs.stats.tail_ratio(returns),
        "alpha": greeks["alpha"],
        "beta": greeks["beta"],
    }
    return np.array([float(known[name]) for name in FIGURES])


def empyrical_sheet(job):
    """The statistics of a strategy that empyrical has."""
    import empyrical

    returns, benchmark = _series(job)
    alpha, beta = empyrical.alpha_beta(returns, benchmark)
    known = {
        "cumulative-return": empyrical.cum_returns_final(returns),
        "annual-return": empyrical.annual_return(returns),
        "sharpe-ratio": empyrical.sharpe_ratio(returns),
        "sortino-ratio": empyrical.sortino_ratio(returns),
        "volatility": empyrical.annual_volatility(returns),
        "maximum-drawdown": empyrical.max_drawdown(returns),
        "calmar-ratio": empyrical.calmar_ratio(returns),
        "omega-ratio": empyrical.omega_ratio(returns),
        "value-at-risk": empyrical.value_at_risk(returns),
        "tail-ratio": empyrical.tail_ratio(returns),
        "alpha": alpha,
        "beta": beta,
    }
    empyrical.stability_of_timeseries(returns)
    return np.array([float(known.get(name, np.nan)) for name in FIGURES])
