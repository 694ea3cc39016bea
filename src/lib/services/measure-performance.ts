import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

/** What a performance is asked about. */
export type PerformanceQuestion = InputOf<'analyse', 'performance'>;
export type PerformanceAnswer = NonNullable<OutputOf<'analyse', 'performance'>>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The portfolio's own index measured against a benchmark, in a worker. Undefined when nothing happened up to the day. */
export const measuredPerformance = (question: PerformanceQuestion, control: Control) =>
  run('analyse', 'performance', question, control);
