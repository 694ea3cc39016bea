import { riskMeasure, type RiskMeasureId, type RiskOptions } from '$lib/quant/risk';
import { valueAt, type DeferredPart } from '../deferred-part';
import { scaled, sumOf, variable, type Expression } from '../expression';
import type { PortfolioProgram, Term } from '../portfolio-program';
import type { LossEpigraph } from './measure-epigraph';
import { comparators } from './sorting-network';

/** Levels up to which the assignment's dual is the smaller form, unless few losses weigh anything. */
const FEW_LEVELS = 24;

/** Weights that a measure gives to losses in ascending order: they grow with the place where it is convex. */
function orderedWeights(measure: RiskMeasureId, periods: number, options: RiskOptions): Float64Array {
  // Of returns that grow one by one the slopes are the weights themselves.
  const slopes = riskMeasure(measure).of.slopes(
    Float64Array.from({ length: periods }, (_, t) => t),
    options
  );
  return slopes.map((value) => -value).reverse();
}

/** Equal weights counted together, ascending. */
function levelsOf(weights: Float64Array): { weight: number; count: number }[] {
  const levels: { weight: number; count: number }[] = [];
  for (const weight of weights) {
    const last = levels.at(-1);
    if (last && Math.abs(weight - last.weight) <= 1e-14) last.count += 1;
    else levels.push({ weight, count: 1 });
  }
  return levels;
}

/**
 * A weighted sum of losses in order (ordered weighted average, Yager 1988), the greatest over all assignments of weights
 * to losses, by the dual of that assignment with equal weights taken together: price of the level + price of the loss
 * >= weight x loss. Rows: levels x losses. Source: D. Cajas, OWA portfolio optimization (2021).
 */
function byAssignment(
  program: PortfolioProgram,
  losses: readonly Expression[],
  weights: Float64Array,
  term: Term
): Expression {
  const [base, ...levels] = levelsOf(weights);
  if (!base) throw new RangeError('no losses');
  const values = program.variables(losses.length);
  const prices = program.variables(losses.length);
  // Prices move together without effect: that of the first level is zero.
  const of = levels.map((level) => ({ ...level, price: variable(program.variables(1)) }));
  const parts = losses.map((loss, t): DeferredPart => {
    const price = variable(prices + t);
    const add = (): void => {
      program.zero(sumOf(loss, variable(values + t, -1)), term);
      program.nonnegative(sumOf(price, variable(values + t, -base.weight)), term);
      for (const level of of) program.nonnegative(sumOf(price, level.price, variable(values + t, -level.weight)), term);
    };
    const room = (point: Float64Array): number => {
      const at = valueAt(loss, point);
      return of.reduce((least, level) => Math.min(least, valueAt(level.price, point) - level.weight * at), Infinity);
    };
    return { loss, room, variables: [values + t, prices + t], add };
  });
  // Losses that weigh nothing may have a price of zero.
  const tail = base.weight === 0 ? losses.length - base.count : losses.length;
  program.defer(parts, program.size + 2 * tail);
  const each = losses.map((_, t) => variable(prices + t));
  return sumOf(...each, ...of.map(({ price, count }) => scaled(price, count)));
}

/**
 * The same sum by a sorting network: each comparator's greater output is at least both inputs, and its outputs add up to
 * them. Rows: some T log(T)^2 / 2, exact. Source: M. Goemans, Smallest compact formulation for the permutahedron (2015).
 */
function bySorting(
  program: PortfolioProgram,
  losses: readonly Expression[],
  weights: Float64Array,
  term: Term
): Expression {
  const first = namedLosses(program, losses, term);
  const wires = losses.map((_, t) => first + t);
  for (const [low, high] of comparators(losses.length)) {
    const a = variable(wires[low] ?? 0);
    const b = variable(wires[high] ?? 0);
    const outputs = program.variables(2);
    const [less, more] = [variable(outputs), variable(outputs + 1)];
    program.zero(sumOf(less, more, scaled(a, -1), scaled(b, -1)), term);
    program.nonnegative(sumOf(more, scaled(a, -1)), term);
    program.nonnegative(sumOf(more, scaled(b, -1)), term);
    wires[low] = outputs;
    wires[high] = outputs + 1;
  }
  return sumOf(...wires.map((wire, t) => variable(wire, weights[t] ?? 0)));
}

/** A variable for each loss. */
function namedLosses(program: PortfolioProgram, losses: readonly Expression[], term: Term): number {
  const first = program.variables(losses.length);
  losses.forEach((loss, t) => program.zero(sumOf(loss, variable(first + t, -1)), term));
  return first;
}

/** A measure that weights losses by their place. */
export const ofOrder =
  (measure: RiskMeasureId): LossEpigraph =>
  (program, losses, options, term) => {
    const weights = orderedWeights(measure, losses.length, options);
    const levels = levelsOf(weights);
    const pose = levels.length > FEW_LEVELS && levels[0]?.weight !== 0 ? bySorting : byAssignment;
    return pose(program, losses, weights, term);
  };

/** Losses and gains measured alike and added: a range. Gains are weighed by their own tail. */
export const ofBothEnds =
  (measure: LossEpigraph): LossEpigraph =>
  (program, losses, options, term) =>
    sumOf(
      measure(program, losses, options, term),
      measure(
        program,
        losses.map((loss) => scaled(loss, -1)),
        { ...options, tail: options.gainTail },
        term
      )
    );
