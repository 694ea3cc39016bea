import type { MacroSeriesId } from '$lib/domain/market';
import { valueHistory } from '$lib/quant/valuation';
import { keptMacro, realLevels } from './real-index';
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
  question: Omit<ValueQuestion, 'period' | 'benchmark'> & {
    readonly revision: number;
    /** Kept consumer prices by which it is deflated; without them when they are gone. */
    readonly consumerPrices?: MacroSeriesId;
  }
): Promise<OwnIndex | undefined> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const input = valuationInput(facts, { ...question, period: 'All' });
  if (input === undefined) return undefined;
  const { days, twrIndex, undefinedDays, firstValued } = valueHistory(input);
  if (undefinedDays > 0 || firstValued === days.length) return undefined;
  const levels = { days: days.slice(firstValued), index: twrIndex.slice(firstValued) };
  const prices = question.consumerPrices && (await keptMacro(question.vault, question.consumerPrices));
  return prices ? realLevels(levels, prices).levels : levels;
}
