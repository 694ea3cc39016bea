import type { PlainError } from './job';

/** A job that failed, with the code and data of the error in the worker. */
export class JobError extends Error {
  override readonly name: string = 'JobError';
  readonly code: string;
  readonly data: unknown;

  constructor({ code, message, data }: PlainError) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The worker died while a job was with it; another takes its place. */
export class WorkerDiedError extends JobError {
  override readonly name = 'WorkerDiedError';

  constructor(door: string, job: string, cause: string) {
    super({
      code: 'worker-died',
      message: `The worker ${door} died during ${job}: ${cause}`,
      data: { door, job, cause }
    });
  }
}

const codesByName: Readonly<Record<string, string>> = {
  RangeError: 'range',
  TypeError: 'type',
  QuotaExceededError: 'storage-full',
  DataCloneError: 'not-clonable',
  AbortError: 'aborted'
};

/** What crosses of anything thrown: its own code and data where it has them. */
export function plainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return { code: 'internal', message: String(thrown) };
  const own: unknown = Reflect.get(thrown, 'code');
  const code = typeof own === 'string' ? own : (codesByName[thrown.name] ?? 'internal');
  const data: unknown = Reflect.get(thrown, 'data');
  return { code, message: thrown.message, ...(data === undefined ? {} : { data: clonable(data) }) };
}

function clonable(data: unknown): unknown {
  try {
    return structuredClone(data);
  } catch (error) {
    return { notClonable: String(error) };
  }
}
