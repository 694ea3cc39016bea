import { WorkerPool } from '$lib/compute/caller/pool';

const pool = new WorkerPool(() => new Worker('/worker.js', { type: 'module' }), {
  name: 'measured',
  size: 2,
  cancel: 'terminate',
  idle: 600_000
});

interface Question {
  readonly instruments: number;
  readonly years: number;
}

const tasks: { readonly startTime: number; readonly duration: number }[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
}).observe({ type: 'longtask', buffered: true });

const bar = document.body.appendChild(document.createElement('progress'));
const words = document.body.appendChild(document.createElement('p'));

/** What a screen does with each word of progress. */
function shown(fraction: number, note?: string): void {
  bar.value = fraction;
  if (note !== undefined) words.textContent = note;
}

const longest = (begun: number): number =>
  Math.max(0, ...tasks.filter(({ startTime }) => startTime >= begun).map(({ duration }) => duration));
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** A sweep to its end: how long, how often it told, and the longest pause between two words. */
async function sweep(question: Question) {
  const begun = performance.now();
  const told: number[] = [];
  const output = await pool.run('sweep', question, {
    onProgress: (fraction, note) => {
      told.push(performance.now());
      shown(fraction, note);
    }
  });
  const milliseconds = performance.now() - begun;
  await pause(200);
  const pauses = told.map((at, k) => at - (told[k - 1] ?? begun));
  return { milliseconds, told: told.length, pause: Math.max(...pauses), task: longest(begun), output };
}

/** A sweep that is stopped when it has told that it is under way: time until its promise is settled, and until the next job is answered. */
async function cancelled(question: Question, after: number) {
  const begun = performance.now();
  const stop = new AbortController();
  let pressed = NaN;
  const running = pool.run('sweep', question, {
    signal: stop.signal,
    onProgress: (fraction, note) => {
      shown(fraction, note);
      if (fraction < after || stop.signal.aborted) return;
      pressed = performance.now();
      stop.abort(new DOMException('stopped', 'AbortError'));
    }
  });
  const settled = await running.then(
    () => NaN,
    () => performance.now() - pressed
  );
  const alive = pool.alive;
  await pool.run('sweep', { instruments: 1, years: 3 });
  const next = performance.now() - pressed;
  await pause(200);
  return { settled, alive, next, task: longest(begun) };
}

Object.assign(window, { measured: { sweep, cancelled } });
