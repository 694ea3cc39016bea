import {
  loadMacro,
  loadRates,
  macroHeaders,
  priceHeaders,
  rateHeaders,
  type MacroHeader,
  type PriceHeader,
  type RateHeader,
  type Vault,
  type VaultName
} from '$lib/storage/dexie';
import type { RateSeries } from '$lib/domain/market';
import type { CheckedSeries, QualityContext } from '$lib/quant/quality';
import { openedVault } from '../open-vault';
import { calendarOf, calendarOfRates, weekdays, type JudgedBy } from '../series-calendar';
import { ledgerFacts, type LedgerFacts } from './ledger-facts';
import { announcedSplits, opinionsOf, quotedPrices, repairCounts } from './market-rows';
import { instrumentOf, macroOf, pairOf, seriesText, type SeriesId } from './series-ids';

/** Which vault, at which of its changes, on which day. */
export interface QualityQuestion {
  readonly vault: VaultName;
  readonly revision: number;
  readonly today: number;
}

/** Usual first and last days of the series of a kind. */
export type Peers = Readonly<Record<SeriesId['kind'], NonNullable<QualityContext['peers']>>>;

/** A series read from the vault with all it is judged by. */
export interface KeptSeries {
  readonly id: SeriesId;
  readonly header: PriceHeader | RateHeader | MacroHeader;
  readonly title: string;
  readonly name: string;
  readonly held: boolean;
  readonly judgedBy: JudgedBy;
  readonly series: CheckedSeries;
  readonly context: QualityContext;
}

/** Every series that a vault has, with its extent. */
export async function headersOf(vault: Vault): Promise<{ id: SeriesId; first: number; last: number; count: number }[]> {
  const [prices, rates, macro] = await Promise.all([priceHeaders(vault), rateHeaders(vault), macroHeaders(vault)]);
  const extent = ({ first, last, count }: PriceHeader | RateHeader | MacroHeader) => ({ first, last, count });
  return [
    ...prices.map((one) => ({ id: { kind: 'prices' as const, key: one.instrument as string }, ...extent(one) })),
    ...rates.map((one) => ({ id: { kind: 'rates' as const, key: `${one.base}/${one.quote}` }, ...extent(one) })),
    ...macro.map((one) => ({ id: { kind: 'macro' as const, key: one.id as string }, ...extent(one) }))
  ];
}

/** The quarter of series that begin first, and the quarter that end last, say what is usual. */
export function peersOf(all: Awaited<ReturnType<typeof headersOf>>): Peers {
  const of = (kind: SeriesId['kind']) => {
    const own = all.filter(({ id }) => id.kind === kind);
    const sorted = (pick: 'first' | 'last'): number[] => own.map((one) => one[pick]).sort((a, b) => a - b);
    const quarter = Math.floor((own.length - 1) / 4);
    return { first: sorted('first')[quarter] ?? 0, last: sorted('last').at(-1 - quarter) ?? 0 };
  };
  return { prices: of('prices'), rates: of('rates'), macro: of('macro') };
}

/** Reads some series with all they are judged by; those that went meanwhile are left out. */
export async function keptSeries(
  { vault: name, today, revision }: QualityQuestion,
  wanted: readonly SeriesId[],
  peers: Peers
): Promise<KeptSeries[]> {
  const vault = await openedVault(name);
  const [facts, repaired, opinions] = await Promise.all([
    ledgerFacts(name),
    repairCounts(vault),
    opinionsOf(vault, wanted)
  ]);
  const shared = (id: SeriesId) => ({
    today,
    peers: peers[id.kind],
    opinions: opinions(id),
    repaired: repaired.get(seriesText(id)) ?? 0
  });
  const of = (kind: SeriesId['kind']): SeriesId[] => wanted.filter((one) => one.kind === kind);
  return [
    ...(await keptPrices(vault, of('prices'), facts, shared, () => allRates(vault, revision))),
    ...(await keptRates(vault, of('rates'), shared)),
    ...(await keptMacro(vault, of('macro'), shared))
  ];
}

let keptRatesOf:
  { readonly vault: Vault; readonly revision: number; readonly rates: Promise<readonly RateSeries[]> } | undefined;

