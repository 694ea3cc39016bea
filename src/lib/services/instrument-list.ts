import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { instrumentId, isIsin, isMarketCode, type DatedIdentifier, type Instrument } from '$lib/domain/instruments';
import { batchId, type BatchId } from '$lib/domain/ledger';
import { currencyFromCode } from '$lib/domain/money';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { freshId } from './edit-ledger';
import type { FoundListings } from './fetch-market-data';
import { storage, vaultNamed, type VaultName } from './vaults';

export type InstrumentListQuestion = InputOf<'value', 'instrumentList'> & { readonly revision: number };
/** How an instrument of a vault stands: held, named by the ledger, its last close. */
export type InstrumentStanding = OutputOf<'value', 'instrumentList'>[number];
/** A listing as a source found it. */
export type FoundListing = FoundListings['bySource'][number]['listings'][number];

/** Every instrument of a vault as it stands on a day. */
export const instrumentStandings = (
  { vault, asOf }: InstrumentListQuestion,
  control: { readonly signal: AbortSignal }
): Promise<InstrumentStanding[]> => run('value', 'instrumentList', { vault, asOf }, control);

/** What a person types of an instrument. */
export interface TypedInstrument {
  readonly symbol: string;
  readonly name: string;
  readonly currency: string;
  readonly kind: Instrument['kind'];
  readonly isin?: string;
  readonly exchange?: string;
}

/** A new instrument; undefined where the currency is not known. Nothing is kept. */
export function newInstrument({
  symbol,
  name,
  currency,
  kind,
  isin,
  exchange
}: TypedInstrument): Instrument | undefined {
  const code = currencyFromCode(currency)?.code;
  if (code === undefined) return undefined;
  const identifiers: DatedIdentifier[] = [
    ...(symbol.trim() ? [{ scheme: 'symbol', value: symbol.trim() } as const] : []),
    ...(isin?.trim() ? [{ scheme: 'isin', value: isin.trim().toUpperCase() } as const] : [])
  ];
  return {
    ...{ id: instrumentId(freshId(name)), kind, name: name.trim() || symbol.trim(), currency: code, identifiers },
    ...(exchange ? { exchange } : {})
  };
}

/**
 * A listing of a source as a new instrument, named at that source as the source names it; undefined where its currency is not
 * known. Only a whole ISIN and a market code are taken over.
 */
export function instrumentFromListing(
  source: string,
  found: FoundListing,
  currency = found.currency
): Instrument | undefined {
  const made = newInstrument({
    ...{ symbol: plainSymbol(found.symbol), name: found.name, currency: currency ?? '', kind: found.kind ?? 'equity' },
    ...(found.isin !== undefined && isIsin(found.isin) ? { isin: found.isin } : {}),
    ...(found.exchange !== undefined && isMarketCode(found.exchange) ? { exchange: found.exchange } : {})
  });
  return (
    made && {
      ...made,
      ...(found.country !== undefined && /^[A-Z]{2}$/.test(found.country) ? { country: found.country } : {}),
      sourceSymbols: { [source]: found.symbol }
    }
  );
}

/** The symbol without what sources write behind it for a market: "SAP.XETRA", "VOD:XLON", "BMW.DE". A class of shares stays. */
export function plainSymbol(symbol: string): string {
  return symbol.replace(/(?::[A-Z]{3,8}|\.[A-Z]{2,8}|(?<=[A-Z0-9]{2})\.[LTF])$/, '');
}

/** What a listing says of an instrument that its record does not: filled in, nothing that is there is changed. */
export function completedBy(instrument: Instrument, source: string, found: FoundListing): Instrument {
  const isin = found.isin?.trim().toUpperCase();
  const hasIsin = instrument.identifiers.some(({ scheme }) => scheme === 'isin');
  const exchange = found.exchange !== undefined && isMarketCode(found.exchange) ? found.exchange : undefined;
  return {
    ...instrument,
    ...(!hasIsin && isin !== undefined && isIsin(isin)
      ? { identifiers: [...instrument.identifiers, { scheme: 'isin', value: isin } as const] }
      : {}),
    ...(instrument.exchange === undefined && exchange !== undefined ? { exchange } : {}),
    sourceSymbols: { [source]: found.symbol, ...instrument.sourceSymbols }
  };
}

/**
 * Takes an instrument that the ledger does not name from the list, with its closes; an act that can be undone.
 * @throws InstrumentInUseError.
 */
export async function instrumentRemoved(name: VaultName, { id }: Instrument, title: string): Promise<BatchId> {
  const [{ appendActs, priceHeaders }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const header = (await priceHeaders(vault)).find(({ instrument }) => instrument === id);
  const batch = batchId(randomId());
  await appendActs(vault, [], {
    ...{ batch, recordedAt: now(), title, retires: [id] },
    // An empty series in the place of the one that is there; of the strongest origin, so that none of it stays.
    ...(header
      ? {
          prices: [
            {
              ...{
                instrument: id,
                currency: header.currency,
                adjustment: header.adjustment,
                quoteUnit: header.quoteUnit
              },
              ...{ source: header.source, revision: header.revision },
              ...{ days: new Int32Array(0), values: new Float64Array(0) }
            }
          ],
          replaceSeries: true,
          origin: 'manual' as const
        }
      : {})
  });
  return batch;
}
