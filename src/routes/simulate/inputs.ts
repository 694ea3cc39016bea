import { identifierOf, type InstrumentId } from '$lib/domain/instruments';
import { consumerPriceSeries, type MacroSeriesId } from '$lib/domain/market';
import { session } from '$lib/state/session.svelte';
import type { SimulationPlan } from '$lib/services/simulate-portfolio';
import { simulatePlanTexts as texts, type simulateTexts } from '$lib/ui/texts';
import { goalsFromText, type PlannedGoal } from './goal-list';

export type Hold = keyof typeof texts.holds;
export type MoneyShown = keyof typeof simulateTexts.shownAs;
export type RuleChosen = keyof typeof texts.rules;
export type ModelChosen = keyof typeof texts.models;

/** The simulation's own settings, from the address; what is absent has its default. */
export interface SimulateInputs {
  readonly hold: Hold;
  readonly years: number;
  readonly initialValue: number;
  readonly saving: {
    readonly monthly: number;
    readonly fromYear: number;
    readonly toYear: number;
    readonly indexed: boolean;
  };
  readonly spending: {
    readonly rule: RuleChosen;
    readonly fromYear: number;
    readonly monthly: number;
    readonly rate: number;
    readonly floor: number;
    readonly ceiling: number;
    readonly band: number;
    readonly realReturn: number;
  };
  readonly goals: readonly PlannedGoal[];
  readonly accounts: {
    readonly deferred: number;
    readonly free: number;
    readonly gainShare: number;
    readonly gainsRate: number;
    readonly incomeRate: number;
    readonly order: keyof typeof texts.orders;
  };
  readonly rebalancing: keyof typeof texts.rebalancings;
  readonly band: number;
  /** Part still invested at the end. */
  readonly glide: number;
  readonly model: ModelChosen;
  readonly rows: SimulationPlan['rows'];
  readonly block: string;
  readonly states: number;
  readonly filter: keyof typeof texts.filters;
  readonly copula: keyof typeof texts.copulas;
  readonly expectation: SimulationPlan['expectation'];
  readonly history: string;
  readonly inflation: {
    readonly kind: keyof typeof texts.inflations;
    readonly rate: number;
    readonly swing: number;
    /** The consumer prices whose past goes along with that of the holdings: a series of the economy, or an index. */
    readonly index: PriceIndex['id'] | undefined;
  };
  readonly cashRate: number;
  readonly annualCost: number;
  readonly paths: number;
  readonly sampling: keyof typeof texts.samplings;
  readonly seed: number;
  readonly shown: MoneyShown;
}

/** Paths up to which a run starts by itself. */
export const MOST_AUTOMATIC = 10_000;
export const DEFAULT_SEED = 1907;
export const MOST_SEED = 4_294_967_295;

const read = (key: string): string | undefined => session.read(key);

const number = (key: string, otherwise: number, least: number, most: number): number => {
  const text = read(key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
};

const whole = (key: string, otherwise: number, least: number, most: number): number =>
  Math.round(number(key, otherwise, least, most));

/** The choice that the address names, or the first. */
function choice<T extends string>(key: string, labels: Readonly<Record<T, string>>, otherwise: T): T {
  const found = read(key);
  return found !== undefined && found in labels ? (found as T) : otherwise;
}

/** An amount with two leading digits. */
function roundAmount(amount: number): number {
  if (!(amount > 0)) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / unit) * unit;
}

/** Goals of the address; without any, twice the start at the end of a plan from which nothing is taken. */
function goalsOf(years: number, initialValue: number, rule: RuleChosen): readonly PlannedGoal[] {
  const text = read('goals');
  if (text !== undefined) return goalsFromText(text, years);
  const asked = read('goal') !== undefined;
  const amount = number('goal', asked || rule === 'none' ? roundAmount(2 * initialValue) : 0, 0, 1e12);
  if (!(amount > 0)) return [];
  return [
    { name: texts.endGoal, kind: 'reach', year: years, amount, indexed: read('goalindexed') !== '0', priority: 1 }
  ];
}

/** What could say how prices rose. */
export interface PriceIndex {
  readonly id: InstrumentId | MacroSeriesId;
  readonly name: string;
}

