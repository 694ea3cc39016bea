"""The cases as a person would write them in each library, with its own defaults; each answers weights, one row a portfolio."""

import cvxpy as cp
import numpy as np
import pandas as pd
import riskfolio as rp
from pypfopt import EfficientCVaR, EfficientFrontier, HRPOpt
from pypfopt.exceptions import OptimizationError
from skfolio import RiskMeasure
from skfolio.cluster import HierarchicalClustering, LinkageMethod
from skfolio.optimization import HierarchicalRiskParity, MeanRisk, ObjectiveFunction, RiskBudgeting
from skfolio.prior import BasePrior, ReturnDistribution
from skfolio.uncertainty_set import BaseMuUncertaintySet, UncertaintySet


class GivenMoments(BasePrior):
    """skfolio takes moments from an estimator: this one hands over those that are given to all sides."""

    def __init__(self, problem=None):
        self.problem = problem

    def fit(self, X, y=None, **fit_params):
        given = self.problem
        self.return_distribution_ = ReturnDistribution(mu=given.expected, covariance=given.covariance, returns=given.returns)
        return self


def pypfopt_frontier(problem, **options):
    table = pd.DataFrame(problem.covariance, index=problem.names, columns=problem.names)
    return EfficientFrontier(pd.Series(problem.expected, index=problem.names), table, **options)


def in_order(problem, weights):
    return np.array([weights[name] for name in problem.names])


def pypfopt_minimum_variance(problem):
    return in_order(problem, pypfopt_frontier(problem).min_volatility())


def pypfopt_maximum_sharpe(problem):
    return in_order(problem, pypfopt_frontier(problem).max_sharpe(risk_free_rate=problem.riskFree))


def pypfopt_turnover(problem):
    model = pypfopt_frontier(problem, weight_bounds=(0, problem.cap))
    model.add_constraint(lambda w: cp.norm(w - problem.held, 1) <= 2 * problem.turnover)
    return in_order(problem, model.min_volatility())


def pypfopt_trade(problem):
    model = pypfopt_frontier(problem, weight_bounds=(0, problem.cap))
    model.add_constraint(lambda w: cp.abs(w - problem.held) <= problem.trade)
    return in_order(problem, model.min_volatility())


def pypfopt_points(problem):
    least = float(problem.expected @ in_order(problem, pypfopt_frontier(problem).min_volatility()))
    targets = np.linspace(least, float(problem.expected.max()), problem.points)
    model = pypfopt_frontier(problem)
    # The last one a little lower: the library refuses a target at the greatest return.
    targets[-1] -= 1e-6
    points = []
    for target in targets:
        try:
            points.append(in_order(problem, model.efficient_return(float(target))))
        except OptimizationError:
            points.append(np.full(problem.n, np.nan))
    return np.array(points)


def pypfopt_shortfall(problem):
    returns = pd.DataFrame(problem.returns, columns=problem.names)
    model = EfficientCVaR(pd.Series(problem.expected, index=problem.names), returns, beta=1 - problem.tail)
    return in_order(problem, model.min_cvar())


def pypfopt_hierarchical(problem):
    returns = pd.DataFrame(problem.returns, columns=problem.names)
    return in_order(problem, HRPOpt(returns).optimize(linkage_method="single"))


def mean_risk(problem, **options):
    model = MeanRisk(prior_estimator=GivenMoments(problem), risk_free_rate=problem.riskFree, **options)
    return model.fit(problem.returns).weights_


def skfolio_turnover(problem):
    limit = lambda w: cp.norm1(w - problem.held) <= 2 * problem.turnover
    return mean_risk(problem, max_weights=problem.cap, add_constraints=limit)


def skfolio_trade(problem):
    return mean_risk(problem, max_weights=problem.cap, previous_weights=problem.held, max_turnover=problem.trade)


def skfolio_cardinality(problem):
    return mean_risk(problem, cardinality=problem.most, solver="SCIP")


def skfolio_shortfall(problem):
    return mean_risk(problem, risk_measure=RiskMeasure.CVAR, cvar_beta=1 - problem.tail)


class GivenDoubt(BaseMuUncertaintySet):
    """The ellipsoid that is given to all sides."""

    def __init__(self, problem=None, prior_estimator=None):
        super().__init__(prior_estimator=prior_estimator)
        self.problem = problem

    def fit(self, X, y=None, **fit_params):
        deviations = np.sqrt(np.diag(self.problem.covariance) / self.problem.years)
        self.uncertainty_set_ = UncertaintySet(radius=self.problem.radius, geometry=np.diag(deviations), norm=2)
        return self


