import { scaled, sumOf, variable, type Expression } from '../expression';
import { lengthOf, type LossEpigraph, type MeasureEpigraph } from './measure-epigraph';
import { lossAt } from './scenario-series';

/**
 * A measure of uncompounded drawdowns in place of losses: each is at least zero and at least the one before it plus the
 * loss of its period. For measures that grow with every loss. Source: Chekhlov, Uryasev and Zabarankin (2005).
 */
export const ofDrawdowns =
  (measure: LossEpigraph): MeasureEpigraph =>
  (program, series, options, term) => {
    const first = program.variables(series.rows);
    const drawdowns: Expression[] = [];
    for (let t = 0; t < series.rows; t++) {
      const before = drawdowns.at(-1);
      const now = variable(first + t);
      const fallen = before ? sumOf(lossAt(series, t), before) : lossAt(series, t);
      program.nonnegative(sumOf(now, scaled(fallen, -1)), term);
      program.nonnegative(now, term);
      drawdowns.push(now);
    }
    return measure(program, drawdowns, options, term);
  };

/** Root of the mean square. */
export const rootMeanSquare: LossEpigraph = (program, losses, _, term) =>
  lengthOf(program, losses, 1 / Math.sqrt(losses.length), term);
