import type { MarketAnswer, MarketQuestion } from '../provider';
import type { ExchangeContext } from './exchange';
import { askedOf, type WholePart } from './one-source';
import type { SourceProblem } from './problem';
import type { SourceLine } from './source-line';

/** What came of a question that was put to sources in order. `others` is what those before said. */
export type Fetched =
  | {
      readonly status: 'answered';
      readonly source: string;
      readonly answer: MarketAnswer;
      readonly others: readonly SourceProblem[];
    }
  /** A source knows what was asked about and has nothing in these days: an answer, and not a failure. */
  | { readonly status: 'nothing'; readonly source: string; readonly others: readonly SourceProblem[] }
  | {
      /** 'later': at least one may still answer, at the earliest at `at`. 'failed': none will. */
      readonly status: 'later' | 'failed';
      readonly at?: number;
      readonly others: readonly SourceProblem[];
      /** Whole up to a day: may be kept while the rest waits. */
      readonly part?: WholePart & { readonly source: string };
    };

/** How a source is asked, and what of its answers is not taken. */
export interface FallbackOptions extends ExchangeContext {
  /** What a source is asked; undefined where it has no name for the instrument. */
  readonly questionFor: (line: SourceLine) => MarketQuestion | undefined;
  /** Why an answer does not belong to what was asked; undefined when it does. */
  readonly objection?: ((source: string, answer: MarketAnswer) => string | undefined) | undefined;
}

/**
 * Asks sources in order until one answers. An answer is of one source: spans of one are never completed by another, whose
 * closes may be adjusted otherwise.
 */
export async function fetchedFrom(lines: readonly SourceLine[], options: FallbackOptions): Promise<Fetched> {
  const others: SourceProblem[] = [];
  let part: (WholePart & { readonly source: string }) | undefined;
  for (const line of lines) {
    const question = options.questionFor(line);
    if (!question) {
      others.push({ source: line.id, code: 'unknown-symbol', text: 'It has no name for this.' });
      continue;
    }
    const result = await askedOf(line, question, options);
    if (result.status === 'nothing') return { status: 'nothing', source: line.id, others };
    const answer = result.status === 'answered' ? result.answer : result.whole?.answer;
    const objection = answer && options.objection?.(line.id, answer);
    if (objection !== undefined) others.push({ source: line.id, code: 'other-data', text: objection });
    else if (result.status === 'answered')
      return { status: 'answered', source: line.id, answer: result.answer, others };
    else if (!part && result.whole) part = { ...result.whole, source: line.id };
    if (result.status !== 'answered') others.push(result.problem);
  }
  const waits = others.filter(mayAnswerLater);
  const at = Math.min(...waits.map((one) => one.at ?? Infinity));
  return {
    status: waits.length > 0 ? 'later' : 'failed',
    ...(Number.isFinite(at) ? { at } : {}),
    others,
    ...(part ? { part } : {})
  };
}

/** Time alone may help: it is paused, failed, said what could not be read, or could not be reached. */
export function mayAnswerLater({ code }: SourceProblem): boolean {
  return later.has(code);
}

const later: ReadonlySet<SourceProblem['code']> = new Set([
  ...(['throttled', 'quota', 'resting', 'offline', 'blocked', 'timeout', 'cut', 'failed', 'malformed'] as const)
]);
