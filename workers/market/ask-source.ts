import {
  askedOf,
  SourceLine,
  usualSettings,
  type FetchSource,
  type MarketAnswer,
  type MarketQuestion,
  type Provider,
  type SourceProblem,
  type SourceResult
} from '$lib/data/providers';
import { plusDays, type Day } from '$lib/domain/calendar';
import { FetchLog } from './fetch-log';
import { deviceQuotas } from './quotas';
import { sourceNamed, usableSources } from './sources';
import { browserWorld } from './world';

/** Somebody waits: no long pauses, few tries. */
const quickSettings = { ...usualSettings, tries: 2, throttles: 1, patience: 8000, overall: 20_000, idle: 10_000 };

/** Whether a source works with its key. */
export type ProbeAnswer =
  | { readonly status: 'works'; readonly kind: MarketQuestion['kind'] }
  | { readonly status: 'not'; readonly problem: SourceProblem };

/** One cheap question to a source: whether it can be reached and takes its key. It counts as a call. */
export async function probeSource({
  source: id,
  today
}: {
  readonly source: string;
  readonly today: Day;
}): Promise<ProbeAnswer> {
  const state = await sourceNamed(id);
  if (state.status === 'unusable') return { status: 'not', problem: state.problem };
  const question = cheapQuestion(state.source.provider, today);
  if (!question)
    return { status: 'not', problem: { source: id, code: 'bad-question', text: 'There is nothing cheap to ask it.' } };
  const result = await askedOnce(state.source, question);
  if (result.status === 'answered' || result.status === 'nothing') return { status: 'works', kind: question.kind };
  // A source that does not know the name, or not this one, has read the key and understood the question.
  const { code } = result.problem;
  return code === 'unknown-symbol'
    ? { status: 'works', kind: question.kind }
    : { status: 'not', problem: result.problem };
}

function cheapQuestion(provider: Provider, today: Day): MarketQuestion | undefined {
  const span = { from: plusDays(today, -10), to: plusDays(today, -1) };
  const questions: readonly MarketQuestion[] = [
    { kind: 'rates', base: 'EUR', quote: 'USD', ...span },
    { kind: 'rates', base: 'BTC', quote: 'USD', ...span },
    ...probeSymbols.map((symbol): MarketQuestion => ({ kind: 'prices', symbol, ...span })),
    { kind: 'yields', ...span },
    { kind: 'search', words: 'Apple' },
    { kind: 'macro', series: 'DGS10', ...span },
    { kind: 'news', words: 'economy', from: span.from }
  ];
  return questions.find((one) => provider.kinds.includes(one.kind) && provider.ask(one, { keys: {} }) !== undefined);
}

const probeSymbols = ['AAPL', 'BTCUSDT', 'BTC-USD', 'bitcoin'] as const;

/** Listings that the person's sources found, and what the others said. */
export interface FoundListings {
  readonly bySource: readonly {
    readonly source: string;
    readonly listings: Extract<MarketAnswer, { kind: 'search' }>['listings'];
  }[];
  readonly problems: readonly SourceProblem[];
}

/** Asks every source that can be searched for a name, symbol or ISIN. */
export async function searchListings({ words }: { readonly words: string }): Promise<FoundListings> {
  const { sources, unusable } = await usableSources();
  const able = sources.filter(({ provider }) => provider.kinds.includes('search'));
  const results = await Promise.all(
    able.map(async (one) => ({ source: one.provider.id, result: await askedOnce(one, { kind: 'search', words }) }))
  );
  return {
    bySource: results.flatMap(({ source, result }) =>
      result.status === 'answered' && result.answer.kind === 'search'
        ? [{ source, listings: result.answer.listings }]
        : []
    ),
    problems: [...unusable, ...results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []))]
  };
}

/** One question to one source, with its log. */
export async function askedOnce(source: FetchSource, question: MarketQuestion): Promise<SourceResult> {
  const line = new SourceLine(source, browserWorld, deviceQuotas, quickSettings);
  const log = new FetchLog([source], browserWorld.now);
  try {
    return await askedOf(line, question, { world: browserWorld, settings: quickSettings, onEvent: log.heard });
  } finally {
    await log.written();
  }
}
