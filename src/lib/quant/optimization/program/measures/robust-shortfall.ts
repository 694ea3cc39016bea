import type { RobustShortfall } from '../../objective';
import { combination, scaled, sumOf, variable, type Expression } from '../expression';
import type { PortfolioProgram, Term } from '../portfolio-program';
import { evenSum } from './measure-epigraph';
import { lossAt, type ScenarioSeries } from './scenario-series';

/**
 * Worst mean loss plus risk aversion times expected shortfall over a Wasserstein ball, returns no lower than -1, divided
 * by the series' unit: radius x slope + mean of the scenarios' costs. The prices of the support that the source has for
 * each scenario and instrument are the same in all scenarios at their least, since 1 + return is nowhere below zero, so
 * that one for each instrument is enough. Source: Mohajerin Esfahani and Kuhn (2018), corollary 5.1 and example 7.
 */
export function robustShortfall(
  program: PortfolioProgram,
  series: ScenarioSeries,
  { radius, riskAversion, tail }: RobustShortfall,
  term: Term
): Expression {
  const { rows, columns, values, unit, constant } = series;
  const level = variable(program.variables(1));
  const slope = variable(program.variables(1));
  const costs = program.variables(rows);
  const pieces = [
    { share: 1, levels: riskAversion },
    { share: 1 + riskAversion / tail, levels: riskAversion * (1 - 1 / tail) }
  ];
  for (const { share, levels } of pieces) {
    // Beyond the slope a weight's own fall is bounded by the support: it loses at most all.
    const prices = program.variables(columns);
    for (let j = 0; j < columns; j++) {
      const price = variable(prices + j);
      program.nonnegative(price, term);
      program.nonnegative(sumOf(price, slope, variable(j, -share)), term);
      program.nonnegative(sumOf(slope, variable(j, share)), term);
    }
    for (let t = 0; t < rows; t++) {
      const row = values.subarray(t * columns, (t + 1) * columns);
      const kept = combination(
        row.map((value) => value + constant + 1 / unit),
        prices
      );
      const cost = sumOf(scaled(level, levels), scaled(lossAt(series, t), share), kept);
      program.nonnegative(sumOf(variable(costs + t), scaled(cost, -1)), term);
    }
  }
  return sumOf(scaled(slope, radius / unit), evenSum(costs, rows, 1 / rows));
}
