"""The same cases given straight to the native solvers that the libraries stand on, with accuracies near the engine's."""

import clarabel
import highspy
import numpy as np
import osqp
import scipy.sparse as sp


def osqp_solution(solver):
    found = solver.solve(raise_error=False)
    return found.x if found.info.status.startswith("solved") else None


def osqp_solver(covariance, rows, lower, upper, accuracy=1e-8, most=100_000):
    solver = osqp.OSQP()
    settings = {"eps_abs": accuracy, "eps_rel": accuracy, "max_iter": most, "polishing": True, "verbose": False}
    upper_half = sp.triu(sp.csc_matrix(covariance), format="csc")
    solver.setup(upper_half, np.zeros(len(covariance)), sp.csc_matrix(rows), lower, upper, **settings)
    return solver


def osqp_minimum_variance(problem):
    n = problem.n
    rows = sp.vstack([np.ones((1, n)), sp.identity(n)])
    return osqp_solution(osqp_solver(problem.covariance, rows, np.r_[1, np.zeros(n)], np.r_[1, np.ones(n)]))


def osqp_frontier(problem):
    """One set-up, then only the target moves: each solve starts from the last answer; closer than this few end."""
    n = problem.n
    rows = sp.vstack([np.ones((1, n)), problem.expected[None, :], sp.identity(n)])
    lower, upper = np.r_[1, -np.inf, np.zeros(n)], np.r_[1, np.inf, np.ones(n)]
    solver = osqp_solver(problem.covariance, rows, lower, upper, accuracy=1e-6, most=10_000)
    points = [osqp_solution(solver)]
    # The last one a little lower: at the greatest return itself the set of points is too thin for its tolerance.
    for target in np.linspace(points[0] @ problem.expected, problem.expected.max() - 1e-6, problem.points)[1:]:
        lower[1] = target
        solver.update(l=lower)
        points.append(osqp_solution(solver))
    return np.array([np.full(n, np.nan) if point is None else point for point in points])


def clarabel_solution(quadratic, linear, blocks):
    """Minimum of 1/2 x'Px + c'x with right - rows x in each cone in turn."""
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    rows = sp.vstack([sp.csc_matrix(block[0]) for block in blocks], format="csc")
    right = np.concatenate([block[1] for block in blocks])
    cones = [cone for block in blocks for cone in block[2]]
    upper_half = sp.triu(sp.csc_matrix(quadratic), format="csc")
    found = clarabel.DefaultSolver(upper_half, linear, rows, right, cones, settings).solve()
    return np.array(found.x) if str(found.status) == "Solved" else None


def equal(rows, right):
    return rows, np.atleast_1d(right), [clarabel.ZeroConeT(len(np.atleast_1d(right)))]


def at_most(rows, right):
    return rows, right, [clarabel.NonnegativeConeT(len(right))]


def clarabel_minimum_variance(problem):
    n = problem.n
    held = [equal(np.ones((1, n)), 1.0), at_most(-sp.identity(n), np.zeros(n))]
    return clarabel_solution(problem.covariance, np.zeros(n), held)


def clarabel_maximum_sharpe(problem):
    n = problem.n
    excess = (problem.expected - problem.riskFree)[None, :]
    found = clarabel_solution(
        problem.covariance, np.zeros(n), [equal(excess, 1.0), at_most(-sp.identity(n), np.zeros(n))]
    )
    return None if found is None else found / found.sum()


def clarabel_turnover(problem):
    """Weights and the sizes of their changes."""
    n = problem.n
    one, none = sp.identity(n), sp.csc_matrix((n, n))
    blocks = [
        equal(np.r_[np.ones(n), np.zeros(n)][None, :], 1.0),
        at_most(sp.hstack([-one, none]), np.zeros(n)),
        at_most(sp.hstack([one, none]), np.full(n, problem.cap)),
        at_most(sp.hstack([one, -one]), problem.held),
        at_most(sp.hstack([-one, -one]), -problem.held),
        at_most(np.r_[np.zeros(n), np.ones(n)][None, :], np.array([2 * problem.turnover])),
    ]
    found = clarabel_solution(sp.block_diag([problem.covariance, none]), np.zeros(2 * n), blocks)
    return None if found is None else found[:n]


