import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { Aim, OptimizeSettings, Stack } from '$lib/services/optimize-portfolio';
import type { SpokenRule } from '$lib/services/optimize-rules';
import type { SpokenView } from '$lib/services/optimize-views';
import type { WeighedId } from '$lib/services/weigh-measures';
import { session } from '$lib/state/session.svelte';
import { optimizeTexts as texts } from '$lib/ui/texts';
import { covarianceFrom, expectationFrom } from './estimators';
import { budgetsFrom, canBeShared, measureFrom, tailFrom } from './measures';
import { printRule, printRules, readRules } from './rule-sentences';
import { expectedUtilityFrom, resampledFrom } from './sampled-aims';
import { printViews, readViews } from './view-sentences';
import { viewsMethodFrom } from './views-method';

const number = (text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};

/** Settings as the address has them; what is absent has its default. */
export function settingsFromAddress(): OptimizeSettings {
  const read = (key: string): string | undefined => session.read(key);
  const universe = read('of')?.split(',').filter(Boolean) as InstrumentId[] | undefined;
  const cap = number(read('cap'), 0.15);
  const years = read('years') === 'all' ? undefined : number(read('years'), 5);
  const rules = rulesFromAddress().rules;
  const { views } = readViews(read('views') ?? '');
  const benchmark = session.summary?.benchmark;
  const cash = rules.flatMap((one) => (one.kind === 'cash' && one.lower !== undefined ? [one.lower] : []));
  const mostCash = rules.flatMap((one) => (one.kind === 'cash' && one.upper !== undefined ? [one.upper] : []));
  return {
    aim: aimFrom(read, benchmark !== undefined),
    ...(universe && universe.length > 0 ? { universe } : {}),
    ...(years === undefined ? {} : { years }),
    ...(cap >= 1 ? {} : { cap }),
    minimumCash: Math.max(number(read('cash'), 0.02), ...cash),
    ...(mostCash.length > 0 ? { maximumCash: Math.min(...mostCash) } : {}),
    rules,
    views,
    viewsMethod: viewsMethodFrom(read, views),
    kinds: texts.kinds,
    names: texts.exposureNames,
    ...(benchmark === undefined ? {} : { benchmark }),
    expectation: expectationFrom(read, {
      benchmark,
      viewed: views.length > 0,
      riskAversion: number(read('aversion'), 2)
    }),
    covariance: covarianceFrom(read),
    ...riskAtWorstFrom(read, rules),
    riskFreeRate: number(read('rf'), 0.02),
    period: oneOf(texts.periods, read('each'), 'week'),
    late: oneOf(texts.lates, read('late'), 'filled'),
    ...doubtFrom(read),
    counted: countedFrom(read),
    lots: read('lots') === 'picked' ? 'picked' : 'account'
  };
}

type Read = (key: string) => string | undefined;

/** Short positions have no single worst corner of a box: then errors count together. */
function riskAtWorstFrom(read: Read, rules: readonly SpokenRule[]): Pick<OptimizeSettings, 'riskAtWorst'> {
  const doubt = oneOf(texts.riskDoubts, read('risk-doubt'), 'none');
  if (doubt === 'none') return {};
  return { riskAtWorst: rules.some(({ kind }) => kind === 'short') ? 'ball' : doubt };
}

/** A name of a list of texts, the other where the address has none of them. */
function oneOf<T extends object>(names: T, name: string | undefined, otherwise: Extract<keyof T, string>) {
  return name !== undefined && Object.hasOwn(names, name) ? (name as Extract<keyof T, string>) : otherwise;
}

function doubtFrom(read: Read): Pick<OptimizeSettings, 'uncertainty'> {
  const kind = oneOf(texts.doubts, read('doubt'), 'none');
  if (kind === 'none') return {};
  return { uncertainty: { kind, confidence: Math.min(0.999, Math.max(0.5, number(read('sure'), 0.75))) } };
}

