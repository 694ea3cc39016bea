import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { plusMonths, type Day } from '$lib/domain/calendar';
import { decimalToNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { TailMethod } from '$lib/quant/risk';
import type { HeldPositions } from './value-portfolio';
import type { VaultName } from './vaults';

export type RiskQuestion = InputOf<'analyse', 'risks'>;
export type RiskAnswer = OutputOf<'analyse', 'risks'>;
export type MeasuredRisk = Extract<RiskAnswer, { status: 'measured' }>;
export type HitsQuestion = InputOf<'analyse', 'hits'>;
export type HitsAnswer = OutputOf<'analyse', 'hits'>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** A person's choices. */
export interface RiskSettings {
  readonly method: TailMethod;
  readonly measure: RiskQuestion['split']['measure'];
  readonly confidence: number;
  readonly horizon: number;
  /** Years of prices to learn from; undefined: all there are. */
  readonly years?: number;
  readonly late: RiskQuestion['late'];
  /** Days that each past forecast learns from. */
  readonly window: number;
}

/** What is held, as far as risk is told in money. */
export interface HeldSizes {
  readonly total: Decimal;
  /** Greatest value first. */
  readonly rows: readonly Pick<HeldPositions['holdings']['rows'][number], 'instrument' | 'quantity' | 'value'>[];
}

/** The sizes of what is held, without lots and costs. */
export const heldSizes = ({ holdings: { total, rows } }: HeldPositions): HeldSizes => ({
  total,
  rows: rows.map(({ instrument, quantity, value }) => ({ instrument, quantity, value }))
});

const FIRST_DAY = -25567 as Day;

type Scope = Pick<RiskQuestion, 'vault' | 'base' | 'revision'> & {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly asOf: Day;
};

/** What is held as fractions of the whole: positions of either sign, and cash by currency. */
function heldWeights({ holdings }: HeldPositions): Pick<RiskQuestion, 'weights' | 'cash' | 'instruments'> {
  const total = decimalToNumber(holdings.total);
  const weights = holdings.rows.map((row) => ({
    instrument: row.instrument,
    weight: total > 0 ? decimalToNumber(row.value) / total : 0
  }));
  const cash = new Map<CurrencyCode, number>();
  for (const row of holdings.cash) {
    cash.set(row.currency, (cash.get(row.currency) ?? 0) + (total > 0 ? decimalToNumber(row.value) / total : 0));
  }
  return {
    weights,
    instruments: weights.map(({ instrument }) => instrument),
    cash: [...cash].map(([currency, weight]) => ({ currency, weight }))
  };
}

/** The way a method's risk of one day is split; methods without a split of their own are split by the past itself. */
export function splitMethod(method: TailMethod): RiskQuestion['split']['method'] {
  return method === 'normal' || method === 'cornish-fisher' ? method : 'historical';
}

function scopeOf(held: HeldPositions, { years, late }: RiskSettings, { vault, base, asOf, revision }: Scope) {
  const start = years === undefined ? FIRST_DAY : plusMonths(asOf, -12 * years);
  return { vault, base, revision, start, end: asOf, late, ...heldWeights(held) };
}

/** The question of a person's choices over what is held. */
export function riskQuestion(
  held: HeldPositions,
  settings: RiskSettings,
  scope: Scope,
  benchmark: RiskQuestion['benchmark']
): RiskQuestion {
  const { confidence, horizon, method, measure } = settings;
  return {
    ...scopeOf(held, settings, scope),
    request: { confidence, horizon },
    split: { method: splitMethod(method), measure },
    ...(benchmark && { benchmark })
  };
}

/** The question how past forecasts of the chosen method came out. */
export function hitsQuestion(held: HeldPositions, settings: RiskSettings, scope: Scope): HitsQuestion {
  const { confidence, method, window } = settings;
  return { ...scopeOf(held, settings, scope), method, confidence, days: window };
}

/** Risk by every method, in a worker. */
export const measuredRisk = (question: RiskQuestion, control: Control): Promise<RiskAnswer> =>
  run('analyse', 'risks', question, control);

/** Past forecasts and their hits, in a worker. */
export const testedForecasts = (question: HitsQuestion, control: Control): Promise<HitsAnswer> =>
  run('analyse', 'hits', question, control);
