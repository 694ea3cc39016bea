import { afterEach, expect, test } from 'vitest';
import { WorkerPool } from '$lib/compute/caller/pool';
import { spread } from '$lib/compute/caller/spread';
import { JobError, WorkerDiedError } from '$lib/compute/protocol';

const pools: WorkerPool[] = [];

function trialPool(size: number, options: { cancel?: 'terminate' | 'ignore'; idle?: number } = {}): WorkerPool {
  const pool = new WorkerPool(
    () => new Worker(new URL('./doors/trial.worker.ts', import.meta.url), { type: 'module' }),
    {
      name: 'trial',
      size,
      cancel: options.cancel ?? 'terminate',
      idle: options.idle ?? 60_000
    }
  );
  pools.push(pool);
  return pool;
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.release();
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => Promise.reject(new Error(`expected a failure, got ${String(value)}`)),
    (error: unknown) => error
  );

test('a job answers and tells how far it is', async () => {
  const told: number[] = [];
  const primes = (await trialPool(1).run('primesBelow', 20_000, {
    onProgress: (share) => told.push(share)
  })) as Int32Array;
  expect(primes.length).toBe(2262);
  expect(told.at(-1)).toBe(1);
  expect([...told]).toEqual([...told].sort((a, b) => a - b));
});

test('buffers named for transfer are given away, those of an answer arrive', async () => {
  const values = Float64Array.of(1, 2, 3);
  const doubled = await trialPool(1).run('doubled', values, { transfer: [values.buffer] });
  expect(doubled).toEqual(Float64Array.of(2, 4, 6));
  expect(values.length).toBe(0);
});

test('an error crosses with its code and data, and the worker lives on', async () => {
  const pool = trialPool(1);
  const error = await failure(pool.run('fail', undefined));
  expect(error).toBeInstanceOf(JobError);
  expect(error).toMatchObject({ code: 'wrong-quantity', message: 'quantity -1', data: { quantity: -1 } });
  expect(await failure(pool.run('misuse', undefined))).toMatchObject({ code: 'range', message: 'day 1.5' });
  expect(await failure(pool.run('nothing', undefined))).toMatchObject({ code: 'unknown-job' });
  expect(await failure(pool.run('doubled', () => 1))).toMatchObject({ code: 'not-clonable' });
  expect(pool.alive).toBe(1);
});

for (const way of ['close', 'crashLater', 'rejectUnseen'])
  test(`a worker that dies (${way}) rejects its caller and is replaced`, async () => {
    const pool = trialPool(1);
    const [error, after] = await Promise.all([
      failure(pool.run(way, undefined)),
      pool.run('doubled', Float64Array.of(4))
    ]);
    expect(error).toBeInstanceOf(WorkerDiedError);
    expect(error).toMatchObject({ code: 'worker-died', data: { door: 'trial', job: way } });
    expect(after).toEqual(Float64Array.of(8));
  });

test('a worker whose script is missing rejects its caller', async () => {
  const pool = new WorkerPool(() => new Worker('/no-such-worker.js', { type: 'module' }), {
    ...{ name: 'none', size: 1, cancel: 'terminate', idle: 1000 }
  });
  expect(await failure(pool.run('doubled', 1))).toBeInstanceOf(WorkerDiedError);
});

test('cancel ends a running job at once, even one that never looks up', async () => {
  const pool = trialPool(1);
  await pool.run('spin', 0);
  const stop = new AbortController();
  const started = performance.now();
  const running = failure(pool.run('spin', 20_000, { signal: stop.signal }));
  const waiting = failure(pool.run('spin', 20_000, { signal: stop.signal }));
  setTimeout(() => stop.abort(), 50);
  expect(await running).toMatchObject({ name: 'AbortError' });
  expect(await waiting).toMatchObject({ name: 'AbortError' });
  expect(await pool.run('spin', 1)).toBe(1);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(await failure(pool.run('spin', 1, { signal: stop.signal }))).toMatchObject({ name: 'AbortError' });
});

test('where starting is dear, a cancelled job finishes unheard and its worker stays', async () => {
  const pool = trialPool(1, { cancel: 'ignore' });
  const stop = new AbortController();
  const running = failure(pool.run('spin', 200, { signal: stop.signal }));
  stop.abort();
  expect(await running).toMatchObject({ name: 'AbortError' });
  expect(pool.alive).toBe(1);
  expect(await pool.run('spin', 1)).toBe(1);
});

test('idle workers are released and come back', async () => {
  const pool = trialPool(2, { idle: 50 });
  await pool.run('spin', 1);
  await expect.poll(() => pool.alive).toBe(0);
  expect(await pool.run('spin', 1)).toBe(1);
});

test('inputs spread over 1, 2 or 3 workers give the same answers in the same order', async () => {
  const inputs = [3000, 10, 2000, 100, 5000, 1, 700];
  const answers: Int32Array[][] = [];
  for (const workers of [1, 2, 3]) {
    const pool = trialPool(workers);
    const told: number[] = [];
    const runOne = (input: number, options: object) => pool.run('primesBelow', input, options) as Promise<Int32Array>;
    answers.push(await spread(inputs, runOne, { workers, onProgress: (share) => told.push(share) }));
    expect(pool.alive).toBe(workers);
    expect(told.at(-1)).toBeCloseTo(1, 12);
  }
  expect(answers[0]?.map((one) => one.length)).toEqual([430, 4, 303, 25, 669, 0, 125]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('the first failure of a spread cancels the rest', async () => {
  const pool = trialPool(2);
  const started = performance.now();
  const runOne = (input: string, options: object) => pool.run(input, 20_000, options);
  const error = await failure(spread(['spin', 'misuse', 'spin'], runOne, { workers: 2 }));
  expect(error).toMatchObject({ code: 'range' });
  expect(performance.now() - started).toBeLessThan(10_000);
});
