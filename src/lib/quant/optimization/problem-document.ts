import type { OptimizationProblem } from './problem';

/** A value as JSON keeps it: arrays of numbers in place of typed arrays. */
export type Plain<T> = T extends string | number | boolean | undefined
  ? T
  : T extends Float64Array | Int32Array
    ? readonly number[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** A value with arrays of numbers in place of typed arrays; figures keep all their digits in JSON. */
export function plain<T>(value: T): Plain<T> {
  return plainOf(value) as Plain<T>;
}

function plainOf(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array) return [...value];
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainOf(one)]));
}

/**
 * A problem as JSON keeps it: what {@link OptimizationProblem} says, with n expected annual returns, the annual
 * covariance n x n row-major, and where an aim or a rule counts past periods the scenarios, `rows` x n day by day.
 * Everything that the answer follows from, so that another program may solve it.
 */
export type ProblemDocument = Plain<OptimizationProblem>;

/** The problem that a document holds. @throws RangeError when its sizes disagree. */
export function problemFromDocument(document: ProblemDocument): OptimizationProblem {
  const { instruments, covariance, expectedReturns, currentWeights, scenarios, uncertainty, tradingCosts } = document;
  const n = instruments.length;
  if (expectedReturns.length !== n) throw new RangeError(`${expectedReturns.length} expected returns for ${n}`);
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  if (scenarios && scenarios.values.length !== scenarios.rows * n) {
    throw new RangeError(`${scenarios.values.length} returns of scenarios for ${scenarios.rows} x ${n}`);
  }
  const { riskFreeRate, objective, constraints } = document;
  return {
    instruments,
    covariance: Float64Array.from(covariance),
    expectedReturns: Float64Array.from(expectedReturns),
    riskFreeRate,
    objective,
    constraints,
    ...(currentWeights && { currentWeights: Float64Array.from(currentWeights) }),
    ...(scenarios && {
      scenarios: {
        values: Float64Array.from(scenarios.values),
        rows: scenarios.rows,
        columns: n,
        periodsPerYear: scenarios.periodsPerYear
      }
    }),
    ...(uncertainty && { uncertainty: uncertaintyOf(uncertainty) }),
    ...(tradingCosts && { tradingCosts: costsOf(tradingCosts) })
  };
}

function uncertaintyOf(given: NonNullable<ProblemDocument['uncertainty']>): OptimizationProblem['uncertainty'] {
  return given.kind === 'box'
    ? { kind: given.kind, halfWidths: Float64Array.from(given.halfWidths) }
    : { kind: given.kind, covariance: Float64Array.from(given.covariance), radius: given.radius };
}

function costsOf({ linear, quadratic, power, perYear }: NonNullable<ProblemDocument['tradingCosts']>) {
  return {
    ...(linear && { linear: Float64Array.from(linear) }),
    ...(quadratic && { quadratic: Float64Array.from(quadratic) }),
    ...(power && { power: Float64Array.from(power) }),
    perYear
  };
}
