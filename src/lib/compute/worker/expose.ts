import { expose, transfer } from 'comlink';
import {
  plainError,
  transferables,
  type JobContext,
  type JobReply,
  type Jobs,
  type WorkerFace
} from '$lib/compute/protocol';

const PROGRESS_INTERVAL = 40;

/**
 * Offers jobs to the pool of the page. Arrays of an output are transferred, so a job gives away what it returns.
 * A promise that nobody awaits and that fails ends the worker, instead of leaving its caller waiting.
 */
export function exposeJobs(jobs: Jobs): void {
  self.addEventListener('unhandledrejection', (event) => self.reportError(event.reason));
  const face: WorkerFace = {
    hold: lockHeld,
    async run(job, input, progress) {
      const reply = await replyOf(jobs, job, input, progress);
      return reply.status === 'done' ? transfer(reply, transferables(reply.output)) : reply;
    }
  };
  expose(face);
}

async function replyOf(
  jobs: Jobs,
  name: string,
  input: unknown,
  progress: ((fraction: number, note?: string) => void) | undefined
): Promise<JobReply> {
  const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined;
  if (!job) return { status: 'failed', error: { code: 'unknown-job', message: `no such job: ${name}` } };
  try {
    return { status: 'done', output: await job(input as never, context(progress)) };
  } catch (thrown) {
    return { status: 'failed', error: plainError(thrown) };
  }
}

function context(tell: ((fraction: number, note?: string) => void) | undefined): JobContext {
  let last = -Infinity;
  return {
    progress(done, total = 1, note) {
      const now = performance.now();
      if (!tell || (now - last < PROGRESS_INTERVAL && done < total)) return;
      last = now;
      tell(total > 0 ? Math.min(1, done / total) : 1, note);
    }
  };
}

function lockHeld(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}
