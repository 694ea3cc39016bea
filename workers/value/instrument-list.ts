import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf, ledgerFold } from '$lib/domain/ledger';
import { valueOrigins, type QuoteUnit, type ValueOrigin } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { originAt, priceHeaders, runProblem, type Vault, type VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** The last close of an instrument. */
export interface LastClose {
  readonly day: number;
  readonly value: number;
  readonly currency: CurrencyCode;
  readonly quoteUnit: QuoteUnit;
  readonly source: string;
  readonly origin: ValueOrigin;
  /** Closes that are kept, and the day of the first. */
  readonly count: number;
  readonly first: number;
}

/** How an instrument of a vault stands. */
export interface InstrumentStanding {
  readonly id: InstrumentId;
  /** Whether an account holds some of it on the day, or owes it. */
  readonly held: boolean;
  /** Whether any entry of the journal names it, voided ones too: then it cannot be taken from the list. */
  readonly named: boolean;
  readonly last?: LastClose;
}

/** Every instrument of a vault as it stands on a day. */
export async function instrumentList({
  vault: name,
  asOf
}: {
  readonly vault: VaultName;
  readonly asOf: Day;
}): Promise<InstrumentStanding[]> {
  const vault = await openedVault(name);
  const [ledger, closes] = await Promise.all([keptLedger(name), lastCloses(vault)]);
  const fold = ledgerFold();
  for (const one of ledger.transactions) if (one.transaction.tradeDay <= asOf) fold.apply(one);
  const held = new Set(fold.holdings.flatMap((one) => (one.quantity === 0n ? [] : [one.instrument])));
  const live = new Set(ledger.transactions.flatMap(({ transaction }) => instrumentsOf(transaction)));
  const named = (id: InstrumentId): boolean =>
    live.has(id) || ledger.entries.some(({ bytes }) => bytes.includes(JSON.stringify(id)));
  return ledger.instruments.map(({ id }) => {
    const last = closes.get(id);
    return { id, held: held.has(id), named: named(id), ...(last ? { last } : {}) };
  });
}

/** Last closes, each from the last year of its series: the years before are not read. */
async function lastCloses(vault: Vault): Promise<Map<InstrumentId, LastClose>> {
  const headers = await priceHeaders(vault);
  const parts = await vault.db.prices.bulkGet(
    headers.map((one): [InstrumentId, number] => [one.instrument, one.years.at(-1) ?? 0])
  );
  const found = new Map<InstrumentId, LastClose>();
  for (const [at, header] of headers.entries()) {
    const part = parts[at];
    const last = (part?.days.length ?? 0) - 1;
    const [day, value] = [part?.days[last], part?.values[last]];
    // A damaged year tells nothing; the summary says that it is damaged.
    if (!part || runProblem(part) !== undefined || day === undefined || value === undefined) continue;
    const { currency, quoteUnit, source, count, first } = header;
    const origin = valueOrigins[originAt(part, last)] ?? 'imported';
    found.set(header.instrument, { day, value, currency, quoteUnit, source, origin, count, first });
  }
  return found;
}