def clarabel_trade(problem):
    n = problem.n
    least = np.maximum(0, problem.held - problem.trade)
    most = np.minimum(problem.cap, problem.held + problem.trade)
    bounds = [at_most(-sp.identity(n), -least), at_most(sp.identity(n), most)]
    return clarabel_solution(problem.covariance, np.zeros(n), [equal(np.ones((1, n)), 1.0), *bounds])


def clarabel_parity(problem):
    """Least 1/2 x'Cx - sum ln(x) / n, the logarithms as exponential cones (t, 1, x)."""
    n = problem.n
    order = np.arange(n)
    entries = (np.full(2 * n, -1.0), (np.r_[3 * order, 3 * order + 2], np.r_[order + n, order]))
    right = np.tile([0.0, 1.0, 0.0], n)
    cones = (sp.csc_matrix(entries, (3 * n, 2 * n)), right, [clarabel.ExponentialConeT() for _ in range(n)])
    quadratic = sp.block_diag([problem.covariance, sp.csc_matrix((n, n))])
    found = clarabel_solution(quadratic, np.r_[np.zeros(n), np.full(n, -1 / n)], [cones])
    return None if found is None else found[:n] / found[:n].sum()


def clarabel_robust(problem):
    """Weights and the length of the ellipsoid at them."""
    n = problem.n
    doubt = problem.radius * np.sqrt(np.diag(problem.covariance) / problem.years)
    length = sp.csc_matrix(([-1.0], ([0], [n])), (1, n + 1))
    cone = sp.vstack([length, sp.hstack([-sp.diags(doubt), sp.csc_matrix((n, 1))])])
    blocks = [
        equal(np.r_[np.ones(n), 0][None, :], 1.0),
        at_most(sp.hstack([-sp.identity(n), sp.csc_matrix((n, 1))]), np.zeros(n)),
        (cone, np.zeros(n + 1), [clarabel.SecondOrderConeT(n + 1)]),
    ]
    quadratic = sp.block_diag([problem.aversion * problem.covariance, sp.csc_matrix((1, 1))])
    found = clarabel_solution(quadratic, np.r_[-problem.expected, 1.0], blocks)
    return None if found is None else found[:n]


def highs_shortfall(problem):
    """Rockafellar and Uryasev's linear program: weights, the quantile, the excess of each scenario over it."""
    n, scenarios = problem.n, problem.scenarios
    rows = sp.vstack(
        [
            sp.csc_matrix(np.r_[np.ones(n), np.zeros(1 + scenarios)][None, :]),
            sp.hstack([problem.returns, np.ones((scenarios, 1)), sp.identity(scenarios)]),
        ],
        format="csc",
    )
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = n + 1 + scenarios, 1 + scenarios
    program.col_cost_ = np.r_[np.zeros(n), 1, np.full(scenarios, 1 / (problem.tail * scenarios))]
    program.col_lower_ = np.r_[np.zeros(n), -highspy.kHighsInf, np.zeros(scenarios)]
    program.col_upper_ = np.full(n + 1 + scenarios, highspy.kHighsInf)
    program.row_lower_ = np.r_[1, np.zeros(scenarios)]
    program.row_upper_ = np.r_[1, np.full(scenarios, highspy.kHighsInf)]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = rows.indptr, rows.indices
    program.a_matrix_.value_ = rows.data
    solver = highspy.Highs()
    solver.silent()
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)[:n]


CALLS = {
    "minimum-variance": {"OSQP": osqp_minimum_variance, "Clarabel": clarabel_minimum_variance},
    "maximum-sharpe": {"Clarabel": clarabel_maximum_sharpe},
    "turnover-limit": {"Clarabel": clarabel_turnover},
    "trade-limit": {"Clarabel": clarabel_trade},
    "frontier": {"OSQP": osqp_frontier},
    "shortfall": {"HiGHS": highs_shortfall},
    "risk-parity": {"Clarabel": clarabel_parity},
    "robust": {"Clarabel": clarabel_robust},
}
