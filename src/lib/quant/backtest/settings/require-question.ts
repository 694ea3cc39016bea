import type { StrategyBacktest } from '../strategy-result';

/** @throws RangeError naming the first setting that makes no sense. */
export function requireQuestion({ execution, initialValue, flows = [] }: StrategyBacktest): void {
  const { lag, minimumTrade, endedAfter, financing, rebalancing } = execution;
  const { impact, impactDays, ...fractions } = execution.costs;
  const { cashRate, marginRate, shortFee, shortFees = [] } = financing;
  const checks: [boolean, string][] = [
    [Number.isInteger(lag) && lag >= 1, `lag of ${lag} days`],
    [minimumTrade >= 0, `least trade of ${minimumTrade}`],
    [endedAfter >= 1, `ended after ${endedAfter} days`],
    [initialValue >= 0 && initialValue < Infinity, `initial value: ${initialValue}`],
    [initialValue > 0 || flows.length > 0, `initial value: ${initialValue}`],
    [Object.values({ ...fractions, impact }).every((value) => value >= 0 && value < Infinity), 'costs below zero'],
    [impact === 0 || impactDays >= 2, `impact over ${impactDays} days`],
    [cashRate > -1 && marginRate > -1, `rates of ${cashRate} and ${marginRate}`],
    [shortFee >= 0 && shortFees.every(({ fee }) => fee >= 0), 'fees for short sales below zero']
  ];
  if (rebalancing.rule === 'band') {
    const { absolute = Infinity, relative = Infinity } = rebalancing;
    checks.push([absolute >= 0 && relative >= 0, `bands of ${absolute} and ${relative}`]);
  }
  for (const [holds, message] of checks) if (!holds) throw new RangeError(message);
}
