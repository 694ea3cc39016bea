import { readFileSync } from 'node:fs';

/** A job with its market, as the Python side wrote it: closes as rows of instruments, returns as rows of days. */
export interface PastJob {
  readonly name: string;
  readonly kind: 'sweep' | 'rebalancing' | 'walk-forward' | 'paths' | 'tear-sheet';
  readonly columns: number;
  readonly days: number;
  readonly pairs?: readonly (readonly [number, number])[];
  readonly window?: number;
  readonly paths?: number;
  readonly limit: number;
  readonly calendar: Int32Array;
  readonly closes: Float64Array;
  readonly returns: Float64Array;
}

/** Part of an amount that a trade costs, in all jobs that trade. */
export const COST = 0.0007;

/** Days of a test, and steps of a path. */
export const TEST_DAYS = 21;

/** Figures of a file, in order. */
export function figuresOf(file: string): Float64Array {
  return new Float64Array(Uint8Array.from(readFileSync(file)).buffer);
}

/** All jobs of a folder. */
export function pastJobs(folder: string): PastJob[] {
  const jobs = JSON.parse(readFileSync(`${folder}/jobs.json`, 'utf8')) as Omit<
    PastJob,
    'calendar' | 'closes' | 'returns'
  >[];
  return jobs.map((one) => ({
    ...one,
    calendar: new Int32Array(Uint8Array.from(readFileSync(`${folder}/${one.name}.days.i32`)).buffer),
    closes: figuresOf(`${folder}/${one.name}.closes.f64`),
    returns: figuresOf(`${folder}/${one.name}.returns.f64`)
  }));
}
