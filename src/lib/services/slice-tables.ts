import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

interface Control {
  readonly signal?: AbortSignal;
}

export type LedgerPageQuestion = InputOf<'ledger', 'ledgerPage'>;
export type LedgerPage = OutputOf<'ledger', 'ledgerPage'>;
export type LedgerSums = OutputOf<'tables', 'ledgerSums'>;
export type PeriodReturns = OutputOf<'tables', 'periodReturns'>;
export type PriceCoverage = OutputOf<'tables', 'priceCoverage'>;
export type PriceBars = OutputOf<'tables', 'priceRollup'>;

/** One page of the filtered ledger: answered in memory, within a frame. */
export const ledgerPage = (question: LedgerPageQuestion, control: Control = {}) =>
  run('ledger', 'ledgerPage', question, control);

/** Places in ledger order of all transactions of the filtered ledger. */
export const ledgerPositions = (question: InputOf<'ledger', 'ledgerPositions'>, control: Control = {}) =>
  run('ledger', 'ledgerPositions', question, control);

/** Names of all transactions of the filtered ledger, in ledger order. */
export const ledgerEvents = (question: InputOf<'ledger', 'ledgerEvents'>, control: Control = {}) =>
  run('ledger', 'ledgerEvents', question, control);

/** Sums of the filtered ledger, whole or by account, verb, instrument or year. */
export const ledgerSums = (question: InputOf<'tables', 'ledgerSums'>, control: Control = {}) =>
  run('tables', 'ledgerSums', question, control);

/** How many transactions of the filtered ledger each account, verb, instrument or year has. */
export const ledgerCounts = (question: InputOf<'tables', 'ledgerCounts'>, control: Control = {}) =>
  run('tables', 'ledgerCounts', question, control);

/** Returns of an index by calendar month and year. */
export const returnsByPeriod = (question: InputOf<'tables', 'periodReturns'>, control: Control = {}) =>
  run('tables', 'periodReturns', question, control);

/** What prices there are of each instrument, and where they have gaps. */
export const priceCoverage = (question: InputOf<'tables', 'priceCoverage'>, control: Control = {}) =>
  run('tables', 'priceCoverage', question, control);

/** Closes rolled up to days, weeks or months. */
export const priceBars = (question: InputOf<'tables', 'priceRollup'>, control: Control = {}) =>
  run('tables', 'priceRollup', question, control);
