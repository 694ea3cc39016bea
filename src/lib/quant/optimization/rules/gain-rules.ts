import { scaled, sumOf } from '../program/expression';
import { posedSales } from '../program/posed-sales';
import type { RealisedGainsLimit } from '../problem';
import { faultOfLimits, type RuleKind } from './rule-kind';

/** A budget of realised gains, losses taken off. What weights alone realise is not known: lots are chosen with them. */
export const realisedGains: RuleKind<RealisedGainsLimit> = {
  kind: 'realised-gains',
  fault: ({ maximum }) => faultOfLimits([maximum], -1, 10),
  compiled: ({ id }, problem, program, level) =>
    program.nonnegative(sumOf(level, scaled(posedSales(problem, program).gain, -1)), id),
  beyond: () => 0
};