def skfolio_robust(problem):
    return mean_risk(
        problem,
        objective_function=ObjectiveFunction.MAXIMIZE_UTILITY,
        risk_aversion=problem.aversion / 2,
        mu_uncertainty_set_estimator=GivenDoubt(problem),
    )


def skfolio_parity(problem):
    return RiskBudgeting(prior_estimator=GivenMoments(problem)).fit(problem.returns).weights_


def skfolio_hierarchical(problem):
    tree = HierarchicalClustering(linkage_method=LinkageMethod.SINGLE)
    return HierarchicalRiskParity(hierarchical_clustering_estimator=tree).fit(problem.returns).weights_


def riskfolio_portfolio(problem, **options):
    model = rp.Portfolio(returns=pd.DataFrame(problem.returns, columns=problem.names), **options)
    model.mu = pd.DataFrame([problem.expected], columns=problem.names)
    model.cov = pd.DataFrame(problem.covariance, index=problem.names, columns=problem.names)
    model.alpha = problem.tail
    return model


def riskfolio_weights(found):
    return None if found is None else found["weights"].to_numpy()


def riskfolio_best(problem, measure="MV", objective="MinRisk", **options):
    model = riskfolio_portfolio(problem, **options)
    return riskfolio_weights(model.optimization(rm=measure, obj=objective, rf=problem.riskFree))


def riskfolio_trade(problem):
    held = pd.DataFrame({"weights": problem.held}, index=problem.names)
    limits = {"allowTO": True, "turnover": problem.trade, "benchweights": held}
    return riskfolio_best(problem, upperlng=problem.cap, **limits)


def riskfolio_cardinality(problem):
    model = riskfolio_portfolio(problem, card=problem.most)
    model.solvers = ["SCIP"]
    return riskfolio_weights(model.optimization(rm="MV", obj="MinRisk"))


def riskfolio_points(problem):
    return riskfolio_portfolio(problem).efficient_frontier(rm="MV", points=problem.points).to_numpy().T


def riskfolio_robust(problem):
    model = riskfolio_portfolio(problem)
    model.cov_mu = pd.DataFrame(np.diag(np.diag(problem.covariance) / problem.years))
    model.k_mu = problem.radius
    # Read before they are known to be needed.
    model.cov_l = model.cov_u = model.cov_sigma = model.cov
    model.d_mu = model.mu
    return riskfolio_weights(model.wc_optimization(obj="Utility", l=problem.aversion / 2, Umu="ellip", Ucov=None))


def riskfolio_parity(problem):
    return riskfolio_weights(riskfolio_portfolio(problem).rp_optimization(rm="MV"))


def riskfolio_hierarchical(problem):
    model = rp.HCPortfolio(returns=pd.DataFrame(problem.returns, columns=problem.names))
    found = model.optimization(model="HRP", codependence="pearson", rm="MV", linkage="single", leaf_order=False)
    return riskfolio_weights(found)


CALLS = {
    "minimum-variance": {
        "PyPortfolioOpt": pypfopt_minimum_variance,
        "skfolio": mean_risk,
        "Riskfolio-Lib": riskfolio_best,
    },
    "maximum-sharpe": {
        "PyPortfolioOpt": pypfopt_maximum_sharpe,
        "skfolio": lambda problem: mean_risk(problem, objective_function=ObjectiveFunction.MAXIMIZE_RATIO),
        "Riskfolio-Lib": lambda problem: riskfolio_best(problem, objective="Sharpe"),
    },
    "turnover-limit": {"PyPortfolioOpt": pypfopt_turnover, "skfolio": skfolio_turnover},
    "trade-limit": {"PyPortfolioOpt": pypfopt_trade, "skfolio": skfolio_trade, "Riskfolio-Lib": riskfolio_trade},
    "frontier": {
        "PyPortfolioOpt": pypfopt_points,
        "skfolio": lambda problem: mean_risk(problem, efficient_frontier_size=problem.points),
        "Riskfolio-Lib": riskfolio_points,
    },
    "shortfall": {
        "PyPortfolioOpt": pypfopt_shortfall,
        "skfolio": skfolio_shortfall,
        "Riskfolio-Lib": lambda problem: riskfolio_best(problem, measure="CVaR"),
    },
    "risk-parity": {"skfolio": skfolio_parity, "Riskfolio-Lib": riskfolio_parity},
    "robust": {"skfolio": skfolio_robust, "Riskfolio-Lib": riskfolio_robust},
    "hierarchical": {
        "PyPortfolioOpt": pypfopt_hierarchical,
        "skfolio": skfolio_hierarchical,
        "Riskfolio-Lib": riskfolio_hierarchical,
    },
    "cardinality": {"skfolio": skfolio_cardinality, "Riskfolio-Lib": riskfolio_cardinality},
}
