import { LedgerListing, type EventId, type LedgerPage, type ListingRequest } from '$lib/domain/ledger';
import type { VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';

/** One page of a vault's ledger, at one of its changes. */
export interface PageQuestion extends ListingRequest {
  readonly vault: VaultName;
  readonly revision: number;
}

const prepared = new WeakSet<LedgerListing>();

let kept: { readonly key: string; readonly listing: Promise<LedgerListing> } | undefined;

/** The page, in memory: the vault is read when it has changed, and never for another filter, order or page. */
export async function ledgerPage({ vault, revision, ...request }: PageQuestion): Promise<LedgerPage> {
  const listing = await listingOf(vault, revision);
  const page = listing.page(request);
  if (!prepared.has(listing)) {
    prepared.add(listing);
    // One by one, so that a question in between waits for one of them at most.
    for (const prepare of listing.preparations()) setTimeout(prepare);
  }
  return page;
}

type FilterQuestion = Pick<PageQuestion, 'vault' | 'revision' | 'filter'>;

/** Positions in ledger order of all that a filter finds. */
export async function ledgerPositions({ vault, revision, filter }: FilterQuestion): Promise<Int32Array> {
  return (await listingOf(vault, revision)).positions(filter);
}

/** Names of all that a filter finds, in ledger order. */
export async function ledgerEvents({ vault, revision, filter }: FilterQuestion): Promise<EventId[]> {
  return (await listingOf(vault, revision)).events(filter);
}

function listingOf(vault: VaultName, revision: number): Promise<LedgerListing> {
  const key = `${vault} ${revision}`;
  if (kept?.key === key) return kept.listing;
  const listing = keptLedger(vault).then(
    ({ transactions, accounts, instruments }) => new LedgerListing(transactions, accounts, instruments)
  );
  kept = { key, listing };
  listing.catch(() => (kept = undefined));
  return listing;
}
