import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import {
  providerById,
  type MarketAnswer,
  type MarketQuestion,
  type Provider,
  type ProviderReply
} from '$lib/data/providers';

/** A reply as a fixture keeps it: text, or bytes in base 64. */
export interface KeptReply {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter?: string;
  readonly body?: string;
  readonly base64?: string;
}

/** An address and what it answers. */
export interface FixturePage {
  readonly url: string;
  readonly reply: KeptReply;
}

/** A question, the address it asks, the reply in the documented shape, the pages that follow, and the answer to all. */
export interface FixtureCase extends FixturePage {
  readonly name: string;
  readonly question: Record<string, string>;
  readonly then?: readonly FixturePage[];
  readonly expected: PlainAnswer;
}

/** Replies of one source. */
export interface Fixture {
  readonly documentation: string;
  readonly readOn: string;
  readonly cases: readonly FixtureCase[];
  readonly limits: readonly {
    readonly name: string;
    readonly reply: KeptReply;
    readonly reading: Record<string, unknown>;
  }[];
}

export const openSources = [
  'frankfurter',
  'ecb',
  'dbnomics',
  'eurostat',
  'us-treasury',
  'us-fiscal-data',
  'fred',
  'datahub',
  'shiller',
  'french',
  'gdelt'
] as const;

export const access = { keys: { key: 'KEY' } };

export function fixtureOf(id: string): Fixture {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'open', `${id}.json`), 'utf8')) as Fixture;
}

export function providerOf(id: string): Provider {
  const found = providerById(id);
  if (!found) throw new RangeError(`no source ${id}`);
  return found;
}

/** A question with its days read. */
export function questionOf(kept: Record<string, string>): MarketQuestion {
  const days = Object.entries(kept).map(([name, value]) =>
    name === 'from' || name === 'to' ? [name, dayFromText(value)] : [name, value]
  );
  return Object.fromEntries(days) as MarketQuestion;
}

export function replyOf({ status, contentType, retryAfter, body = '', base64 }: KeptReply): ProviderReply {
  const bytes = base64 === undefined ? strToU8(body) : Uint8Array.from(Buffer.from(base64, 'base64'));
  return {
    status,
    contentType,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    text: base64 === undefined ? body : new TextDecoder('utf-8').decode(bytes),
    bytes
  };
}

/** An answer as JSON can keep it: days as text, NaN as null. */
export type PlainAnswer = { readonly kind: string } & Record<string, unknown>;

export function plainAnswer(answer: MarketAnswer): PlainAnswer {
  const kept = plain(answer) as PlainAnswer & { days: string[]; values: number[] };
  if (answer.kind !== 'rates') return kept;
  return { kind: 'rates', values: kept.days.map((day, at) => [day, kept.values[at]]) };
}

function plain(value: unknown, name = ''): unknown {
  if (value instanceof Int32Array) return Array.from(value, (day) => dayText(day as Day));
  if (value instanceof Float64Array)
    return Array.from(value, (one) => (Number.isNaN(one) ? null : Number(one.toPrecision(13))));
  if (Array.isArray(value)) return value.map((one) => plain(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, key)]));
}

/** Every dated value of an answer, by the name of its series: what may be compared with another answer. */
export function factsOf(answer: MarketAnswer): Map<string, number> {
  const facts = new Map<string, number>();
  switch (answer.kind) {
    case 'rates':
      answer.days.forEach((day, at) => facts.set(`rate ${day}`, answer.values[at] ?? NaN));
      break;
    case 'prices':
      answer.bars.days.forEach((day, at) => facts.set(`close ${day}`, answer.bars.close[at] ?? NaN));
      break;
    case 'macro':
    case 'yields':
      for (const { id, days, values } of answer.series) {
        days.forEach((day, at) => facts.set(`${id} ${day}`, values[at] ?? NaN));
      }
      break;
    case 'factors': {
      const { names, days, values } = answer.factors;
      days.forEach((day, at) => {
        names.forEach((name, k) => facts.set(`${name} ${day}`, values[at * names.length + k] ?? NaN));
      });
      break;
    }
    case 'news':
      for (const { id, seenAt } of answer.items) facts.set(id, seenAt);
      break;
    default:
      throw new RangeError(`no facts of ${answer.kind}`);
  }
  return facts;
}
