import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { rateShown } from '$lib/quant/returns';
import type { ReturnSummary } from './return-summary';
import type { ValueHistory } from './worth';

/** Why the money-weighted return differs from the time-weighted one: the largest flow and what came before and after it. */
export interface TimingEffect {
  /** Both for a year when the period is one or longer, else over the period. */
  readonly annual: boolean;
  readonly timeWeighted: number;
  readonly moneyWeighted: number;
  /** Money-weighted less time-weighted. */
  readonly gap: number;
  /** 'little' when the gap is under a tenth of a percent. */
  readonly effect: 'helped' | 'hurt' | 'little';
  /** In the base currency, positive came in. */
  readonly largestFlow: number;
  readonly day: Day;
  /** Size of the flow over the worth the day before. */
  readonly shareOfValue: number;
  /** Time-weighted returns up to the flow and since, not annualised. */
  readonly returnBefore: number;
  readonly returnAfter: number;
}

/**
 * Effect of the timing of flows. The flow into an empty portfolio that opens it is no question of timing and is passed
 * over. Undefined without another flow, or where a return does not exist.
 */
export function timingEffect(history: ValueHistory, summary: ReturnSummary): TimingEffect | undefined {
  const { days, value, flows, twrIndex } = history;
  let at = 0;
  for (let t = 1; t < days.length; t++)
    if ((value[t - 1] ?? 0) > 0 && Math.abs(flows[t] ?? 0) > Math.abs(at > 0 ? (flows[at] ?? 0) : 0)) at = t;
  if (at === 0) return undefined;
  const annual = summary.years >= 1;
  const timeWeighted = annual ? summary.timeWeightedAnnual : summary.timeWeighted;
  const moneyWeighted = annual ? (rateShown(summary.moneyWeighted) ?? NaN) : summary.moneyWeightedPeriod;
  const gap = moneyWeighted - timeWeighted;
  if (Number.isNaN(gap)) return undefined;
  const largestFlow = flows[at] ?? NaN;
  // An inflow works from the close before, an outflow until the close.
  const turn = twrIndex[largestFlow > 0 ? at - 1 : at] ?? NaN;
  return {
    annual,
    timeWeighted,
    moneyWeighted,
    gap,
    effect: Math.abs(gap) < 0.001 ? 'little' : gap > 0 ? 'helped' : 'hurt',
    largestFlow,
    day: dayFromNumber(days[at] ?? NaN),
    shareOfValue: Math.abs(largestFlow) / (value[at - 1] ?? NaN),
    returnBefore: turn - 1,
    returnAfter: turn === 0 ? NaN : (twrIndex.at(-1) ?? NaN) / turn - 1
  };
}
