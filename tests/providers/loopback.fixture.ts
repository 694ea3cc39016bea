import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayFromText } from '$lib/domain/calendar';
import {
  askedOf,
  clippedAnswer,
  memoryQuotas,
  SourceLine,
  usualSettings,
  type FetchEvent,
  type FetchSettings,
  type MarketAnswer,
  type MarketQuestion,
  type Provider,
  type SourceResult
} from '$lib/data/providers';

/** A documented reply: text, bytes in base64, or what is sent as JSON. */
export interface FixtureReply {
  readonly status: number;
  readonly contentType: string;
  readonly body?: unknown;
  readonly base64?: string;
  readonly retryAfter?: string;
  readonly receivedAt?: number;
}

interface FixturePage {
  readonly url: string;
  readonly reply: FixtureReply;
}

export interface FixtureCase {
  readonly name: string;
  readonly question: MarketQuestion;
  readonly url: string;
  readonly reply: FixtureReply;
  /** Further pages, by either name. */
  readonly pages?: readonly FixturePage[];
  readonly then?: readonly FixturePage[];
}

export interface FixtureLimit {
  readonly name: string;
  readonly reply: FixtureReply;
  readonly reading: { readonly status: string; readonly code?: string; readonly seconds?: number };
}

/** What a source answers, as its documentation shows it. */
export interface ProviderFixture {
  readonly documentation: string;
  readonly readOn: string;
  readonly cases: readonly FixtureCase[];
  readonly limits?: readonly FixtureLimit[];
}

const folder = fileURLToPath(new URL('fixtures', import.meta.url));

/** Every fixture by the id of its source. */
export const fixtures: ReadonlyMap<string, ProviderFixture> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(folder, name), 'utf8')) as ProviderFixture])
);

/** The question of a case, its days as the program has them. */
export function questionOf({ question }: FixtureCase): MarketQuestion {
  const days = Object.entries(question).map(([name, value]) =>
    (name === 'from' || name === 'to') && typeof value === 'string' ? [name, dayFromText(value)] : [name, value]
  );
  return Object.fromEntries(days) as MarketQuestion;
}

export const repliesOf = ({ reply, pages, then }: FixtureCase): FixtureReply[] => [
  reply,
  ...(pages ?? then ?? []).map((page) => page.reply)
];

export function bytesOf({ body, base64 }: FixtureReply): Uint8Array {
  if (base64 !== undefined) return new Uint8Array(Buffer.from(base64, 'base64'));
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
}

const keysFor = (provider: Provider): Record<string, string> =>
  Object.fromEntries(provider.keyFields.map(({ id }) => [id, 'KEY']));

/** What a case comes to when nothing goes wrong on the way: read directly, without any network. */
export function pureResult(provider: Provider, one: FixtureCase): SourceResult['status'] | MarketAnswer {
  const question = questionOf(one);
  let soFar: MarketAnswer | undefined;
  for (const reply of repliesOf(one)) {
    const bytes = bytesOf(reply);
    const text = new TextDecoder().decode(bytes);
    const received = { receivedAt: Date.now(), ...reply, text, bytes };
    const reading = provider.read(question, received, soFar, { keys: keysFor(provider) });
    if (reading.status === 'refused') return reading.code === 'nothing-in-range' ? 'nothing' : 'refused';
    if (reading.status !== 'answered') return 'failed';
    soFar = reading.answer;
  }
  return soFar ? clippedAnswer(question, soFar) : 'nothing';
}

export interface LoopbackAsk {
  readonly url: string;
  /** Place below which the server answers: a mode, and a name of its own for this run. */
  readonly place: (page: number) => string;
  readonly settings?: Partial<FetchSettings>;
  readonly hasAnswered?: boolean;
}

/** Asks a provider through the engine over a real socket; waiting is skipped, timeouts of requests are not. */
export async function askedOverLoopback(provider: Provider, one: FixtureCase, ask: LoopbackAsk) {
  const events: FetchEvent[] = [];
  const settings = { ...usualSettings, ...ask.settings };
  let skipped = 0;
  const addresses: string[] = [];
  const world = {
    now: () => Date.now() + skipped,
    chance: () => 0.5,
    online: () => true,
    after: (milliseconds: number, call: () => void) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    sleep: (milliseconds: number) => {
      skipped += milliseconds;
      return new Promise<void>((resolve) => setTimeout(resolve, 0));
    },
    fetch: (url: string, init: RequestInit) => {
      // The n-th address of a case is its n-th page, whatever its key and its day are.
      if (!addresses.includes(url)) addresses.push(url);
      return fetch(`${ask.url}/${ask.place(addresses.indexOf(url))}`, init);
    }
  };
  const { spanDays: _, ...rest } = provider;
  // A candle counts when its day was over as the reply came: the day on which the page was read.
  const { receivedAt } = one.reply;
  const whole: Provider = {
    ...rest,
    read: (question, reply, ...more) =>
      provider.read(question, receivedAt === undefined ? reply : { ...reply, receivedAt }, ...more)
  };
  const source = {
    ...{ provider: whole, access: { keys: keysFor(provider) }, limits: [] },
    hasAnswered: ask.hasAnswered ?? false
  };
  const line = new SourceLine(source, world, memoryQuotas(), settings);
  const result = await askedOf(line, questionOf(one), { world, settings, onEvent: (event) => events.push(event) });
  return { result, events };
}
