import { plusDays, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { panelFromSeries, type Panel } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { closesJoined, joinsByInstrument, seriesInCurrency, type JoinsByInstrument } from '$lib/quant/currencies';
import { loadPrices, loadRates, type VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** Which prices a decision is made on. */
export interface UniverseQuestion {
  readonly vault: VaultName;
  readonly instruments: readonly InstrumentId[];
  readonly base: CurrencyCode;
  readonly start: Day;
  readonly end: Day;
  readonly revision: number;
}

/** Closes in one currency, joined across booked events; instruments without any, or without a rate, are named. */
export interface Universe {
  readonly panel: Panel;
  readonly missing: readonly { readonly instrument: InstrumentId; readonly reason: 'no-prices' | 'no-rate' }[];
}

// Two: the universe that is asked about and the market that it is compared with.
const KEPT = 2;
let kept: readonly { readonly key: string; readonly universe: Universe }[] = [];

/** The panel of a universe, read from the vault; the last two are kept while neither question nor vault changes. */
export async function universeOf(question: UniverseQuestion): Promise<Universe> {
  const { vault: name, instruments, base, start, end, revision } = question;
  const key = JSON.stringify([name, instruments, base, start, end, revision]);
  const known = kept.find((one) => one.key === key);
  if (known) return known.universe;
  const vault = await openedVault(question.vault);
  const span = { start: plusDays(question.start, -7), end: question.end };
  const [ledger, rates] = await Promise.all([keptLedger(name), loadRates(vault)]);
  const joins = joinsByInstrument(ledger.transactions);
  const prices = await loadPrices(vault, withOthers(question.instruments, joins), span);
  const seriesOf = (id: InstrumentId) => prices.series.find((one) => one.instrument === id);
  const missing: { instrument: InstrumentId; reason: 'no-prices' | 'no-rate' }[] = [];
  const series = question.instruments.flatMap((instrument) => {
    const found = closesJoined(instrument, joins, seriesOf)?.series;
    const converted = found && seriesInCurrency(found, question.base, rates.series);
    if (converted) return [converted];
    missing.push({ instrument, reason: found ? 'no-rate' : 'no-prices' });
    return [];
  });
  const universe = { panel: panelFromSeries(series, { start: question.start, end: question.end }), missing };
  kept = [{ key, universe }, ...kept].slice(0, KEPT);
  return universe;
}

/** Instruments with those whose closes theirs are joined to. */
function withOthers(instruments: readonly InstrumentId[], joins: JoinsByInstrument): InstrumentId[] {
  const all = new Set(instruments);
  for (const instrument of all)
    for (const join of joins.get(instrument) ?? []) {
      if (join.kind === 'succeeds') all.add(join.from.instrument);
      if (join.kind === 'gives-away' && join.units) all.add(join.units.instrument);
    }
  return [...all];
}
