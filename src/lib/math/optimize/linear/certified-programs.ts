import {
  certifiedOptimum,
  modelObjective,
  modelViolation,
  provesInfeasible,
  provesUnbounded,
  requireModel
} from './certificate';
import type { IntegerAnswer, IntegerModel, IntegerOptions, LinearAnswer, LinearEngine, LinearModel } from './types';

const GAP = 1e-6;
/** A value within this of a whole one is meant to be it. */
const WHOLE = 1e-5;
const FEASIBLE = 1e-7;

/**
 * Linear program by an engine that is handed in, each answer held against the program itself: a solution by its duals, the
 * want of one by a ray. What could not be proven says so. Throws RangeError when shapes disagree or a value is NaN.
 */
export function certifiedLinearProgram(model: LinearModel, engine: LinearEngine): LinearAnswer {
  requireModel(model);
  const claim = engine.linear(model);
  switch (claim.status) {
    case 'optimal':
      return certifiedOptimum(model, claim.x, claim.rowDuals);
    case 'infeasible': {
      const crossed = model.lower.some((low, j) => low > model.upper[j]);
      const rays = claim.ray ? [claim.ray] : unitRays(model.rowLower.length);
      return { status: 'infeasible', certified: crossed || rays.some((ray) => provesInfeasible(model, ray)) };
    }
    case 'unbounded': {
      const rays = claim.ray ? [claim.ray] : unitRays(model.linear.length);
      return { status: 'unbounded', certified: rays.some((ray) => provesUnbounded(model, ray)) };
    }
    case 'failed':
      return claim;
  }
}

/** Where an engine settled a program before it had a ray, one row or one variable alone says why. */
function unitRays(count: number): Float64Array[] {
  const along = (at: number, value: number) => Float64Array.from({ length: count }, (_, k) => (k === at ? value : 0));
  return Array.from({ length: count }, (_, at) => [along(at, 1), along(at, -1)]).flat();
}

/**
 * Mixed-integer linear program by an engine that is handed in. Whole values of its point are made exactly whole, the others
 * solved again beside them, and the point is held against every row; one that fails is no answer. The bound is the engine's
 * word where its search went beyond the relaxation, whose own bound is certified. Throws RangeError as the linear one.
 */
export function integerProgram(model: IntegerModel, engine: LinearEngine, options: IntegerOptions = {}): IntegerAnswer {
  requireModel(model);
  if (model.integer.length !== model.linear.length) {
    throw new RangeError(`${model.integer.length} marks of whole variables for ${model.linear.length}`);
  }
  const relaxation = certifiedLinearProgram(model, engine);
  if (relaxation.status === 'infeasible' || relaxation.status === 'failed') return relaxation;
  const sure = relaxation.status === 'optimal' && relaxation.certified ? relaxation.bound : -Infinity;
  const claim = engine.integer(model, options);
  if (claim.status === 'failed') return claim;
  if (claim.status === 'infeasible' || claim.status === 'unbounded') return { status: claim.status, certified: false };
  const bound = Math.max(claim.bound, sure);
  const { nodes } = claim;
  if (!claim.x) return { status: 'none', bound, nodes };
  const x = wholePoint(model, engine, claim.x);
  if (!x) return { status: 'failed', reason: 'the point found is not feasible when its whole values are exact' };
  const objective = modelObjective(model, x);
  const least = Math.min(bound, objective);
  const gap = (objective - least) / Math.max(1e-9, Math.abs(objective));
  const proven = gap <= (options.gap ?? GAP);
  return {
    status: proven ? 'optimal' : 'stopped',
    proven,
    x,
    objective,
    bound: least,
    relaxationBound: sure,
    gap,
    nodes,
    primalResidual: modelViolation(model, x)
  };
}

/** The point with exact whole values, the others the best beside them; undefined where these leave no point. */
function wholePoint(model: IntegerModel, engine: LinearEngine, found: Float64Array): Float64Array | undefined {
  const { integer } = model;
  const near = found.every((value, j) => integer[j] === 0 || Math.abs(value - Math.round(value)) <= WHOLE);
  if (!near) return undefined;
  const whole = found.map((value, j) => (integer[j] === 0 ? value : Math.round(value)));
  const allowed = FEASIBLE * whole.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  if (integer.every((mark) => mark !== 0)) return modelViolation(model, whole) <= allowed ? whole : undefined;
  const fixed = (bounds: Float64Array): Float64Array => bounds.map((value, j) => (integer[j] === 0 ? value : whole[j]));
  const rest = engine.linear({ ...model, lower: fixed(model.lower), upper: fixed(model.upper) });
  const x = rest.status === 'optimal' ? rest.x.map((value, j) => (integer[j] === 0 ? value : whole[j])) : whole;
  return modelViolation(model, x) <= allowed ? x : undefined;
}
