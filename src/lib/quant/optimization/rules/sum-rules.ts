import type { CashLimit, ExposureLimit, GroupLimit } from '../problem';
import { faultOfLimits, type RuleKind } from './rule-kind';

/** Limits on what the members of a group hold together. */
export const group: RuleKind<GroupLimit> = {
  kind: 'group',
  fault: ({ lower, upper }) => faultOfLimits([lower ?? -10, upper ?? 10], -10, 10),
  row: ({ members, lower, upper }, problem) => {
    const inside = new Set(members);
    return {
      coefficients: Float64Array.from(problem.instruments, (one) => (inside.has(one) ? 1 : 0)),
      lower: lower === undefined || lower === 0 ? -Infinity : lower,
      upper: upper ?? Infinity
    };
  }
};

/** Limits on a weighted sum of a figure of each instrument. */
export const exposure: RuleKind<ExposureLimit> = {
  kind: 'exposure',
  fault: ({ figures, average, lower, upper }) =>
    !figures.every(({ value }) => Number.isFinite(value))
      ? 'has a figure that is no number'
      : average && (lower === undefined) === (upper === undefined)
        ? 'is on an average, which takes one limit'
        : faultOfLimits([lower ?? -1e9, upper ?? 1e9], -1e9, 1e9),
  row: ({ figures, average, lower, upper }, problem) => {
    const level = average ? (lower ?? upper ?? 0) : 0;
    const apart = Math.max(...figures.map(({ value }) => Math.abs(value - level)), 0);
    // The limit of an average is zero, so that its row may have any size: scores of 60 would drown the weights.
    const size = average && apart > 0 ? apart : 1;
    const values = new Map(figures.map(({ instrument, value }) => [instrument, (value - level) / size]));
    return {
      coefficients: Float64Array.from(problem.instruments, (one) => values.get(one) ?? 0),
      lower: lower === undefined ? -Infinity : lower - level,
      upper: upper === undefined ? Infinity : upper - level
    };
  }
};

/** Limits on cash: the budget row is made of it, there is one at most. */
export const cash: RuleKind<CashLimit> = {
  kind: 'cash',
  fault: ({ minimum, maximum }) => faultOfLimits([minimum, maximum ?? minimum], 0, 1)
};
