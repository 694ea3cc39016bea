import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

/** A figure of the portfolio, of a holding or of its profit, under the question it was shown for. */
export type ExplainQuestion = InputOf<'value', 'explain'>;
export type FigureQuestion = ExplainQuestion['figure'];

/** Formula, inputs and events behind a figure. */
export type FigureExplanation = NonNullable<OutputOf<'value', 'explain'>>;

/** What stands behind a figure; undefined when there is nothing. */
export const figureExplained = (question: ExplainQuestion) => run('value', 'explain', question);
