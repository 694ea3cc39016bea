import { WorkerPool } from '$lib/compute/caller/pool';
import { measuredProblem, EVERY } from './problems';

const pool = new WorkerPool(() => new Worker('/worker.js', { type: 'module' }), {
  name: 'measured',
  size: 1,
  cancel: 'terminate',
  idle: 600_000
});

interface LongTask {
  readonly startTime: number;
  readonly duration: number;
}

const tasks: LongTask[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
}).observe({ type: 'longtask', buffered: true });

/** A job of the worker through the pool that the app's own doors are made of. */
const run = (job: string, input: unknown): Promise<unknown> => pool.run(job, input);

/** The whole question of a screen for n instruments; tasks of the page while it is asked and answered. */
async function throughDoor(n: number): Promise<{ milliseconds: number; tasks: number[]; status: string }> {
  const problem = measuredProblem(n, EVERY, { kind: 'utility', riskAversion: 4 });
  await new Promise((done) => setTimeout(done, 300));
  const begun = performance.now();
  const buffers = [problem.covariance.buffer, problem.expectedReturns.buffer] as ArrayBuffer[];
  const answer = (await pool.run('whole', problem, { transfer: buffers })) as { result: { status: string } };
  const milliseconds = performance.now() - begun;
  await new Promise((done) => setTimeout(done, 300));
  const during = tasks.filter(({ startTime, duration }) => startTime + duration > begun);
  return { milliseconds, tasks: during.map(({ duration }) => duration), status: answer.result.status };
}

Object.assign(window, { measured: { run, throughDoor } });
