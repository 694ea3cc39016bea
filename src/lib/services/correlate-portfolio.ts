import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

export type CorrelationQuestion = InputOf<'analyse', 'correlation'>;
export type CorrelationAnswer = OutputOf<'analyse', 'correlation'>;
/** Correlations that could be measured. */
export type Correlations = Extract<CorrelationAnswer, { status: 'ready' }>;
export type PairQuestion = InputOf<'analyse', 'correlatedPair'>;
export type CorrelatedPair = NonNullable<OutputOf<'analyse', 'correlatedPair'>>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** How the holdings move together, measured in a worker. */
export const correlations = (question: CorrelationQuestion, control: Control): Promise<CorrelationAnswer> =>
  run('analyse', 'correlation', question, control);

/** How two instruments move together, on the returns of the whole; undefined when one has none there. */
export const correlatedPair = (question: PairQuestion, control: Control): Promise<CorrelatedPair | undefined> =>
  run('analyse', 'correlatedPair', question, control);
