import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { JobError, plainError, WorkerDiedError, type JobReply, type WorkerFace } from '$lib/compute/protocol';

/** How a pool behaves. */
export interface PoolOptions {
  readonly name: string;
  readonly size: number;
  /** 'terminate' ends a cancelled worker at once; 'ignore' lets one that is dear to start finish unheard. */
  readonly cancel: 'terminate' | 'ignore';
  /** Milliseconds after which an idle worker is released. */
  readonly idle: number;
}

/** What a caller may say about one run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number, note?: string) => void) | undefined;
  /** Buffers of the input that are given away instead of copied. */
  readonly transfer?: readonly Transferable[] | undefined;
}

interface Task extends RunOptions {
  readonly job: string;
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  settled: boolean;
}

interface Member {
  readonly worker: Worker;
  readonly remote: Remote<WorkerFace>;
  readonly watch: AbortController;
  /** Until the worker holds its lock: a job before that could end it unseen. */
  ready: Promise<unknown> | undefined;
  task?: Task | undefined;
  release?: ReturnType<typeof setTimeout> | undefined;
}

let made = 0;

/** Workers of one door with a queue before them. A worker that dies rejects its caller and is replaced when needed. */
export class WorkerPool {
  readonly #make: () => Worker;
  readonly #options: PoolOptions;
  readonly #members = new Set<Member>();
  readonly #queue: Task[] = [];

  constructor(make: () => Worker, options: PoolOptions) {
    this.#make = make;
    this.#options = options;
  }

  /** Workers alive. */
  get alive(): number {
    return this.#members.size;
  }

  get size(): number {
    return this.#options.size;
  }

  /** Output of a job. @throws JobError, WorkerDiedError, or the reason of the signal. */
  run(job: string, input: unknown, options: RunOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) return reject(signal.reason as Error);
      const cancel = (): void => this.#cancel(task);
      const done = <T>(settle: (value: T) => void) => {
        return (value: T): void => {
          signal?.removeEventListener('abort', cancel);
          task.settled = true;
          settle(value);
        };
      };
      const task: Task = { ...options, job, input, resolve: done(resolve), reject: done(reject), settled: false };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#queue.push(task);
      this.#assign();
    });
  }

  /** Ends every worker; jobs that wait or run are rejected. */
  release(): void {
    for (const task of this.#queue.splice(0))
      task.reject(new WorkerDiedError(this.#options.name, task.job, 'released'));
    for (const member of [...this.#members]) this.#lose(member, 'released');
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      let member = [...this.#members].find((one) => one.task === undefined);
      if (!member && this.#members.size < this.#options.size) member = this.#hire();
      const task = member && this.#queue.shift();
      if (!member || !task) return;
      this.#start(member, task);
    }
  }

  #hire(): Member {
    const worker = this.#make();
    const member: Member = {
      worker,
      remote: wrap<WorkerFace>(worker),
      watch: new AbortController(),
      ready: undefined
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#lose(member, event.message || 'its script could not be loaded');
    });
    worker.addEventListener('messageerror', () => this.#lose(member, 'a message could not be read'));
    this.#members.add(member);
    void this.#watch(member);
    return member;
  }

  /** A worker that ends itself or is ended by the browser sends no event; but the lock it holds becomes free. */
  async #watch(member: Member): Promise<void> {
    if (!('locks' in navigator)) return;
    const lock = `sextant-worker-${this.#options.name}-${++made}-${performance.timeOrigin}`;
    const held = member.remote.hold(lock);
    member.ready = held;
    try {
      const isHeld = await held;
      member.ready = undefined;
      if (!isHeld) return;
      await navigator.locks.request(lock, { signal: member.watch.signal }, () => undefined);
      this.#lose(member, 'it ended');
    } catch (error) {
      if (!member.watch.signal.aborted) this.#lose(member, String(error));
    }
  }

  #start(member: Member, task: Task): void {
    member.task = task;
    clearTimeout(member.release);
    const tell = task.onProgress;
    const progress = tell && proxy((fraction: number, note?: string) => void (task.settled || tell(fraction, note)));
    const input = task.transfer ? transfer(task.input, [...task.transfer]) : task.input;
    // At once where the worker stands already: a pause, however short, would come after all that is drawn meanwhile.
    const reply = async (): Promise<unknown> => {
      if (member.ready) await member.ready;
      return member.remote.run(task.job, input, progress);
    };
    reply().then(
      (reply) => this.#finish(member, task, reply as JobReply),
      (thrown: unknown) => this.#finish(member, task, { status: 'failed', error: plainError(thrown) })
    );
  }

  #finish(member: Member, task: Task, reply: JobReply): void {
    if (reply.status === 'done') task.resolve(reply.output);
    else task.reject(new JobError(reply.error));
    if (!this.#members.has(member)) return;
    member.task = undefined;
    this.#assign();
    if (member.task === undefined) member.release = setTimeout(() => this.#lose(member, 'idle'), this.#options.idle);
  }

  #lose(member: Member, cause: string): void {
    if (!this.#members.delete(member)) return;
    clearTimeout(member.release);
    member.watch.abort();
    member.remote[releaseProxy]();
    member.worker.terminate();
    if (member.task) member.task.reject(new WorkerDiedError(this.#options.name, member.task.job, cause));
    this.#assign();
  }

  #cancel(task: Task): void {
    if (task.settled) return;
    task.reject(task.signal?.reason);
    const waiting = this.#queue.indexOf(task);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    else if (this.#options.cancel === 'terminate')
      for (const member of this.#members) if (member.task === task) this.#lose(member, 'cancelled');
  }
}
