import { explainFigure, type FigureExplanation, type FigureQuestion } from '$lib/quant/valuation';
import { valuationInput, valueFacts, type ValueQuestion } from './input';

/** A figure of the overview or the holdings that is asked about, under the question it was shown for. */
export interface ExplainQuestion extends ValueQuestion {
  readonly revision: number;
  readonly figure: FigureQuestion;
}

/** Formula, inputs and events behind a figure; undefined when there is no such figure. */
export async function explain(question: ExplainQuestion): Promise<FigureExplanation | undefined> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const input = valuationInput(facts, question);
  return input && explainFigure(input, question.figure);
}
