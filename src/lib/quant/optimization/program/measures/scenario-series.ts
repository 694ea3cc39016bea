import type { ReturnMatrix } from '$lib/quant/moments';
import { combination, type Expression } from '../expression';

/**
 * Returns of a portfolio in each scenario as affine expressions of its weights, divided by `unit` so that figures in a
 * program are of the size of one: return of scenario t = unit (values_t'w + constant).
 */
export interface ScenarioSeries extends ReturnMatrix {
  readonly constant: number;
  readonly unit: number;
}

/**
 * The returns with cash earning `cashReturn` a period on what the weights leave; without it (undefined) weights are
 * known to add up to one. The unit is the root of the mean square of all returns, 1 where that is zero.
 */
export function scenarioSeries({ values, rows, columns }: ReturnMatrix, cashReturn?: number): ScenarioSeries {
  let squares = 0;
  for (const value of values) squares += value * value;
  const unit = squares > 0 ? Math.sqrt(squares / values.length) : 1;
  const shift = cashReturn ?? 0;
  return { values: values.map((value) => (value - shift) / unit), rows, columns, constant: shift / unit, unit };
}

/** Minus the return of scenario t: the loss. */
export function lossAt({ values, columns, constant }: ScenarioSeries, t: number): Expression {
  const row = values.subarray(t * columns, (t + 1) * columns);
  return combination(
    row.map((value) => -value),
    0,
    -constant
  );
}

/** Losses of all scenarios. */
export function lossesOf(series: ScenarioSeries): Expression[] {
  return Array.from({ length: series.rows }, (_, t) => lossAt(series, t));
}

/** The series less its mean: cash falls out. */
export function centred(series: ScenarioSeries): ScenarioSeries {
  const { values, rows, columns } = series;
  const means = new Float64Array(columns);
  values.forEach((value, at) => (means[at % columns] += value / rows));
  return { ...series, values: values.map((value, at) => value - means[at % columns]), constant: 0 };
}
