import type { Highs, Model, ModelData } from 'highs';
import type {
  IntegerClaim,
  IntegerModel,
  IntegerOptions,
  LinearClaim,
  LinearEngine,
  LinearModel
} from '$lib/math/optimize';

const FEASIBILITY = 1e-9;
const GAP = 1e-6;

/** HiGHS as an engine of linear and mixed-integer programs. Its quadratic solver is not offered: it errs on convex ones. */
export function highsEngine(highs: Highs): LinearEngine {
  return {
    linear: (model) => highs.withModel(dataOf(model), (one) => linearClaim(highs, one)),
    integer: (model, options) => highs.withModel(dataOf(model), (one) => integerClaim(highs, one, model, options))
  };
}

function dataOf(model: LinearModel | IntegerModel): ModelData {
  const { matrix, linear, lower, upper, rowLower, rowUpper } = model;
  const { rows, columns, starts, indices, values } = matrix;
  return {
    numCols: columns,
    numRows: rows,
    colCost: linear,
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: { format: 'csc', numRows: rows, numCols: columns, starts, indices, values },
    ...('integer' in model ? { integrality: Int32Array.from(model.integer, (mark) => (mark === 0 ? 0 : 1)) } : {})
  };
}

const tight = {
  output_flag: false,
  primal_feasibility_tolerance: FEASIBILITY,
  dual_feasibility_tolerance: FEASIBILITY
} as const;

function linearClaim({ constants }: Highs, model: Model): LinearClaim {
  // Without presolve an end without a solution comes with the ray that proves it.
  model.options.set({ ...tight, solver: 'simplex' });
  model.run();
  const { modelStatus } = constants;
  let status = model.getModelStatus();
  if (status === modelStatus.unboundedOrInfeasible || status === modelStatus.infeasible) {
    model.clearSolver();
    model.options.set({ presolve: 'off' });
    model.run();
    status = model.getModelStatus();
  }
  if (status === modelStatus.optimal) {
    const { colValue, rowDual } = model.getSolution();
    return { status: 'optimal', x: colValue, rowDuals: rowDual };
  }
  if (status === modelStatus.infeasible) {
    const ray = model.getDualRay()?.values;
    return { status: 'infeasible', ...(ray ? { ray } : {}) };
  }
  if (status === modelStatus.unbounded) {
    const ray = model.getPrimalRay()?.values;
    return { status: 'unbounded', ...(ray ? { ray } : {}) };
  }
  return { status: 'failed', reason: `the linear solver ended with status ${status}` };
}

function integerClaim(
  { constants, infinity }: Highs,
  model: Model,
  { linear }: IntegerModel,
  { gap, seconds, start, progress }: IntegerOptions
): IntegerClaim {
  model.options.set({
    ...tight,
    mip_feasibility_tolerance: FEASIBILITY,
    mip_rel_gap: gap ?? GAP,
    mip_abs_gap: 0,
    ...(seconds === undefined ? {} : { time_limit: seconds })
  });
  if (start) model.setSolution({ colValue: start });
  model.run(
    progress
      ? {
          [constants.callbackType.mipInterrupt](event) {
            const { mip_primal_bound, mip_dual_bound, mip_node_count } = event.data;
            const goesOn = progress({
              objective: mip_primal_bound ?? Infinity,
              bound: mip_dual_bound ?? -Infinity,
              nodes: Number(mip_node_count ?? 0)
            });
            if (!goesOn) event.interrupt();
          }
        }
      : undefined
  );
  const { modelStatus } = constants;
  const status = model.getModelStatus();
  if (status === modelStatus.infeasible) return { status: 'infeasible' };
  if (status === modelStatus.unbounded) return { status: 'unbounded' };
  const stopped = status === modelStatus.timeLimit || status === modelStatus.interrupted;
  if (status !== modelStatus.optimal && !stopped && status !== modelStatus.solutionLimit) {
    return { status: 'failed', reason: `the integer solver ended with status ${status}` };
  }
  const bound = Number(model.info.get('mip_dual_bound'));
  const found = Number(model.info.get('primal_solution_status')) === constants.solutionStatus.feasible;
  const x = found ? model.getSolution().colValue : undefined;
  return {
    status: stopped ? 'stopped' : 'optimal',
    bound: Number.isFinite(bound) && Math.abs(bound) < infinity ? bound : -Infinity,
    nodes: Math.max(0, Number(model.info.get('mip_node_count'))),
    ...(x && x.length === linear.length ? { x } : {})
  };
}
