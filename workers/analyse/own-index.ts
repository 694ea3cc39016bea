import { valueHistory } from '$lib/quant/valuation';
import { valuationInput, valueFacts, type ValueQuestion } from '../value/input';

/** The time-weighted index of a portfolio over all its days, 1 on the first that had a value. */
export interface OwnIndex {
  readonly days: Int32Array;
  readonly index: Float64Array;
}

/**
 * The portfolio's own index up to the day of the question, whatever its period. Undefined when nothing happened up to
 * it, and where there are days on which a return is not defined: no unbroken index then exists.
 */
export async function ownIndex(
  question: Omit<ValueQuestion, 'period' | 'benchmark'> & { readonly revision: number }
): Promise<OwnIndex | undefined> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const input = valuationInput(facts, { ...question, period: 'All' });
  if (input === undefined) return undefined;
  const { days, twrIndex, undefinedDays, firstValued } = valueHistory(input);
  if (undefinedDays > 0 || firstValued === days.length) return undefined;
  return { days: days.slice(firstValued), index: twrIndex.slice(firstValued) };
}
