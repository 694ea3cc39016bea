import { alphaMeasures } from './members/alpha-measures';
import { benchmarkMeasures } from './members/benchmark-measures';
import { captureMeasures } from './members/capture-measures';
import { deviationMeasures } from './members/deviation-measures';
import { distributionMeasures } from './members/distribution-measures';
import { drawdownMeasures } from './members/drawdown-measures';
import { extremeMeasures } from './members/extreme-measures';
import { preferenceRatios } from './members/preference-ratios';
import { returnMeasures } from './members/return-measures';
import { riskRatios } from './members/risk-ratios';
import { sharpeMeasures } from './members/sharpe-measures';
import { tailMeasures } from './members/tail-measures';
import { winningMeasures } from './members/winning-measures';
import { winningRatios } from './members/winning-ratios';
import type { Measure } from './measure';

/** Every measure of a series of returns, each one descriptor. */
export const measures: readonly Measure[] = [
  ...returnMeasures,
  ...deviationMeasures,
  ...tailMeasures,
  ...extremeMeasures,
  ...sharpeMeasures,
  ...preferenceRatios,
  ...riskRatios,
  ...drawdownMeasures,
  ...benchmarkMeasures,
  ...alphaMeasures,
  ...captureMeasures,
  ...winningMeasures,
  ...winningRatios,
  ...distributionMeasures
];

const byId = new Map(measures.map((one) => [one.id, one]));

/** The measure of a name. @throws RangeError when there is none. */
export function measureOf(id: string): Measure {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no measure ${id}`);
  return found;
}
