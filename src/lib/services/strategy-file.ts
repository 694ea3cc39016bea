import * as v from 'valibot';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { plainExecution, type ExecutionSettings } from '$lib/quant/backtest';
import {
  knownStrategy,
  strategies,
  strategyContext,
  strategyOf,
  withDefaults,
  type StrategySpec
} from '$lib/quant/strategies';
import { readFile, saveFile } from '$lib/platform/files';

/** What a file of strategies calls itself, and the version that is written. */
export const STRATEGIES_FORMAT = 'sextant-strategies';
export const STRATEGIES_VERSION = 1;

/** A strategy of a file. */
export interface FiledStrategy {
  readonly name: string;
  readonly strategy: StrategySpec;
  readonly execution: ExecutionSettings;
  readonly instruments?: readonly InstrumentId[];
}

/** What is wrong with one field of a strategy: where it stands, and what it should be. */
export interface FieldProblem {
  readonly field: string;
  readonly says: string;
}

/** What is wrong with a file: the whole, or a field of one entry, counted from 1. */
export type StrategyFileProblem =
  | { readonly code: 'not-json' | 'not-strategies' }
  | { readonly code: 'newer'; readonly version: string }
  | ({ readonly code: 'field'; readonly entry: number } & FieldProblem);

/** The strategies of a file; with problems there are none. */
export interface ReadStrategies {
  readonly strategies: readonly FiledStrategy[];
  readonly problems: readonly StrategyFileProblem[];
}

/** Two of some universe: a file is read without knowing any. */
const PLACEHOLDERS = ['one', 'other'].map(instrumentId);

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const atLeastZero = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const rate = v.pipe(v.number(), v.gtValue(-1), v.maxValue(10));

const costs = v.strictObject({
  rate: fraction,
  perShare: atLeastZero,
  fixed: atLeastZero,
  minimum: atLeastZero,
  spread: fraction,
  slippage: fraction,
  impact: atLeastZero,
  impactDays: count
});
const financing = v.strictObject({
  cashRate: rate,
  marginRate: rate,
  shortFee: atLeastZero,
  shortFees: v.optional(v.array(v.strictObject({ instrument: v.string(), fee: atLeastZero })))
});
const rebalancing = v.variant('rule', [
  v.strictObject({ rule: v.literal('none') }),
  v.strictObject({
    rule: v.literal('calendar'),
    every: v.picklist(['week', 'month', 'quarter', 'year']),
    day: v.optional(v.pipe(v.number(), v.integer()))
  }),
  v.strictObject({
    rule: v.literal('band'),
    absolute: v.optional(fraction),
    relative: v.optional(atLeastZero),
    back: v.optional(v.picklist(['target', 'edge']))
  }),
  v.strictObject({ rule: v.literal('volatility'), tolerance: atLeastZero, days: count }),
  v.strictObject({
    rule: v.literal('benefit'),
    every: v.picklist(['day', 'week', 'month', 'quarter']),
    aversion: atLeastZero,
    days: count
  })
]);
const taxes = v.strictObject({
  shortRate: fraction,
  longRate: fraction,
  longAfter: v.pipe(v.number(), v.integer(), v.minValue(0)),
  dividendRate: fraction,
  method: v.picklist(['fifo', 'lifo', 'hifo', 'lofo', 'least-tax']),
  paid: v.picklist(['year-end', 'at-once'])
});
const execution = v.strictObject({
  at: v.picklist(['close', 'open']),
  lag: count,
  shares: v.picklist(['fractional', 'whole']),
  minimumTrade: atLeastZero,
  costs,
  financing,
  rebalancing,
  taxes: v.optional(taxes),
  endedAfter: count
});
const entry = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  strategy: v.looseObject({ strategy: v.picklist(strategies.map(({ id }) => id)) }),
  execution: v.optional(execution, plainExecution),
  instruments: v.optional(v.array(v.string()))
});

/** Strategies as the text of a file. */
export function strategiesFileText(filed: readonly FiledStrategy[]): string {
  const plain = filed.map(({ name, strategy, execution, instruments }) => ({ name, strategy, execution, instruments }));
  const content = { format: STRATEGIES_FORMAT, version: STRATEGIES_VERSION, strategies: plain };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** One strategy of a file or the book, or what is wrong with it. */
export function checkedStrategy(raw: unknown): FiledStrategy | { readonly problems: readonly FieldProblem[] } {
  const read = v.safeParse(entry, raw);
  if (!read.success) {
    return { problems: read.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', says: issue.message })) };
  }
  try {
    const { strategy } = read.output;
    withDefaults<object>(strategyOf(strategy.strategy).parameters, strategy);
    // Signals and members are looked into only when it is asked how far it looks back.
    knownStrategy(strategy, strategyContext(PLACEHOLDERS, { periodsPerYear: 252, cashRate: 0 }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [, parameter = '', says = error.message] = /^([^:]+): (.*)$/.exec(error.message) ?? [];
    return { problems: [{ field: `strategy.${parameter}`, says }] };
  }
  const { name, strategy, execution: traded, instruments } = read.output;
  // Held against the very fields of the strategy above.
  return {
    name,
    strategy: strategy as unknown as StrategySpec,
    // JSON has no undefined: what is optional is absent.
    execution: traded as ExecutionSettings,
    ...(instruments && { instruments: instruments.map(instrumentId) })
  };
}

/** The strategies that the text of a file says, or every problem that it has. */
export function strategiesFromText(text: string): ReadStrategies {
  const refused = (problem: StrategyFileProblem): ReadStrategies => ({ strategies: [], problems: [problem] });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refused({ code: 'not-json' });
    throw error;
  }
  const shape = v.safeParse(
    v.object({ format: v.literal(STRATEGIES_FORMAT), version: v.number(), strategies: v.array(v.unknown()) }),
    content
  );
  if (!shape.success) return refused({ code: 'not-strategies' });
  const { version, strategies: raw } = shape.output;
  if (version > STRATEGIES_VERSION) return refused({ code: 'newer', version: String(version) });
  const read: FiledStrategy[] = [];
  const problems: StrategyFileProblem[] = [];
  raw.forEach((one, at) => {
    const found = checkedStrategy(one);
    if ('problems' in found)
      problems.push(...found.problems.map((each) => ({ code: 'field' as const, entry: at + 1, ...each })));
    else read.push(found);
  });
  return problems.length > 0 ? { strategies: [], problems } : { strategies: read, problems };
}

/** Saves strategies as a file. */
export function saveStrategies(filed: readonly FiledStrategy[], name: string): void {
  saveFile(new TextEncoder().encode(strategiesFileText(filed)), name, 'application/json');
}

/** The strategies of a chosen file. */
export async function openStrategies(file: File): Promise<ReadStrategies> {
  return strategiesFromText(new TextDecoder().decode(await readFile(file)));
}
