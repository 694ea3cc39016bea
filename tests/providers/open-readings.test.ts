import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { MarketAnswer, MarketQuestion, Provider, ProviderReply } from '$lib/data/providers';
import { cuts, jsonDamages, tableDamages, type Damaged } from './open-mutations';
import {
  access,
  factsOf,
  fixtureOf,
  openSources,
  plainAnswer,
  providerOf,
  questionOf,
  replyOf,
  type FixtureCase
} from './open-fixture';

/** Values of a case up to thirteen digits: 1 / 1.1557 and 4.37 / 100 are not what the decimal text says to the last bit. */
const rounded = (expected: unknown): unknown =>
  JSON.parse(JSON.stringify(expected), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(13)) : value
  );

function answerOf(provider: Provider, question: MarketQuestion, reply: ProviderReply): MarketAnswer {
  const reading = provider.read(question, reply, undefined, access);
  if (reading.status !== 'answered') throw new Error(JSON.stringify(reading));
  return reading.answer;
}

/** A damaged reply may be refused, or answered with less; never with another value. */
function expectNoInvention(
  provider: Provider,
  one: FixtureCase,
  damaged: Damaged,
  whole: ReadonlyMap<string, unknown>
): void {
  const reading = provider.read(
    questionOf(one.question),
    replyOf({ ...one.reply, body: damaged.body }),
    undefined,
    access
  );
  if (reading.status !== 'answered') return;
  for (const [name, value] of factsOf(reading.answer))
    expect([damaged.how, name, value]).toEqual([damaged.how, name, whole.get(name)]);
}

describe.each(openSources)('%s', (id) => {
  const provider = providerOf(id);
  const fixture = fixtureOf(id);

  test('the fixture names the documentation that the source names', () => {
    expect(fixture.documentation).toBe(provider.documentation.page);
    expect(fixture.readOn).toBe(provider.documentation.readOn);
    expect(new Set(fixture.cases.map(({ question }) => question['kind']))).toEqual(new Set(provider.kinds));
  });

  test.each(fixture.cases)('asks and reads: $name', (one) => {
    const question = questionOf(one.question);
    let request = provider.ask(question, access);
    let soFar: MarketAnswer | undefined;
    for (const { url, reply } of [one, ...(one.then ?? [])]) {
      expect(request).toEqual({ url });
      expect(provider.origins).toContain(new URL(url).origin);
      const reading = provider.read(question, replyOf(reply), soFar, access);
      if (reading.status !== 'answered') throw new Error(JSON.stringify(reading));
      soFar = reading.answer;
      request = reading.next;
    }
    expect(request).toBeUndefined();
    expect(soFar && plainAnswer(soFar)).toEqual(rounded(one.expected));
  });

  test.each(fixture.limits)('says: $name', ({ reply, reading }) => {
    const [first] = fixture.cases;
    expect(provider.read(questionOf(first?.question ?? {}), replyOf(reply), undefined, access)).toMatchObject(reading);
  });

  test.each(fixture.cases.filter(({ reply }) => reply.body !== undefined))(
    'a damaged reply invents nothing: $name',
    (one) => {
      const body = one.reply.body ?? '';
      const whole = factsOf(answerOf(provider, questionOf(one.question), replyOf(one.reply)));
      const isJson = one.reply.contentType.includes('json');
      const damages = [...cuts(body), ...(isJson ? jsonDamages(body) : tableDamages(body))];
      expect(damages.length).toBeGreaterThan(1);
      for (const damaged of damages) expectNoInvention(provider, one, damaged, whole);
      // A cut JSON is none; a page of HTML is neither.
      if (isJson) {
        for (const { body: cut } of cuts(body)) {
          expect(provider.read(questionOf(one.question), replyOf({ ...one.reply, body: cut })).status).toBe(
            'malformed'
          );
        }
      }
    }
  );

  test('garbage never throws and answers nothing', () => {
    const questions = fixture.cases.map(({ question }) => questionOf(question));
    const reply = fc.record(
      {
        status: fc.constantFrom(200, 200, 200, 204, 301, 400, 401, 402, 403, 404, 418, 422, 429, 500, 503),
        contentType: fc.constantFrom('application/json', 'text/csv', 'text/html', ''),
        text: fc.oneof(
          fc.string(),
          fc.json(),
          fc.integer({ min: 1, max: 50_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
          fc.array(fc.string(), { maxLength: 5 }).map((lines) => lines.join('\n'))
        ),
        bytes: fc.uint8Array({ maxLength: 200 }),
        retryAfter: fc.oneof(fc.string(), fc.nat().map(String))
      },
      { requiredKeys: ['status', 'contentType', 'text'] }
    );
    fc.assert(
      fc.property(fc.constantFrom(...questions), reply, (question, garbage) => {
        const reading = provider.read(question, garbage, undefined, access);
        if (reading.status === 'answered') expect(factsOf(reading.answer).size).toBe(0);
      }),
      { numRuns: 300 }
    );
  });

  test('questions of any words ask the source alone, or nothing', () => {
    const words = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(words, words, fc.constantFrom(...fixture.cases), (one, two, { question: kept }) => {
        const question = { ...questionOf(kept) } as Record<string, unknown>;
        for (const name of ['series', 'words', 'set', 'base']) if (name in question) question[name] = one;
        if ('quote' in question) question['quote'] = two;
        const request = provider.ask(question as unknown as MarketQuestion, access);
        if (request) expect(provider.origins).toContain(new URL(request.url).origin);
      })
    );
  });
});

describe('archives', () => {
  const provider = providerOf('french');
  const [one] = fixtureOf('french').cases;
  if (!one) throw new Error('no case');
  const reply = replyOf(one.reply);
  const question = questionOf(one.question);

  test('cut anywhere, an archive is malformed', () => {
    const bytes = reply.bytes ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length += 7) {
      const reading = provider.read(question, { ...reply, bytes: bytes.slice(0, length) });
      expect([length, reading.status]).toEqual([length, 'malformed']);
    }
  });

  test('a table damaged within its archive invents nothing', () => {
    const [[name, table] = ['', new Uint8Array()]] = Object.entries(unzipSync(reply.bytes ?? new Uint8Array()));
    const whole = factsOf(answerOf(provider, question, reply));
    for (const from of ['2.64', '192609', '-1.32', ',Mkt-RF', '   0.22']) {
      for (const to of ['', 'x', '2,64']) {
        const damaged = strToU8(strFromU8(table).replace(from, to));
        const reading = provider.read(question, { ...reply, bytes: zipSync({ [name]: damaged }) });
        if (reading.status !== 'answered') continue;
        for (const [fact, value] of factsOf(reading.answer)) {
          if (!Number.isNaN(value)) expect([from, to, fact, value]).toEqual([from, to, fact, whole.get(fact)]);
        }
      }
    }
  });
});

test('a year that comes again is not followed', () => {
  const provider = providerOf('us-treasury');
  const one = fixtureOf('us-treasury').cases.find(({ then }) => then);
  if (!one) throw new Error('no case of two years');
  const question = questionOf(one.question);
  const first = provider.read(question, replyOf(one.reply));
  if (first.status !== 'answered') throw new Error(JSON.stringify(first));
  expect(provider.read(question, replyOf(one.reply), first.answer)).toMatchObject({
    status: 'malformed',
    path: 'line 2, Date'
  });
});
