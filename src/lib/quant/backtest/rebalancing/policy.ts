import { isAsked, type Window } from '$lib/quant/strategies';
import type { RebalancingPolicy } from '../settings';
import { bandReturn } from './band';
import { calendarDays } from './calendar-days';
import { dailyDeviation } from './tracking';

/** Holdings and targets on the evening before a trading day. */
export interface Evening {
  /** Index of the trading day to come. */
  readonly next: number;
  /** Made when it is asked for. */
  readonly window: () => Window;
  readonly targets: Float64Array;
  /** Columns that are listed and wait for nothing. */
  readonly watched: (column: number) => boolean;
  /** What trading into weights would cost now, as a fraction of the value. */
  readonly costOf: (weights: Float64Array) => number;
}

/** A rebalancing rule at work. */
export interface RunningPolicy {
  /** Weights to bring holdings back to, or undefined. */
  readonly back: (evening: Evening) => Float64Array | undefined;
  /** Whether a new decision is worth its trade. */
  readonly allows: (evening: Evening, weights: Float64Array) => boolean;
}

const always = (): boolean => true;

/** A rule for the days of a run, of which index `from` is the first. @throws RangeError on limits that make no sense. */
export function runningPolicy(
  policy: RebalancingPolicy,
  run: { readonly days: Int32Array; readonly from: number; readonly periodsPerYear: number }
): RunningPolicy {
  switch (policy.rule) {
    case 'none':
      return { back: () => undefined, allows: always };
    case 'calendar': {
      const due = new Set(calendarDays(policy.every, policy.day ?? 1, run.days, run.from + 1));
      return { back: ({ next, targets }) => (due.has(next) ? targets : undefined), allows: always };
    }
    case 'band': {
      return {
        back: ({ targets, window, watched }) => bandReturn(policy, targets, window().held.weights, watched),
        allows: always
      };
    }
    case 'volatility': {
      const { tolerance, days } = policy;
      if (!(tolerance >= 0 && days >= 2)) throw new RangeError(`volatility within ${tolerance} over ${days} days`);
      return {
        back({ targets, window: made }) {
          const window = made();
          const wanted = dailyDeviation(window, targets, days);
          const held = dailyDeviation(window, window.held.weights, days);
          return Math.abs(held - wanted) > tolerance * wanted ? targets : undefined;
        },
        allows: always
      };
    }
    case 'benefit':
      return benefitPolicy(policy, run);
  }
}

const lookedAtEvery = { day: NaN, week: 1 / 52, month: 1 / 12, quarter: 1 / 4 } as const;

function benefitPolicy(
  { every, aversion, days }: Extract<RebalancingPolicy, { rule: 'benefit' }>,
  { days: calendar, from, periodsPerYear }: { days: Int32Array; from: number; periodsPerYear: number }
): RunningPolicy {
  if (!(aversion >= 0 && days >= 2)) throw new RangeError(`aversion ${aversion} over ${days} days`);
  const years = every === 'day' ? 1 / periodsPerYear : lookedAtEvery[every];
  const pays = ({ window: made, costOf }: Evening, weights: Float64Array): boolean => {
    const window = made();
    const { held } = window;
    if (!held.weights.some((weight) => weight !== 0)) return true;
    const apart = weights.map((weight, i) => (Number.isNaN(weight) ? 0 : weight - held.weights[i]));
    const deviation = dailyDeviation(window, apart, days);
    if (Number.isNaN(deviation)) return true;
    return (aversion / 2) * deviation ** 2 * periodsPerYear * years > costOf(weights);
  };
  return {
    back(evening) {
      const { next, targets } = evening;
      if (next <= from || !isAsked(every, calendar[next - 1], calendar[next], true)) return undefined;
      return pays(evening, targets) ? targets : undefined;
    },
    allows: pays
  };
}