/**
 * What could say how prices rose: kept consumer prices, those of the base currency's area first, then indices with values
 * that are not what the portfolio is held against.
 */
export function priceIndices(): readonly PriceIndex[] {
  const { summary } = session;
  const valued = new Set(summary?.headers.map(({ instrument }) => instrument));
  if (!summary) return [];
  const indices = summary.instruments.filter(
    ({ id, kind }) => kind === 'index' && valued.has(id) && id !== summary.benchmark
  );
  return [
    ...consumerPriceSeries(summary.macro, session.question?.base ?? summary.base).map(({ id, title, area }) => ({
      id,
      name: area === undefined || title.includes(area) ? title : `${title} (${area})`
    })),
    ...indices.map((one) => ({ id: one.id, name: one.name || identifierOf(one) }))
  ];
}

/** Settings as the address has them; the value of the portfolio is where a plan starts unless told otherwise. */
export function inputsFromAddress(portfolioValue: number): SimulateInputs {
  const years = whole('horizon', 20, 1, 60);
  const initialValue = number('startwith', Math.round(portfolioValue), 0, 1e12);
  const paths = Number(read('paths'));
  const history = read('history') ?? '10';
  const block = read('block') ?? 'auto';
  const rule = choice('spend', texts.rules, 'none');
  const deferred = number('deferred', 0, 0, 1);
  const states = whole('states', 2, 2, 4);
  return {
    ...{ hold: choice('hold', texts.holds, 'now'), years, initialValue },
    saving: {
      monthly: number('monthly', 0, 0, 1e9),
      fromYear: whole('savefrom', 0, 0, years),
      toYear: whole('saveto', (rule === 'none' ? 0 : whole('spendfrom', 0, 0, years - 1)) || years, 0, years),
      indexed: read('saveindexed') !== '0'
    },
    spending: {
      ...{ rule, fromYear: whole('spendfrom', 0, 0, years - 1) },
      monthly: number('spendmonthly', roundAmount((0.04 * initialValue) / 12), 0, 1e9),
      rate: number('spendrate', 0.04, 0, 1),
      floor: number('floor', 0.85, 0, 1),
      ceiling: number('ceiling', 1.2, 1, 5),
      band: number('guard', 0.2, 0.01, 1),
      realReturn: number('realreturn', 0.02, -0.05, 0.15)
    },
    goals: goalsOf(years, initialValue, rule),
    accounts: {
      ...{ deferred, free: number('free', 0, 0, 1 - deferred) },
      gainShare: number('gainshare', 0, 0, 1),
      gainsRate: number('gainstax', 0, 0, 0.9),
      incomeRate: number('incometax', 0, 0, 0.9),
      order: choice('order', texts.orders, 'taxable-deferred-free')
    },
    rebalancing: choice('restore', texts.rebalancings, 'monthly'),
    band: number('band', 0.05, 0.001, 0.5),
    glide: number('glide', 1, 0, 1),
    ...{ model: choice('model', texts.models, 'stationary'), rows: choice('rows', texts.rowKinds, 'days') },
    ...{ block: block in texts.blocks ? block : 'auto', states, copula: choice('copula', texts.copulas, 't') },
    filter: choice('filter', texts.filters, 'garch'),
    expectation: choice('means', texts.expectations, 'shrunk'),
    history: history in texts.histories ? history : '10',
    inflation: {
      kind: choice('prices', texts.inflations, 'fixed'),
      rate: number('inflation', 0.02, -0.05, 0.3),
      swing: number('swing', 0.015, 0, 0.2),
      index: (priceIndices().find(({ id }) => id === read('cpi')) ?? priceIndices()[0])?.id
    },
    cashRate: number('cashrate', 0.01, -0.1, 0.5),
    annualCost: number('yearcost', 0, 0, 0.2),
    paths: String(paths) in texts.pathCounts ? paths : MOST_AUTOMATIC,
    sampling: choice('drawn', texts.samplings, 'independent'),
    seed: whole('seed', DEFAULT_SEED, 0, MOST_SEED),
    shown: read('money') === 'then' ? 'then' : 'today'
  };
}
