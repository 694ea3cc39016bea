import { scaled, sumOf, variable, type Expression } from '../expression';
import { lengthOf, type LossEpigraph, type MeasureEpigraph } from './measure-epigraph';
import { lossAt } from './scenario-series';

/**
 * A measure of uncompounded drawdowns in place of losses: each is at least zero and at least the one before it plus the
 * loss of its period. For measures that grow with every loss and in proportion. Drawdowns are counted in units as many
 * times greater as the root of the number of periods, which is how far a wealth strays. Source: Chekhlov, Uryasev and
 * Zabarankin (2005).
 */
export const ofDrawdowns =
  (measure: LossEpigraph): MeasureEpigraph =>
  (program, series, options, term) => {
    const stretch = Math.sqrt(series.rows);
    const first = program.variables(series.rows);
    const drawdowns: Expression[] = [];
    for (let t = 0; t < series.rows; t++) {
      const before = drawdowns.at(-1);
      const now = variable(first + t);
      const loss = scaled(lossAt(series, t), 1 / stretch);
      const fallen = before ? sumOf(loss, before) : loss;
      program.nonnegative(sumOf(now, scaled(fallen, -1)), term);
      program.nonnegative(now, term);
      drawdowns.push(now);
    }
    return scaled(measure(program, drawdowns, options, term), stretch);
  };

/** Root of the mean square. */
export const rootMeanSquare: LossEpigraph = (program, losses, _, term) =>
  lengthOf(program, losses, 1 / Math.sqrt(losses.length), term);
