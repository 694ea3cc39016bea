import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { memoryQuotas, runFetches, SourceLine, usualSettings, type FetchJob } from '$lib/data/providers';
import { dayFromNumber } from '$lib/domain/calendar';
import { madeSource } from '../loopback/made-source';

const INSTRUMENTS = 200;
/** Milliseconds that the source takes for an answer. */
const LATENCY = 40;
const YEARS = 20;
const PARALLEL = 16;

async function backfill(url: string, parallel: number): Promise<{ ms: number; closes: number }> {
  const quotas = memoryQuotas();
  const world = {
    fetch: (address: string, init: RequestInit) => fetch(address, init),
    now: () => Date.now(),
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    after: (milliseconds: number, call: () => void) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    chance: () => 0.5,
    online: () => true
  };
  const provider = madeSource('made', `${url}/ok`, { parallel });
  const line = new SourceLine(
    { provider, access: { keys: {} }, limits: [], hasAnswered: true },
    world,
    quotas,
    usualSettings
  );
  const jobs: FetchJob[] = Array.from({ length: INSTRUMENTS }, (_, i) => ({ id: `S${i}`, sources: ['made'] }));
  let closes = 0;
  const begun = performance.now();
  await runFetches(jobs, {
    ...{ world, quotas, settings: usualSettings, lines: new Map([['made', line]]) },
    questionFor: ({ id }) => ({
      ...{ kind: 'prices', symbol: id, from: dayFromNumber(13_000), to: dayFromNumber(13_000 + YEARS * 365) }
    }),
    onResult: (_, result) => {
      if (result.status === 'answered' && result.answer.kind === 'prices') closes += result.answer.bars.days.length;
      return Promise.resolve();
    }
  });
  return { ms: performance.now() - begun, closes };
}

/** Backfill of 200 instruments over 20 years from a source on this machine that takes 40 ms, as many at once as it allows beside one by one. */
export async function fetchingBench(): Promise<{
  name: string;
  ours_ms: number;
  reference_ms: number;
  ratio: number;
  note: string;
}> {
  const server = new Worker(resolve('tests/loopback/server-thread.mjs'), { workerData: { latency: LATENCY } });
  try {
    const url = await new Promise<string>((done, failed) => server.once('message', done).once('error', failed));
    await backfill(url, PARALLEL);
    const one = await backfill(url, 1);
    const many = await backfill(url, PARALLEL);
    if (many.closes !== one.closes || many.closes === 0)
      throw new Error(`${many.closes} closes, one by one ${one.closes}`);
    return {
      name: `Backfill of ${INSTRUMENTS} instruments over ${YEARS} years, ${PARALLEL} at once`,
      ours_ms: many.ms,
      reference_ms: one.ms,
      ratio: one.ms / many.ms,
      note: `one by one; ${many.closes} closes each; the source takes ${LATENCY} ms for an answer`
    };
  } finally {
    await server.terminate();
  }
}
