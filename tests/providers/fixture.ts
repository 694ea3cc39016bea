import { readdirSync, readFileSync } from 'node:fs';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import type { MarketAnswer, MarketQuestion, ProviderReply } from '$lib/data/providers';
import type { Instrument } from '$lib/domain/instruments';

/** A reply of a fixture: a body that is no text is sent as JSON. */
export interface FixtureReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
  readonly retryAfter?: string;
  readonly receivedAt?: number;
}

/** An address and what it answers. */
export interface FixturePage {
  readonly url: string;
  readonly reply: FixtureReply;
}

/** A question, the pages that answer it, and the answer; days are ISO text. */
export interface FixtureCase extends FixturePage {
  readonly name: string;
  readonly question: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly then?: readonly FixturePage[];
  readonly expected: PlainAnswer;
  readonly text?: string;
  readonly mutate?: false;
  /** Paths of fields whose absence no reader can notice. */
  readonly undetectable?: readonly string[];
}

/** A reply that is no answer, to the question of the first case, and how it is read. */
export interface FixtureLimit {
  readonly name: string;
  readonly reply: FixtureReply;
  readonly reading: Readonly<Record<string, unknown>> & { readonly without?: string };
}

/** Everything known of one source. */
export interface Fixture {
  readonly id: string;
  readonly documentation: string;
  readonly readOn: string;
  readonly cases: readonly FixtureCase[];
  readonly limits: readonly FixtureLimit[];
  readonly symbols: readonly { readonly instrument: Instrument; readonly symbol: string | null }[];
}

/** An answer as JSON can hold it. */
export type PlainAnswer = Readonly<Record<string, unknown>> & { readonly kind: string };

/** What stands for a person's key in every address and header. */
export const access = { keys: { key: 'KEY', secret: 'SECRET' } };

const folder = new URL('./fixtures/', import.meta.url);

/** Fixtures of every source, in the order of their names. */
export function fixtures(): Fixture[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const read = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Omit<Fixture, 'id'>;
      return { ...read, id: name.replace('.json', '') };
    });
}

/** The question of a case, with days as days. */
export function questionOf({ question }: FixtureCase): MarketQuestion {
  const days = ['from', 'to'].flatMap((name) => {
    const text = question[name];
    return typeof text === 'string' ? [[name, dayFromText(text)] as const] : [];
  });
  return { ...question, ...Object.fromEntries(days) } as unknown as MarketQuestion;
}

/** Text of a body as a server sends it. */
export function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The reply as a provider gets it. */
export function replyOf({ body, ...reply }: FixtureReply): ProviderReply {
  return { ...reply, text: bodyText(body) };
}

/** An answer as fixtures write it: days as ISO text, bars as rows, what is missing as null. */
export function plainAnswer(answer: MarketAnswer): PlainAnswer {
  const date = (day: number) => dayText(day as Day);
  const events = {
    ...('splits' in answer
      ? { splits: answer.splits?.map(({ day, numerator, denominator }) => [date(day), numerator, denominator]) }
      : {}),
    ...('dividends' in answer
      ? {
          dividends: answer.dividends?.map(({ day, amount, currency }) => [
            date(day),
            amount,
            ...(currency === undefined ? [] : [currency])
          ])
        }
      : {})
  };
  if (answer.kind === 'prices') {
    const { bars, ...rest } = answer;
    const names = ['open', 'high', 'low', 'close', 'volume'] as const;
    const rows = Array.from(bars.days, (day, at) => [date(day), ...names.map((name) => finite(bars[name][at]))]);
    return { ...rest, bars: rows, ...events };
  }
  if (answer.kind === 'rates')
    return { kind: 'rates', values: Array.from(answer.days, (day, at) => [date(day), finite(answer.values[at])]) };
  return { ...answer, ...events };
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
