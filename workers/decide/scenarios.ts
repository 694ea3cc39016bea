import { recentredReturns, type ReturnMatrix } from '$lib/quant/moments';
import type { Scenarios } from '$lib/quant/optimization';

/** Length of a scenario: so many trading days. */
export type ScenarioPeriod = 'day' | 'week' | 'month';

const days: Readonly<Record<ScenarioPeriod, number>> = { day: 1, week: 5, month: 21 };
const DAYS_PER_YEAR = 252;

/**
 * Past returns as scenarios of a period, compounded over its days counted back from the last, and moved so that each
 * mean is the expected annual return: the shape of the past with the means of the forecast. Days left over at the
 * beginning are not used. @throws RangeError as {@link recentredReturns} does.
 */
export function scenariosOf(returns: ReturnMatrix, annualMeans: Float64Array, period: ScenarioPeriod): Scenarios {
  const length = days[period];
  const { columns } = returns;
  const rows = Math.floor(returns.rows / length);
  const first = returns.rows - rows * length;
  const values = new Float64Array(rows * columns).fill(1);
  for (let t = first; t < returns.rows; t++) {
    const row = Math.floor((t - first) / length) * columns;
    for (let j = 0; j < columns; j++) values[row + j] *= 1 + returns.values[t * columns + j];
  }
  for (let k = 0; k < values.length; k++) values[k] -= 1;
  const periodsPerYear = DAYS_PER_YEAR / length;
  return { ...recentredReturns({ values, rows, columns }, annualMeans, periodsPerYear), periodsPerYear };
}
