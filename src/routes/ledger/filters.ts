import { accountId, verbs, type LedgerFilter, type Verb } from '$lib/domain/ledger';
import type { InstrumentId } from '$lib/domain/instruments';
import type { LedgerPageQuestion } from '$lib/services/slice-tables';
import { session, type Question } from '$lib/state/session.svelte';
import type { Sort } from '$lib/ui/tables';

/** A pause in which the list is answered first: sums and choices follow it. */
export const afterTheList = (): Promise<void> => new Promise((done) => setTimeout(done, 120));

/** What sums and choices of the filters are asked about. */
export interface FilterQuestion {
  readonly vault: Question['vault'];
  readonly filter: LedgerFilter;
  readonly revision: number;
}

/** Keys of the address that belong to the ledger's filters. */
export const filterKeys = ['kind', 'of', 'year', 'find'] as const;

const sortable: readonly string[] = ['day', 'verb', 'account', 'instrument'];

/** The filter that the address asks for: its own part, and the accounts and the day shared with other screens. */
export function filterFromAddress(question: Question | undefined): LedgerFilter {
  const verb = verbs.find((one) => one === session.read('kind'));
  const of = session.read('of');
  const year = Number(session.read('year') ?? NaN);
  const text = session.read('find');
  const dayChosen = session.read('day') !== undefined;
  return {
    ...(question?.accounts ? { accounts: question.accounts.map((id) => accountId(id)) } : {}),
    ...(dayChosen && question ? { to: question.asOf } : {}),
    ...(verb ? { verbs: [verb] satisfies Verb[] } : {}),
    ...(of === undefined ? {} : { instruments: of.split(',') as InstrumentId[] }),
    ...(Number.isInteger(year) ? { years: [year] } : {}),
    ...(text === undefined ? {} : { text })
  };
}

/** True when the address limits what is listed. */
export function isFiltered(): boolean {
  return filterKeys.some((key) => session.read(key) !== undefined);
}

/** The column and direction that order the list; newest first unless the address says otherwise. */
export function sortFromAddress(): Sort {
  const key = session.read('by') ?? 'day';
  return { key: sortable.includes(key) ? key : 'day', descending: session.read('up') === undefined };
}

/** The column of a sort as the tables know it. */
export function columnOf(sort: Sort): NonNullable<LedgerPageQuestion['by']> {
  return sort.key as NonNullable<LedgerPageQuestion['by']>;
}
