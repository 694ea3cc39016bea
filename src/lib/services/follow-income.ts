import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

/** Whose income, seen from which day and in which currency. */
export type IncomeQuestion = InputOf<'value', 'income'>;

/** The income of a year back and a year ahead. */
export type Income = OutputOf<'value', 'income'>;

/** Income of the twelve months up to a day, and to expect in the twelve after it. */
export const incomeAround = (question: IncomeQuestion, control: { readonly signal: AbortSignal }) =>
  run('value', 'income', question, control);
