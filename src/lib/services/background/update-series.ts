import type { MarketAnswer, MarketQuestion } from '$lib/data/providers';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { loadPrices, loadRates, savePrices, saveRates, SeriesMismatchError, type Vault } from '$lib/storage/dexie';
import type { BackgroundRow, SourceRow } from '$lib/storage/device';
import { askSource, type AskingProblem } from './ask-source';
import type { AskingWorld } from './permitted-request';
import { providerOf } from './source-provider';
import { soundValues, unfinishedDay, type Run } from './sound-values';

/** What became of one series. */
export type SeriesOutcome =
  | { readonly status: 'written'; readonly values: number; readonly doubtful: number; readonly rejected: number }
  /** Another currency, unit or adjustment, or other values on the days that are stored: not to be joined unseen. */
  | { readonly status: 'differs'; readonly why: 'currency' | 'unit' | 'values' | 'kind' }
  | { readonly status: 'none'; readonly problem: AskingProblem; readonly text: string };

/** What an update of one series needs. */
export interface SeriesUpdate {
  readonly vault: Vault;
  readonly row: BackgroundRow;
  readonly source: SourceRow;
  readonly mayUnseal: boolean;
  readonly world: AskingWorld;
}

/** Days asked for again, so that the join can be judged. */
const OVERLAP = 7;
/** Days of a series that has none, and the longest gap that is filled here; longer ones are a matter for the Data screen. */
const FIRST = 31;
const LONGEST = 370;
/** Largest change in logarithm that is taken unseen: by two thirds for a price, by a quarter for a rate. */
const LEAP = { prices: 0.5, rates: 0.22 } as const;
/** Share by which a source may differ from what is stored on the days that both have. */
const SAME = 2e-3;

/** Asks for the last days of one series and writes those that are not stored. */
export async function updateSeries(update: SeriesUpdate): Promise<SeriesOutcome> {
  const provider = providerOf(update.source);
  if (!provider) return { status: 'none', problem: 'refused', text: `no source ${update.row.provider}` };
  const { vault, row, world } = update;
  const stored = await (row.kind === 'prices' ? storedPrices(vault, row.key) : storedRates(vault, row.key));
  const unfinished = unfinishedDay(world.now());
  const last = stored?.days.at(-1);
  const from = last === undefined ? unfinished - FIRST : Math.max(last - OVERLAP, unfinished - LONGEST);
  // Everything up to the last day that is over is there.
  if (last !== undefined && last >= unfinished - 1) return { status: 'written', values: 0, doubtful: 0, rejected: 0 };
  const question = questionOf(row, from, unfinished - 1);
  const asked = await askSource(question, { provider, row: update.source, mayUnseal: update.mayUnseal }, world);
  if (asked.status === 'none') return asked;
  return written(update, asked.answer, stored, unfinished);
}

function questionOf(row: BackgroundRow, fromDay: number, toDay: number): MarketQuestion {
  const [from, to] = [dayFromNumber(fromDay), dayFromNumber(toDay)];
  if (row.kind === 'prices') return { kind: 'prices', symbol: row.symbol, from, to };
  const [base = '', quote = ''] = row.key.split('/');
  return { kind: 'rates', base, quote, from, to };
}

async function written(
  { vault, row }: SeriesUpdate,
  answer: MarketAnswer,
  stored: PriceSeries | RateSeries | undefined,
  unfinished: number
): Promise<SeriesOutcome> {
  if (answer.kind !== row.kind || (answer.kind !== 'prices' && answer.kind !== 'rates'))
    return { status: 'none', problem: 'malformed', text: `answered ${answer.kind}` };
  const fetched: Run = answer.kind === 'prices' ? { days: answer.bars.days, values: answer.bars.close } : answer;
  const known: Run = stored ?? { days: new Int32Array(0), values: new Float64Array(0) };
  const { days, values, rejected, doubtful, difference, common } = soundValues(fetched, known, {
    unfinished,
    leap: LEAP[row.kind]
  });
  if (difference > SAME) return { status: 'differs', why: 'values' };
  const outcome = { doubtful: doubtful.length, rejected };
  try {
    if (answer.kind === 'rates') {
      const [base = '', quote = ''] = row.key.split('/');
      const series = { base: currencyCode(base), quote: currencyCode(quote), source: row.provider, days, values };
      const saved = days.length > 0 ? await saveRates(vault, [series], { origin: 'fetched' }) : { written: 0 };
      return { status: 'written', values: saved.written, ...outcome };
    }
    const own = stored && 'instrument' in stored ? stored : undefined;
    const instrument = await vault.db.instruments.get(instrumentId(row.key));
    const currency = own?.currency ?? instrument?.currency;
    if (currency === undefined) return { status: 'none', problem: 'refused', text: 'no such instrument' };
    if (answer.currency !== undefined && answer.currency !== currency) return { status: 'differs', why: 'currency' };
    if (own && answer.quoteUnit !== own.quoteUnit) return { status: 'differs', why: 'unit' };
    if (own && answer.adjustment !== own.adjustment && common === 0) return { status: 'differs', why: 'kind' };
    const series: PriceSeries = {
      ...{ instrument: instrumentId(row.key), currency, source: own?.source ?? row.provider, revision: 1 },
      // What the stored series contains holds for the days joined to it: the values agree where both have them.
      adjustment: own?.adjustment ?? answer.adjustment,
      quoteUnit: own?.quoteUnit ?? answer.quoteUnit,
      ...{ days, values }
    };
    const saved = days.length > 0 ? await savePrices(vault, [series], { origin: 'fetched' }) : { written: 0 };
    return { status: 'written', values: saved.written, ...outcome };
  } catch (error) {
    if (error instanceof SeriesMismatchError) return { status: 'differs', why: 'kind' };
    throw error;
  }
}

async function storedPrices(vault: Vault, key: string): Promise<PriceSeries | undefined> {
  return (await loadPrices(vault, [instrumentId(key)])).series[0];
}

async function storedRates(vault: Vault, key: string): Promise<RateSeries | undefined> {
  const [base = '', quote = ''] = key.split('/');
  return (await loadRates(vault, [{ base: currencyCode(base), quote: currencyCode(quote) }])).series[0];
}
