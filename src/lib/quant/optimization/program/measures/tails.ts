import { log } from '$lib/math/elementary';
import { valueAt, type DeferredPart } from '../deferred-part';
import { scaled, sumOf, variable, type Expression } from '../expression';
import { evenSum, type LossEpigraph } from './measure-epigraph';

/** Scenarios looked at first for each that makes up the tail. */
const SPREAD = 2;

/** The greatest loss. */
export const greatestLoss: LossEpigraph = (program, losses, _, term) => {
  const greatest = variable(program.variables(1));
  const parts = losses.map((loss): DeferredPart => {
    const room = (point: Float64Array): number => valueAt(greatest, point) - valueAt(loss, point);
    return { loss, room, variables: [], add: () => program.nonnegative(sumOf(greatest, scaled(loss, -1)), term) };
  });
  program.defer(parts, program.size + losses.length / 50);
  return greatest;
};

/** Expected shortfall (CVaR): the level that makes level + mean excess over it / tail least (Rockafellar and Uryasev 2000). */
export const expectedShortfall: LossEpigraph = (program, losses, { tail }, term) => {
  if (tail * losses.length <= 1) return greatestLoss(program, losses, NO_OPTIONS, term);
  const level = variable(program.variables(1));
  const first = program.variables(losses.length);
  const parts = losses.map((loss, t): DeferredPart => {
    const room = (point: Float64Array): number => valueAt(level, point) - valueAt(loss, point);
    const add = (): void => {
      program.nonnegative(sumOf(variable(first + t), level, scaled(loss, -1)), term);
      program.nonnegative(variable(first + t), term);
    };
    return { loss, room, variables: [first + t], add };
  });
  program.defer(parts, program.size + SPREAD * tail * losses.length);
  return sumOf(level, evenSum(first, losses.length, 1 / (tail * losses.length)));
};

/**
 * Entropic value at risk by one exponential cone a scenario: least t + z log(1 / (tail T)) with
 * the sum of z exp((loss - t) / z) at most z (Cajas 2021). Where one scenario makes up the tail, it is the greatest loss.
 */
export const entropicValueAtRisk: LossEpigraph = (program, losses, options, term) => {
  const count = losses.length;
  if (options.tail * count <= 1) return greatestLoss(program, losses, options, term);
  const level = variable(program.variables(1));
  const temperature = variable(program.variables(1));
  const first = program.variables(count);
  losses.forEach((loss, t) => {
    program.exponential(sumOf(loss, scaled(level, -1)), temperature, variable(first + t), term);
  });
  program.nonnegative(sumOf(temperature, evenSum(first, count, -1)), term);
  return sumOf(level, scaled(temperature, -log(options.tail * count)));
};

/** Mean loss. */
export const meanLoss: LossEpigraph = (_, losses) => {
  const mean: Expression = sumOf(...losses);
  return scaled(mean, 1 / losses.length);
};

const NO_OPTIONS = { tail: NaN, gainTail: NaN, levels: NaN, target: NaN };
