import type { DataKind, Provider } from '$lib/data/providers';
import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { ledgerFold } from '$lib/domain/ledger';
import { providerOf } from '$lib/services/background';
import { loadSetting, priceHeaders, rateHeaders, type VaultName } from '$lib/storage/dexie';
import { loadSources, type BackgroundRow, type SourceRow } from '$lib/storage/device';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/**
 * What background work would ask for: prices of what is held, of the benchmark and of what has prices without ever having
 * been traded, and the exchange rates that are kept; each by the first enabled source that knows it.
 */
export async function proposedSet({ vault: name }: { readonly vault: VaultName }): Promise<BackgroundRow[]> {
  const vault = await openedVault(name);
  const [ledger, headers, rates, benchmark, sources] = await Promise.all([
    keptLedger(name),
    priceHeaders(vault),
    rateHeaders(vault),
    loadSetting(vault, 'benchmark'),
    loadSources()
  ]);
  const fold = ledgerFold();
  const traded = new Set<InstrumentId>();
  for (const one of ledger.transactions) {
    if ('instrument' in one.transaction && one.transaction.instrument) traded.add(one.transaction.instrument);
    fold.apply(one);
  }
  const held = new Set(fold.holdings.flatMap(({ instrument, quantity }) => (quantity === 0n ? [] : [instrument])));
  const priced = new Set(headers.map(({ instrument }) => instrument));
  const wanted = ledger.instruments.filter(
    ({ id }) => held.has(id) || id === benchmark || (priced.has(id) && !traded.has(id))
  );
  const row = (kind: BackgroundRow['kind'], key: string, provider: Provider, symbol: string): BackgroundRow => ({
    ...{ id: `${name} ${kind} ${key}`, vault: name, kind, key },
    ...{ provider: provider.id, symbol }
  });
  return [
    ...wanted.flatMap((instrument) => {
      const found = firstOf(sources, 'prices', (provider) => symbolFor(provider, instrument));
      return found ? [row('prices', instrument.id, ...found)] : [];
    }),
    ...rates.flatMap(({ base, quote }) => {
      const key = `${base}/${quote}`;
      const found = firstOf(sources, 'rates', () => key);
      return found ? [row('rates', key, ...found)] : [];
    })
  ];
}

function firstOf(
  sources: readonly SourceRow[],
  kind: DataKind,
  symbolOf: (provider: Provider) => string | undefined
): [Provider, string] | undefined {
  for (const source of sources.filter(({ enabled }) => enabled)) {
    const provider = providerOf(source);
    const symbol = provider?.kinds.includes(kind) ? symbolOf(provider) : undefined;
    if (provider && symbol !== undefined) return [provider, symbol];
  }
  return undefined;
}

function symbolFor(provider: Provider, instrument: Instrument): string | undefined {
  const kept = instrument.sourceSymbols?.[provider.id];
  if (kept !== undefined) return kept;
  if (provider.symbolOf) return provider.symbolOf(instrument);
  return instrument.kind === 'private' || instrument.kind === 'option' ? undefined : identifierOf(instrument);
}
