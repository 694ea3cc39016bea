import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  providerById,
  providers,
  type DataKind,
  type MarketAnswer,
  type MarketQuestion,
  type Provider,
  type ProviderReading
} from '$lib/data/providers';
import {
  access,
  bodyText,
  fixtures,
  plainAnswer,
  questionOf,
  replyOf,
  type Fixture,
  type FixtureCase
} from './fixture';
import { mutationsOf, untrue } from './mutations';

const all = fixtures().filter(({ id }) => providerById(id) !== undefined);
const pagesOf = (one: FixtureCase) => [{ url: one.url, reply: one.reply }, ...(one.then ?? [])];
const found = ({ id }: Fixture): Provider => {
  const provider = providerById(id);
  if (!provider) throw new Error(`no source ${id}`);
  return provider;
};

/** A question that a source was made for, of each of its kinds. */
function questions({ cases }: Fixture): MarketQuestion[] {
  return [...new Map(cases.map((one) => [one.question['kind'], questionOf(one)])).values()];
}

function isEmpty(answer: MarketAnswer): boolean {
  const { kind: _kind, adjustment: _adjustment, quoteUnit: _unit, currency: _currency, ...rest } = plainAnswer(answer);
  return Object.values(rest).every((value) => Array.isArray(value) && value.length === 0);
}

describe.each(all)('$id', (fixture) => {
  const provider = found(fixture);

  it('has a case for each kind of data that it says it has', () => {
    expect([...new Set(fixture.cases.map(({ question }) => question['kind']))].sort()).toEqual(
      [...provider.kinds].sort()
    );
    expect(fixture.documentation).toBe(provider.documentation.page);
    expect(fixture.readOn).toBe(provider.documentation.readOn);
  });

  it('is asked and read as documented, page after page', () => {
    for (const one of fixture.cases) {
      const question = questionOf(one);
      let request = provider.ask(question, access);
      let soFar: MarketAnswer | undefined;
      let reading: ProviderReading | undefined;
      for (const { url, reply } of pagesOf(one)) {
        expect(request, one.name).toEqual({ url, ...(one.headers ? { headers: one.headers } : {}) });
        expect(provider.origins, one.name).toContain(new URL(url).origin);
        reading = provider.read(question, replyOf(reply), soFar, access);
        if (reading.status !== 'answered') expect.fail(`${one.name}: ${JSON.stringify(reading)}`);
        soFar = reading.answer;
        request = reading.next;
      }
      expect(request, one.name).toBeUndefined();
      expect(soFar && plainAnswer(soFar), one.name).toEqual(one.expected);
      expect(reading?.status === 'answered' ? reading.text : undefined, one.name).toBe(one.text);
    }
  });

  it('says limits, refusals and failures as the source means them', () => {
    const [first] = fixture.cases;
    if (!first) return;
    for (const { name, reply, reading } of fixture.limits) {
      const { without, ...expected } = reading;
      const said = provider.read(questionOf(first), replyOf(reply), undefined, access);
      expect(said, name).toMatchObject(expected);
      expect('seconds' in said, name).toBe('seconds' in expected);
      if (without !== undefined) expect(JSON.stringify(said), name).not.toContain(without);
    }
  });

  it('answers nothing untrue when a reply is cut or its shape has changed', () => {
    for (const one of fixture.cases.filter(({ mutate }) => mutate !== false)) {
      const question = questionOf(one);
      let soFar: MarketAnswer | undefined;
      for (const { reply } of pagesOf(one)) {
        const text = bodyText(reply.body);
        for (const share of [0, 0.2, 0.5, 0.8, 0.99]) {
          const cut = text.slice(0, Math.floor(text.length * share));
          expect(provider.read(question, { ...replyOf(reply), text: cut }, soFar, access).status).toBe('malformed');
        }
        for (const { name, path, body } of mutationsOf(reply.body)) {
          if (one.undetectable?.some((field) => path.startsWith(field))) continue;
          const reading = provider.read(question, replyOf({ ...reply, body }), soFar, access);
          if (reading.status !== 'answered') continue;
          expect(untrue(plainAnswer(reading.answer), one.expected), `${one.name}: ${path} ${name}`).toEqual([]);
        }
        const whole = provider.read(question, replyOf(reply), soFar, access);
        soFar = whole.status === 'answered' ? whole.answer : soFar;
      }
    }
  });

  it('never throws, and makes nothing of garbage', () => {
    const statuses = fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 418, 429, 500, 503);
    const nested = fc.integer({ min: 1, max: 50_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
    const garbage = fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' }), nested);
    fc.assert(
      fc.property(
        garbage,
        statuses,
        fc.constantFrom(...questions(fixture)),
        fc.boolean(),
        (text, status, question, page) => {
          const soFar: MarketAnswer | undefined = page ? { kind: 'events', splits: [], dividends: [] } : undefined;
          const reading = provider.read(question, { status, contentType: 'application/json', text }, soFar, access);
          if (reading.status === 'answered') expect(isEmpty(reading.answer)).toBe(true);
        }
      ),
      { numRuns: 150 }
    );
  });

  it('puts whatever a person typed into an address of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...questions(fixture)), (text, question) => {
        const asked = { ...question, symbol: text, words: text, base: text, quote: text } as unknown as MarketQuestion;
        const request = provider.ask(asked, { keys: { key: text, secret: 'SECRET' } });
        if (request) expect(provider.origins).toContain(new URL(request.url).origin);
      }),
      { numRuns: 100 }
    );
  });

  it('names instruments in its own manner', () => {
    for (const { instrument, symbol } of fixture.symbols)
      expect(provider.symbolOf?.(instrument) ?? null, JSON.stringify(instrument)).toBe(symbol);
  });
});

describe('the catalog', () => {
  const kinds: DataKind[] = [
    'prices',
    'rates',
    'events',
    'fundamentals',
    'macro',
    'yields',
    'factors',
    'news',
    'search'
  ];

  it('names each source once, with the fields that its key needs', () => {
    expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
    for (const { id, key, keyFields, kinds: has, origins, parallel, limits } of providers) {
      expect(keyFields.length > 0, id).toBe(key !== 'none');
      expect(
        has.every((kind) => kinds.includes(kind)),
        id
      ).toBe(true);
      expect(
        origins.every((origin) => new URL(origin).origin === origin),
        id
      ).toBe(true);
      expect(parallel, id).toBeGreaterThan(0);
      expect(
        limits.every(({ calls, seconds }) => calls > 0 && seconds > 0),
        id
      ).toBe(true);
    }
  });
});
