/** What a job is given besides its input. */
export interface JobContext {
  /** Tells how far the job is: done of total (1 when left out), and in words or codes what it is at. */
  progress(done: number, total?: number, note?: string): void;
}

/** A function that runs in a worker: input and output are structured-clonable. */
export type Job = (input: never, context: JobContext) => unknown;

/** The jobs behind one worker's door, by name. */
export type Jobs = Readonly<Record<string, Job>>;

/** Input of a job. */
export type JobInput<J> = J extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;

/** Output of a job. */
export type JobOutput<J> = J extends (...args: never[]) => infer Output ? Awaited<Output> : never;

/** An error as it crosses: codes and data, no class. */
export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly data?: unknown;
}

/** What comes back from a worker. */
export type JobReply =
  { readonly status: 'done'; readonly output: unknown } | { readonly status: 'failed'; readonly error: PlainError };

/** What every worker offers to the pool. */
export interface WorkerFace {
  /** Takes a lock for as long as the worker lives, so that the page can see it die. False where there are no locks. */
  hold(lock: string): Promise<boolean>;
  run(job: string, input: unknown, progress?: (fraction: number, note?: string) => void): Promise<JobReply>;
}
