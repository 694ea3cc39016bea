import { WorkerPool } from '$lib/compute/caller/pool';
import type { SeriesList, SeriesReport } from '$workers/quality/report';
import type { Asked, Told } from './browser-worker';

/** What the checks found, and what it took. */
export interface Checked {
  readonly milliseconds: number;
  readonly workers: number;
  readonly values: number;
  readonly counts: Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    checksBench: { ask(question: Asked): Promise<Told>; checked(): Promise<Checked> };
  }
}

/** Values that one job checks, as the page has it. */
const CHUNK_VALUES = 250_000;

function asked(question: Asked): Promise<Told> {
  const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Told>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Told | { readonly error: string }>) =>
      'error' in data ? reject(new Error(data.error)) : resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

/** Every series of the vault through the door of the checks: workers started, series read, judged and reported. */
async function checked(): Promise<Checked> {
  const size = navigator.hardwareConcurrency;
  const pool = new WorkerPool(
    () => new Worker(new URL('../../../workers/quality.worker.ts', import.meta.url), { type: 'module' }),
    { name: 'quality', size, cancel: 'terminate', idle: 60_000 }
  );
  const begun = performance.now();
  const question = { vault: 'mine', revision: 1, today: 20_000 };
  const list = (await pool.run('qualitySeries', question)) as SeriesList;
  const chunks: SeriesList['series'][number]['id'][][] = [];
  let room = 0;
  for (const { id, count } of list.series) {
    if (room <= 0) {
      chunks.push([]);
      room = CHUNK_VALUES;
    }
    chunks.at(-1)?.push(id);
    room -= count;
  }
  const reports = await Promise.all(
    chunks.map((series) => pool.run('qualityReport', { ...question, series, peers: list.peers }))
  );
  const milliseconds = performance.now() - begun;
  pool.release();
  const counts: Record<string, number> = {};
  const all = (reports as SeriesReport[][]).flat();
  for (const { findings } of all)
    for (const { code, count } of findings) {
      const name = code === 'spike' || code === 'hundredfold' ? 'bad-print' : code;
      counts[name] = (counts[name] ?? 0) + count;
    }
  return { milliseconds, workers: size, values: all.reduce((sum, { count }) => sum + count, 0), counts };
}

window.checksBench = { ask: asked, checked };