/** Every exchange rate, read once for a state of the vault: each chunk of prices asks for it. */
function allRates(vault: Vault, revision: number): Promise<readonly RateSeries[]> {
  if (keptRatesOf?.vault !== vault || keptRatesOf.revision !== revision)
    keptRatesOf = { vault, revision, rates: loadRates(vault).then(({ series }) => series) };
  return keptRatesOf.rates;
}

type Shared = (id: SeriesId) => Omit<QualityContext, 'calendar'>;

async function keptPrices(
  vault: Vault,
  ids: readonly SeriesId[],
  facts: LedgerFacts,
  shared: Shared,
  rates: () => Promise<readonly RateSeries[]>
): Promise<KeptSeries[]> {
  if (ids.length === 0) return [];
  const instruments = ids.map(instrumentOf);
  const [read, pairs, announced, headers] = await Promise.all([
    quotedPrices(vault, instruments),
    rates(),
    announcedSplits(vault, instruments),
    vault.db.series.bulkGet(instruments)
  ]);
  const headerOf = new Map(headers.flatMap((one) => (one ? [[one.instrument, one] as const] : [])));
  const kept: KeptSeries[] = [];
  for (const { bars, ...one } of read) {
    const header = headerOf.get(one.instrument);
    if (!header) continue;
    const id: SeriesId = { kind: 'prices', key: one.instrument };
    const instrument = facts.instruments.get(one.instrument);
    const trades = facts.trades(one);
    const { calendar, judgedBy } = calendarOf(instrument);
    kept.push({
      id,
      judgedBy,
      header,
      title: instrument?.identifiers.findLast(({ scheme }) => scheme === 'symbol')?.value ?? one.instrument,
      name: instrument?.name ?? '',
      held: facts.held.has(one.instrument),
      series: {
        kind: 'prices',
        moves: 'ratio',
        raw: one.adjustment === 'none' || one.adjustment === 'dividends',
        days: one.days,
        values: one.values,
        ...(bars ? { bars } : {})
      },
      context: {
        ...shared(id),
        calendar,
        splits: [...facts.splits(one.instrument), ...(announced.get(one.instrument) ?? [])],
        rates: pairs.filter(({ base, quote }) => base === one.currency || quote === one.currency),
        ...(trades ? { trades } : {})
      }
    });
  }
  return kept;
}

async function keptRates(vault: Vault, ids: readonly SeriesId[], shared: Shared): Promise<KeptSeries[]> {
  if (ids.length === 0) return [];
  const pairs = ids.map(pairOf);
  const [read, headers] = await Promise.all([
    loadRates(vault, pairs),
    vault.db.rateSeries.bulkGet(pairs.map(({ base, quote }): [typeof base, typeof quote] => [base, quote]))
  ]);
  const headerOf = new Map(headers.flatMap((one) => (one ? [[pairKey(one), one] as const] : [])));
  return read.series.flatMap((one): KeptSeries[] => {
    const key = pairKey(one);
    const header = headerOf.get(key);
    const id: SeriesId = { kind: 'rates', key };
    const series: CheckedSeries = { kind: 'rates', moves: 'ratio', days: one.days, values: one.values };
    const { calendar, judgedBy } = calendarOfRates(one.source, key);
    const context = { ...shared(id), calendar };
    return header ? [{ id, header, title: key, name: '', held: false, judgedBy, series, context }] : [];
  });
}

const pairKey = ({ base, quote }: Pick<RateSeries, 'base' | 'quote'>): string => `${base}/${quote}`;

async function keptMacro(vault: Vault, ids: readonly SeriesId[], shared: Shared): Promise<KeptSeries[]> {
  if (ids.length === 0) return [];
  const wanted = ids.map(macroOf);
  const [read, headers] = await Promise.all([loadMacro(vault, wanted), vault.db.macroSeries.bulkGet(wanted)]);
  const headerOf = new Map(headers.flatMap((one) => (one ? [[one.id, one] as const] : [])));
  return read.series.flatMap(({ days, values, ...one }): KeptSeries[] => {
    const header = headerOf.get(one.id);
    if (!header) return [];
    const id: SeriesId = { kind: 'macro', key: one.id };
    const isDifference = one.unit === 'fraction' || values.some((value) => value < 0);
    const { calendar, judgedBy } = weekdays;
    return [
      {
        ...{ id, header, judgedBy, title: one.title, name: one.id, held: false },
        series: { kind: 'macro', moves: isDifference ? 'difference' : 'ratio', days, values },
        context: { ...shared(id), calendar }
      }
    ];
  });
}
