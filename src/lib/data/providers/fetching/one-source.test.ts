import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { askedOf, memoryQuotas, SourceLine, spansOf, usualSettings, type FetchEvent, type FetchSource } from '.';
import { json, testWorld, type TestFetch } from './fetching.fixture';
import { madeSeries, tradingDays } from '../../../../../tests/loopback/made-series.mjs';
import { madeSource } from '../../../../../tests/loopback/made-source';
import type { MarketQuestion, Provider } from '..';

const day = dayFromNumber;
const question: MarketQuestion = { kind: 'prices', symbol: 'ABC', from: day(0), to: day(40) };

function asking(fetched: TestFetch, over: Partial<Provider> = {}, source: Partial<FetchSource> = {}) {
  const world = testWorld(fetched);
  const provider = madeSource('made', 'https://made.example', over);
  const settings = usualSettings;
  const events: FetchEvent[] = [];
  const full = { provider, access: { keys: {} }, limits: provider.limits, hasAnswered: false, ...source };
  const line = new SourceLine(full, world, memoryQuotas(), settings);
  return {
    ...{ world, line, events },
    ask: (asked: MarketQuestion = question, signal?: AbortSignal) =>
      askedOf(line, asked, { world, settings, signal, onEvent: (one) => events.push(one) })
  };
}
const good = (url: string): Response => new Response(madeSeries(url)?.body);
const failed = () => new TypeError('Failed to fetch');

describe('a source', () => {
  it('is asked span by span, and the spans joined are the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 90 }), async (spanDays, length) => {
        const asked: MarketQuestion = { ...question, kind: 'prices', symbol: 'ABC', to: day(length) };
        const pieces = await asking(good, { spanDays }).ask(asked);
        expect(pieces).toEqual(await asking(good).ask(asked));
        expect(spansOf(asked, spanDays)).toHaveLength(Math.ceil((length + 1) / spanDays));
      }),
      { numRuns: 40 }
    );
  });

  it('that fails twice is asked again after growing pauses', async () => {
    const { ask, world, events } = asking((url, count) => (count < 2 ? json({}, 500) : good(url)));
    expect((await ask()).status).toBe('answered');
    expect(world.slept).toEqual([500, 1000]);
    expect(events.map((one) => one.event)).toEqual(['asked', 'failed', 'asked', 'failed', 'asked', 'answered']);
  });

  it('that throttles is paused as long as it says, and no try is used up', async () => {
    for (const [header, pause] of [
      ['7', 7000],
      [new Date(1_700_000_000_000 + 9000).toUTCString(), 9000]
    ] as const) {
      const { ask, world } = asking((url, count) => (count < 5 ? json({}, 429, { 'retry-after': header }) : good(url)));
      expect((await ask()).status).toBe('answered');
      expect(world.slept[0]).toBe(pause);
    }
  });

  it('is blocked when silent before any answer, and throttles when silent after one', async () => {
    const never = asking(failed);
    expect(await never.ask()).toMatchObject({ status: 'failed', problem: { code: 'blocked' } });
    expect(never.events.map((one) => one.event)).toEqual(['asked', 'unreachable']);
    const later = asking((url, count) => (count === 1 ? failed() : good(url)));
    await later.ask();
    expect((await later.ask()).status).toBe('answered');
    expect(later.events.map((one) => one.event)).toEqual([
      'asked',
      'answered',
      'asked',
      'throttled',
      'asked',
      'answered'
    ]);
    const known = asking((url, count) => (count === 0 ? failed() : good(url)), {}, { hasAnswered: true });
    expect((await known.ask()).status).toBe('answered');
  });

  it('is taken to throttle when silent right after a burst', async () => {
    const limits = [{ calls: 5, seconds: 60 }];
    const { line, ask, events } = asking(failed, {}, { limits });
    for (let i = 0; i < 5; i++) await ask();
    expect(events.find((one) => one.event !== 'asked')).toMatchObject({ code: 'blocked' });
    expect(events.map((one) => one.event)).toContain('throttled');
    expect(line.calls).toBeGreaterThan(4);
  });

  it('without a network is left for later and not blamed', async () => {
    const { ask, world } = asking(failed, {}, { hasAnswered: true });
    world.setOnline(false);
    expect(await ask()).toMatchObject({ status: 'later', problem: { code: 'offline' } });
  });

  it('rests after five failures in a row', async () => {
    const { ask, line } = asking(() => json({}, 500));
    expect(await ask()).toMatchObject({ status: 'failed', problem: { code: 'failed' } });
    expect(await ask()).toMatchObject({ status: 'later', problem: { code: 'resting' } });
    expect(line.calls).toBe(5);
  });

  it('whose key is refused is not asked again in the run, and its key is in no text', async () => {
    const keys = { key: 's3cret/key' };
    const { ask, line, events } = asking(
      () => json({ message: 'key s3cret/key (s3cret%2Fkey) is not valid' }, 401),
      {
        read: (_, { text }) => ({ status: 'refused', code: 'key', text })
      },
      { access: { keys } }
    );
    const results = [await ask(), await ask()];
    expect(results).toMatchObject([{ problem: { code: 'key' } }, { problem: { code: 'key' } }]);
    expect(line.calls).toBe(1);
    expect(JSON.stringify([results, events.map((one) => one.text)])).not.toMatch(/s3cret/);
  });

  it('that fails in a later span leaves what was whole before, and no half span', async () => {
    const { ask } = asking((url, count) => (count < 2 ? good(url) : json({}, 500)), { spanDays: 10 });
    const result = await ask();
    if (result.status !== 'failed') throw new Error(result.status);
    const { answer, to } = result.whole ?? {};
    expect(to).toBe(19);
    expect(answer?.kind === 'prices' && [...answer.bars.days]).toEqual(tradingDays(0, 19));
  });

  it('whose pages lead in a circle is told, not followed for ever', async () => {
    const { ask, line } = asking(good, {
      read: (asked, reply) =>
        ({
          ...madeSource('made', '').read(asked, reply),
          ...{ next: { url: `https://made.example/prices?symbol=ABC&from=0&to=40` } }
        }) as ReturnType<Provider['read']>
    });
    expect(await ask()).toMatchObject({ status: 'failed', problem: { code: 'malformed' } });
    expect(line.calls).toBe(1);
  });

  it('that has nothing in these days has answered', async () => {
    expect((await asking(good).ask({ ...question, from: day(2), to: day(3) } as MarketQuestion)).status).toBe(
      'nothing'
    );
  });

  it('gives up at once when it is told to', async () => {
    const stop = new AbortController();
    const { ask } = asking(() => json({}, 429, { 'retry-after': '60' }));
    const answer = ask(question, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 0);
    await expect(answer).rejects.toThrow('enough');
  });
});
