import { Worker } from 'node:worker_threads';
import { timedAnswer, type PastAnswer } from './past-engine';
import type { PastJob } from './past-inputs';
import { pathsQuestion, type PathsPart } from './past-paths';

/** Answer of one worker to one question; rejects when the worker fails. */
function asked(worker: Worker, question: unknown): Promise<PathsPart> {
  return new Promise((done, failed) => {
    worker.once('message', (part: PathsPart) => {
      worker.off('error', failed);
      done(part);
    });
    worker.once('error', failed);
    worker.postMessage(question);
  });
}

/** Values at the end of the paths of a job, shared out to `count` workers, and the time with workers that are warm. */
export async function pathsAnswer(job: PastJob, small: PastJob, count: number, script: URL): Promise<PastAnswer> {
  const workers = Array.from({ length: count }, () => new Worker(script));
  const all = async (one: PastJob): Promise<Float64Array> => {
    const question = pathsQuestion(one);
    const parts = await Promise.all(workers.map((worker, first) => asked(worker, { ...question, first, step: count })));
    const terminal = new Float64Array(one.paths ?? 0);
    for (const { firstPath, terminal: part } of parts.flat()) terminal.set(part, firstPath);
    return terminal;
  };
  try {
    const { answer, ...time } = await timedAnswer(all, job, small);
    return { ...time, figures: answer };
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
