import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

/** What a performance is asked about. */
export type PerformanceQuestion = InputOf<'analyse', 'performance'>;
export type PerformanceAnswer = NonNullable<OutputOf<'analyse', 'performance'>>;
export type PerformanceBasis = Extract<PerformanceAnswer, { status: 'ready' }>['basis'];
export type OwnIndexQuestion = InputOf<'analyse', 'ownIndex'>;
export type OwnIndex = NonNullable<OutputOf<'analyse', 'ownIndex'>>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The portfolio's own index measured against a benchmark, in a worker. Undefined when nothing happened up to the day. */
export const measuredPerformance = (question: PerformanceQuestion, control: Control) =>
  run('analyse', 'performance', question, control);

/** The portfolio's own index over all its days, in a worker. Undefined where there is none that is unbroken. */
export const wholeIndex = (question: OwnIndexQuestion, control: Control) =>
  run('analyse', 'ownIndex', question, control);
