import { exp, log1p } from '$lib/math/elementary';
import { sampleCovariance } from '$lib/quant/moments';
import { varianceBudgets } from '$lib/quant/optimization';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import { isAsked, mostFrequent } from '../periods';
import type { AnyStrategySpec, Strategy } from '../strategy';
import { deviationOf } from '../seen/rolling';
import { shares, weightsDecision } from '../seen/weights';
import { PaperMember } from './paper-member';

/** A strategy of a composite, with its share of the money relative to the others': 1 when absent. */
export interface CompositeMember {
  readonly spec: AnyStrategySpec;
  readonly share?: number;
}

export interface Composite {
  readonly members: readonly CompositeMember[];
  readonly shares?: 'fixed' | 'inverse-volatility' | 'equal-risk';
  /** Days of returns of the members that shares by risk look at. */
  readonly days?: number;
  /** How often money is shared out again among the members. */
  readonly every?: Asked;
}

const parameters: ParameterFields<Composite> = {
  members: { kind: 'members', short: 'Strategies', needed: true },
  shares: {
    kind: 'choice',
    short: 'Shared by',
    default: 'fixed',
    choices: ['fixed', 'inverse-volatility', 'equal-risk']
  },
  days: wholeNumber('Days', 'days', 126, [20, 2520]),
  every: decidedEvery('month')
};

/**
 * Money shared among strategies, each run on paper: fixed shares, in inverse proportion to the volatility of what they
 * would have returned, or so that each brings the same variance. Fixed shares until there are `days` returns of each.
 */
export const composite: Strategy<'composite', Composite> = {
  id: 'composite',
  parameters,
  source: {
    authors: 'Maillard, Roncalli, Teiletche',
    year: 2010,
    title: 'The properties of equally weighted risk contribution portfolios'
  },
  baseline: false,
  needs: ['members'],
  looksAtHolding: false,
  drifts: true,
  asked(given, context) {
    const { members, every } = withDefaults(parameters, given);
    return mostFrequent([every, ...members.map(({ spec }) => context.known(spec).asked)]);
  },
  history(given, context) {
    return Math.max(0, ...withDefaults(parameters, given).members.map(({ spec }) => context.known(spec).history));
  },
  begin(given, context) {
    const { members, shares: method, days, every } = withDefaults(parameters, given);
    const fixed = Float64Array.from(members, ({ share = 1 }) => share);
    if (members.length === 0 || fixed.some((share) => !(share >= 0)) || !fixed.some((share) => share > 0)) {
      throw new RangeError(`shares of strategies: ${fixed.join(', ')}`);
    }
    const rate = log1p(context.cashRate) / 365;
    const n = context.instruments.length;
    const papers = members.map(({ spec }) => {
      const grown = (passed: number): number => exp(rate * passed);
      return new PaperMember(context.begin(spec), context.known(spec), grown, n);
    });
    let parts = shares(fixed);
    let previous: number | undefined;
    return {
      decide(window) {
        let changed = papers.map((paper) => paper.follow(window)).includes(true);
        if (isAsked(every, previous, window.tradingDay, true)) {
          parts = partsByRisk(papers, method, days) ?? parts;
          changed = true;
        }
        previous = window.tradingDay;
        if (!changed) return undefined;
        const weights = new Float64Array(n);
        papers.forEach(({ target }, k) => target.forEach((weight, i) => (weights[i] += parts[k] * weight)));
        return weightsDecision(weights);
      }
    };
  }
};

function partsByRisk(
  papers: readonly PaperMember[],
  method: NonNullable<Composite['shares']>,
  days: number
): Float64Array | undefined {
  if (method === 'fixed' || papers.some(({ returns }) => returns.length < days)) return undefined;
  const recent = papers.map(({ returns }) => returns.slice(-days));
  const deviations = recent.map(deviationOf);
  if (!deviations.every((deviation) => deviation > 0)) return undefined;
  if (method === 'inverse-volatility') return shares(Float64Array.from(deviations, (deviation) => 1 / deviation));
  const columns = papers.length;
  const values = new Float64Array(days * columns);
  recent.forEach((returns, k) => returns.forEach((value, t) => (values[t * columns + k] = value)));
  const answer = varianceBudgets({ covariance: sampleCovariance({ values, rows: days, columns }, 1) });
  return answer.status === 'ok' ? answer.weights : undefined;
}