function countedFrom(read: Read): OptimizeSettings['counted'] {
  const what = new Set((read('count') ?? '').split(','));
  const { spread, exchange } = costsFromAddress();
  const impact = Math.max(0, number(read('impact'), 0));
  const rates = taxRatesFromAddress();
  return {
    years: Math.max(0.1, number(read('kept'), 1)),
    ...(what.has('costs') && {
      trading: { spread, exchange, impact, growth: read('growth') === 'size' ? ('size' as const) : ('root' as const) }
    }),
    ...(what.has('taxes') && { taxes: rates })
  };
}

/** Rates of tax on gains as the address has them. */
export function taxRatesFromAddress(): { readonly shortTerm: number; readonly longTerm: number } {
  const rate = (key: string, otherwise: number): number =>
    Math.min(1, Math.max(0, number(session.read(key), otherwise)));
  return { shortTerm: rate('tax-short', 0.25), longTerm: rate('tax-long', 0.25) };
}

function aimFrom(read: Read, benchmarked: boolean): Aim {
  const risk = measureFrom(read);
  const annualReturn = number(read('target'), 0.08);
  switch (read('aim')) {
    case 'target-return':
      return risk ? { kind: 'minimum-risk', risk, annualReturn } : { kind: 'target-return', annualReturn };
    case 'maximum-sharpe':
      return risk ? { kind: 'maximum-ratio', risk } : { kind: 'maximum-sharpe' };
    case 'target-volatility': {
      const maximum = number(read('most'), 0);
      if (risk) return { kind: 'return-at-risk', risk, ...(maximum > 0 ? { maximum } : {}) };
      return { kind: 'target-volatility', annualVolatility: Math.max(0, number(read('vol'), 0.12)) };
    }
    case 'utility': {
      const riskAversion = Math.max(0.1, number(read('balance'), 4));
      return risk ? { kind: 'risk-utility', risk, riskAversion } : { kind: 'utility', riskAversion };
    }
    case 'tracking-error':
      return { kind: 'tracking-error', to: read('close') === 'now' || !benchmarked ? 'now' : 'benchmark' };
    case 'robust-shortfall':
      return {
        kind: 'robust-shortfall',
        radius: Math.max(0, number(read('radius'), 0.002)),
        riskAversion: Math.max(0.1, number(read('balance'), 4)),
        tail: tailFrom(read)
      };
    case 'without-forecast':
      return withoutForecast(read, risk);
    case 'resampled':
      return resampledFrom(read);
    case 'expected-utility':
      return expectedUtilityFrom(read);
    default:
      return risk ? { kind: 'minimum-risk', risk } : { kind: 'minimum-variance' };
  }
}

/** Methods that share or lessen a risk by any measure. */
export const measuringMethods: ReadonlySet<string> = new Set([
  'inverse-risk',
  'risk-parity',
  'hierarchical-risk-parity',
  'hierarchical-equal-risk',
  'nested-clusters'
]);

function withoutForecast(read: Read, risk: ReturnType<typeof measureFrom>): Aim {
  const method = methodFrom(read('method'));
  const measures = measuringMethods.has(method) && risk && (method !== 'risk-parity' || canBeShared(risk.measure));
  const budgets = method === 'risk-parity' ? budgetsFrom(read('budgets')) : [];
  return {
    kind: 'without-forecast',
    method,
    ...(measures && { risk }),
    ...(budgets.length > 0 && { budgets }),
    ...(method === 'stacking' && { stack: stackFrom(read) })
  };
}

type Method = keyof typeof texts.methods;

/** Methods that a stack is made of until others are chosen. */
const STACKED = 'risk-parity,hierarchical-risk-parity,minimum-risk';

