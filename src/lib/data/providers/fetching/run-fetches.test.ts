import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import {
  memoryQuotas,
  runFetches,
  SourceLine,
  usualSettings,
  type Fetched,
  type FetchJob,
  type FetchProgress
} from '.';
import { json, testWorld, type TestFetch } from './fetching.fixture';
import { closeOf, madeSeries, tradingDays } from '../../../../../tests/loopback/made-series.mjs';
import { madeSource } from '../../../../../tests/loopback/made-source';
import type { Provider } from '..';

interface Job extends FetchJob {
  readonly symbol: string;
}
const jobsFor = (symbols: readonly string[], sources: readonly string[]): Job[] =>
  symbols.map((symbol) => ({ id: symbol, symbol, sources }));
const good = (url: string): Response => new Response(madeSeries(url)?.body);

async function ran(
  jobs: readonly Job[],
  fetched: TestFetch,
  options: {
    readonly sources?: readonly Provider[];
    readonly keep?: Map<string, Fetched>;
    readonly signal?: AbortSignal;
    readonly objection?: (job: Job, source: string) => string | undefined;
  } = {}
) {
  const world = testWorld(fetched);
  const quotas = memoryQuotas();
  const kept = options.keep ?? new Map<string, Fetched>();
  const told: FetchProgress[] = [];
  const sources = options.sources ?? [madeSource('a', 'https://a.example')];
  const lines = new Map(
    sources.map((provider) => {
      const source = { provider, access: { keys: {} }, limits: provider.limits, hasAnswered: true };
      return [provider.id, new SourceLine(source, world, quotas, usualSettings)];
    })
  );
  await runFetches(jobs, {
    ...{ world, quotas, lines, settings: usualSettings, signal: options.signal },
    questionFor: ({ symbol }) => ({ kind: 'prices', symbol, from: dayFromNumber(0), to: dayFromNumber(30) }),
    ...(options.objection ? { objection: options.objection } : {}),
    onResult: (job, result) => Promise.resolve(void kept.set(job.id, result)),
    onProgress: (progress) => told.push(progress)
  });
  return { kept, told, lines, world };
}

/** Symbol, source and closes of everything that was kept. */
const closesOf = (kept: ReadonlyMap<string, Fetched>) =>
  [...kept]
    .sort()
    .map(([id, one]) => [
      id,
      one.status === 'answered' && one.answer.kind === 'prices' ? [...one.answer.bars.close] : one.status
    ]);

describe('a run', () => {
  it('brings every series once, with what was true of it', async () => {
    const { kept, told, lines } = await ran(jobsFor(['A', 'B', 'C'], ['a']), good);
    expect(closesOf(kept)).toEqual(
      ['A', 'B', 'C'].map((symbol) => [symbol, tradingDays(0, 30).map((day) => closeOf(symbol, day))])
    );
    expect(lines.get('a')?.calls).toBe(3);
    expect(told.map(({ done, total }) => `${done}/${total}`)).toEqual(['1/3', '2/3', '3/3']);
    expect(told.at(-1)).toMatchObject({ secondsLeft: 0, bySource: { a: { answered: 3, waiting: 0, calls: 3 } } });
  });

  it('that was ended at any moment and taken up again equals one that was not', async () => {
    const symbols = Array.from({ length: 12 }, (_, i) => `S${i}`);
    const whole = closesOf((await ran(jobsFor(symbols, ['a']), good)).kept);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }), async (ended, parallel) => {
        const keep = new Map<string, Fetched>();
        const asked: string[] = [];
        const sources = [madeSource('a', 'https://a.example', { parallel })];
        const stop = new AbortController();
        const first = ran(
          jobsFor(symbols, ['a']),
          (url) => {
            if (asked.push(url) > ended) stop.abort(new Error('tab closed'));
            return good(url);
          },
          { sources, keep, signal: stop.signal }
        );
        await first.catch(() => undefined);
        const before = new Set(keep.keys());
        const rest = jobsFor(symbols, ['a']).filter(({ id }) => !before.has(id));
        const again: string[] = [];
        await ran(rest, (url) => (again.push(url), good(url)), { sources, keep });
        expect(closesOf(keep)).toEqual(whole);
        expect(again).toHaveLength(symbols.length - before.size);
      }),
      { numRuns: 30 }
    );
  });

  it('falls back where a source fails, refuses or has no name, and says what the others said', async () => {
    const sources = [madeSource('a', 'https://a.example'), madeSource('b', 'https://b.example')];
    const byHost = (url: string): Response => (url.includes('a.example') ? json({}, 500) : good(url));
    const { kept } = await ran(jobsFor(['A', 'NONE'], ['a', 'b']), byHost, { sources });
    expect(kept.get('A')).toMatchObject({ status: 'answered', source: 'b', others: [{ source: 'a' }] });
    expect(kept.get('NONE')).toMatchObject({ status: 'later', others: [{ source: 'a' }, { code: 'unknown-symbol' }] });
  });

  it('does not take what does not belong to the question', async () => {
    const sources = [madeSource('a', 'https://a.example'), madeSource('b', 'https://b.example')];
    const objection = (_: Job, source: string) => (source === 'a' ? 'It quotes in GBP.' : undefined);
    const { kept } = await ran(jobsFor(['A'], ['a', 'b']), good, { sources, objection });
    expect(kept.get('A')).toMatchObject({ source: 'b', others: [{ source: 'a', code: 'other-data' }] });
  });

  it('lets others go on while one source pauses', async () => {
    const sources = [madeSource('slow', 'https://slow.example'), madeSource('b', 'https://b.example')];
    const order: string[] = [];
    let throttled = 0;
    const fetched: TestFetch = (url) => {
      if (url.includes('slow.example') && throttled++ < 3) return json({}, 429, { 'retry-after': '30' });
      order.push(url.includes('slow') ? 'slow' : 'b');
      return good(url);
    };
    const jobs = [...jobsFor(['A', 'B'], ['slow']), ...jobsFor(['C', 'D', 'E'], ['b'])];
    const { kept } = await ran(jobs, fetched, { sources });
    expect([...kept.values()].every((one) => one.status === 'answered')).toBe(true);
    expect(order).toEqual(['b', 'b', 'b', 'slow', 'slow']);
  });

  it('leaves for later what a used up quota does not let through, and asks the next source', async () => {
    const limits = [{ calls: 2, seconds: 86_400 }];
    const few = madeSource('few', 'https://few.example', { limits });
    const alone = await ran(jobsFor(['A', 'B', 'C'], ['few']), good, { sources: [few] });
    expect([...alone.kept.values()].map((one) => one.status).sort()).toEqual(['answered', 'answered', 'later']);
    expect(alone.kept.get('C')).toMatchObject({ others: [{ code: 'quota' }] });
    const both = await ran(jobsFor(['A', 'B', 'C'], ['few', 'b']), good, {
      sources: [few, madeSource('b', 'https://b.example')]
    });
    expect(['A', 'B', 'C'].map((id) => both.kept.get(id))).toMatchObject([
      { source: 'few' },
      { source: 'few' },
      { source: 'b' }
    ]);
  });

  it('tries again within the run when a source rested for no longer than one waits', async () => {
    let count = 0;
    const sources = [madeSource('a', 'https://a.example', { parallel: 1 })];
    const { kept } = await ran(jobsFor(['A', 'B'], ['a']), (url) => (count++ < 5 ? json({}, 500) : good(url)), {
      sources
    });
    expect(kept.get('A')).toMatchObject({ status: 'later', others: [{ code: 'failed' }] });
    expect(kept.get('B')).toMatchObject({ status: 'answered' });
  });
});