function stackFrom(read: Read): Stack {
  const plain = (text: string): Stack['members'] => {
    const method = Object.hasOwn(texts.methods, text) ? (text as Method) : undefined;
    return method === undefined || method === 'stacking' || method === 'maximum-decorrelation' ? [] : [method];
  };
  const members = (read('stack') ?? STACKED).split(',').flatMap(plain);
  const folds = Math.round(number(read('folds'), 5));
  return { members, final: plain(read('final') ?? '')[0] ?? 'minimum-risk', folds: Math.min(20, Math.max(2, folds)) };
}

function methodFrom(text: string | undefined): Method {
  return text !== undefined && Object.hasOwn(texts.methods, text) ? (text as Method) : 'risk-parity';
}

/** Rules of the address as sentences, with those of the older parameter for sectors. */
export function rulesFromAddress(): ReturnType<typeof readRules> {
  const read = readRules(session.read('rules') ?? '');
  const known = new Set(read.rules.map(printRule));
  const older = sectorCapsFrom(session.read('sectors')).filter((one) => !known.has(printRule(one)));
  return { ...read, rules: [...read.rules, ...older] };
}

function sectorCapsFrom(text: string | undefined): SpokenRule[] {
  return (text ?? '').split(';').flatMap((part) => {
    const [of = '', upper = ''] = part.split(':');
    return of !== '' && upper !== '' && Number.isFinite(Number(upper))
      ? [{ kind: 'weight', of, upper: Number(upper) }]
      : [];
  });
}

/** Writes rules into the address, with what was not understood before unless it is left out, and other parameters. */
export function writeRules(
  rules: readonly SpokenRule[],
  others: readonly string[] = [],
  more: Record<string, string | undefined> = {}
): Promise<void> {
  const text = [printRules(rules), ...others].filter((one) => one !== '').join('; ');
  return session.write({ ...more, rules: text === '' ? undefined : text, sectors: undefined });
}

/** Writes a number into the address under a key. */
export const numberWriter =
  (key: string) =>
  (value: number | undefined): void =>
    void session.write({ [key]: value === undefined ? undefined : String(value) });

/** Writes views into the address. */
export function writeViews(views: readonly SpokenView[]): Promise<void> {
  return session.write({ views: views.length === 0 ? undefined : printViews(views) });
}

/** Measures that the address weighs against each other: two or three, volatility and return until others are chosen. */
export function weighedFromAddress(): WeighedId[] {
  const named = (session.read('weigh') ?? '').split(',');
  const known = Object.keys(texts.weigh.measures).filter((one) => named.includes(one)) as WeighedId[];
  return known.length >= 2 ? known.slice(0, 3) : ['volatility', 'return'];
}

/** How the months to come are planned, as the address has it. */
export function planFromAddress(): { months: number; halfLife: number; riskAversion: number } {
  const within = (key: string, otherwise: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, number(session.read(key), otherwise)));
  return {
    months: Math.round(within('months', 12, 1, 24)),
    halfLife: within('fade', 6, 0.5, 120),
    riskAversion: within('balance', 4, 0.1, 100)
  };
}

/** What a year is taxed, and which accounts keep to what they hold now, as the address has them. */
export function taxFromAddress(): { incomeTax: number; gainTax: number; menus: AccountId[] } {
  const rate = (key: string): number => Math.min(1, Math.max(0, number(session.read(key), 0.25)));
  const menus = (session.read('menus') ?? '').split(',').filter(Boolean) as AccountId[];
  return { incomeTax: rate('incometax'), gainTax: rate('gaintax'), menus };
}

/** Costs of trading as the address has them. */
export interface TradingCosts {
  readonly commission: number;
  readonly spread: number;
  readonly exchange: number;
  readonly leastTrade: number;
}

/** Trading costs of the address or their defaults. */
export function costsFromAddress(): TradingCosts {
  return {
    commission: number(session.read('commission'), 1),
    spread: number(session.read('spread'), 0.0004),
    exchange: number(session.read('exchange'), 0.0015),
    leastTrade: number(session.read('least'), 100)
  };
}
