import { instrumentId } from '$lib/domain/instruments';
import type { Adjustment, PriceSeries } from '$lib/domain/market';
import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { DraftBars, DraftSeries, DraftStanding, StatementInstrument } from '$lib/domain/statements';
import { currencyOptions, usedCurrencies } from '../compare/currencies';
import { fileInstruments, type InstrumentMention, type Resolution } from '../compare/instruments';
import { lineOf } from '../source/table';
import { writtenCurrency } from '../values/currencies';
import { mostFrequent } from '../values/grouping';
import { besideFields, closesOf, type Closes } from './closes';
import type { Reading } from './row-reading';

/** Closes of a file by instrument. Counts are of closes, not of rows. */
export interface PriceRows {
  readonly series: readonly DraftSeries[];
  readonly instruments: readonly StatementInstrument[];
  readonly closes: number;
  readonly understood: number;
  readonly needLook: number;
  readonly leftOut: number;
  readonly taken: number;
  readonly assumedCurrency: CurrencyCode | undefined;
  readonly adjustment: Adjustment;
}

/** Reads closes in long, wide or bar form. */
export function priceRows(reading: Reading): PriceRows {
  const { context, findings, table, saved } = reading;
  const read = closesOf(reading);
  const codes = [...read.columns.values()].map((one) =>
    one.currency === '' ? undefined : writtenCurrency(one.currency)?.code
  );
  const stated = mostFrequent(codes);
  let assumed = stated ?? saved?.defaultCurrency;
  const currency = (): CurrencyCode => (assumed ??= askCurrency(reading));
  const mention = (one: Closes): InstrumentMention => ({
    row: one.firstRow,
    symbol: one.symbol,
    isin: one.isin,
    name: one.name,
    kindText: '',
    currency: writtenCurrency(one.currency)?.code
  });
  const all = [...read.columns.values()].filter((one) => one.days.length > 0);
  const resolved = fileInstruments(all.map(mention), currency, context, findings);
  const stored = new Map((context.prices ?? []).map((one) => [one.instrument, one]));
  const known = (one: Closes): Adjustment | undefined =>
    stored.get(resolved.of(mention(one)).instrument?.id ?? instrumentId('new:'))?.adjustment;
  const adjustment = all.every(known) ? 'splits' : askAdjustment(reading, read.column);
  const series: DraftSeries[] = [];
  const counts = { understood: 0, needLook: 0, taken: 0 };
  for (const one of all) {
    const resolution = resolved.of(mention(one));
    const standing = standingOf(resolution, read.waiting);
    const { bars, ...ordered } = ascending(one, (kept, day) =>
      findings.report(
        'note',
        { code: 'duplicate-day', symbol: one.symbol || one.name, day, keptLine: lineOf(table, kept.row) },
        kept.duplicate,
        one.index
      )
    );
    const count = ordered.days.length;
    const question =
      resolution.out ??
      resolution.hold ??
      read.waiting ??
      (context.instruments.length > 0 ? resolution.asked : undefined);
    if (question) counts.needLook += count;
    else counts.understood += count;
    if (standing === 'taken') counts.taken += count;
    const made: PriceSeries = {
      instrument:
        resolution.instrument?.id ?? instrumentId(`new:${(one.isin || one.symbol || one.name).toUpperCase()}`),
      currency: writtenCurrency(one.currency)?.code ?? resolution.instrument?.currency ?? currency(),
      adjustment: known(one) ?? adjustment,
      quoteUnit: writtenCurrency(one.currency)?.hundredths ? 'hundredth' : 'currency',
      source: context.fileName,
      revision: 1,
      ...ordered
    };
    series.push({
      symbol: one.symbol || one.isin || one.name,
      series: made,
      ...(bars ? { bars } : {}),
      standing,
      ...(question ? { question } : {})
    });
  }
  const closes = counts.understood + counts.needLook + read.refused;
  return {
    series,
    instruments: resolved.all(),
    closes,
    ...counts,
    leftOut: read.refused,
    assumedCurrency: assumed,
    adjustment
  };
}

function standingOf(resolution: Resolution, waiting: string | undefined): DraftStanding {
  if (resolution.out) return 'left-out';
  return resolution.hold || waiting ? 'waiting' : 'taken';
}

function askCurrency({ findings, context }: Reading): CurrencyCode {
  const asked = findings.ask({
    subject: { code: 'currency-assumed', currency: context.baseCurrency },
    required: false,
    rows: [],
    options: currencyOptions(usedCurrencies(context), context.baseCurrency)
  });
  return currencyFromCode((asked.choice() ?? '').replace(/^currency:/, ''))?.code ?? context.baseCurrency;
}

/** What the closes contain cannot be read from them: it is asked once, the usual proposed. */
function askAdjustment({ findings, saved }: Reading, column: string): Adjustment {
  if (saved?.adjustment) return saved.adjustment;
  const best: Adjustment = /adj/i.test(column) ? 'total-return' : 'splits';
  const asked = findings.ask({
    subject: { code: 'price-adjustment', column },
    required: false,
    rows: [],
    options: (['none', 'splits', 'total-return'] as const).map((one) => ({
      id: `adjustment:${one}`,
      ...(one === best ? { best: true } : {})
    }))
  });
  const choice = asked.choice();
  return choice === 'adjustment:none' ? 'none' : choice === 'adjustment:total-return' ? 'total-return' : 'splits';
}

/** Days ascending with their closes; of a day that comes twice the last row of the file counts. */
function ascending(
  one: Closes,
  onDuplicate: (kept: { row: number; duplicate: number }, day: PriceDay) => void
): { days: Int32Array; values: Float64Array; bars: DraftBars | undefined } {
  const { days, values, rows } = one;
  const rising = days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0));
  if (rising) return { days: Int32Array.from(days), values: Float64Array.from(values), bars: besideOf(one) };
  const order = days
    .map((_, at) => at)
    .sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || (rows[a] ?? 0) - (rows[b] ?? 0));
  const kept: number[] = [];
  for (const at of order) {
    const last = kept.at(-1);
    if (last !== undefined && days[last] === days[at]) {
      onDuplicate({ row: rows[at] ?? 0, duplicate: rows[last] ?? 0 }, days[at] ?? last);
      kept[kept.length - 1] = at;
    } else kept.push(at);
  }
  return {
    days: Int32Array.from(kept, (at) => days[at] ?? 0),
    values: Float64Array.from(kept, (at) => values[at] ?? NaN),
    bars: besideOf(one, kept)
  };
}

/** What stands beside the closes that are kept; undefined where none of it is a number. */
function besideOf({ days, beside }: Closes, kept?: readonly number[]): DraftBars | undefined {
  const places = kept ?? days.map((_, at) => at);
  const [open, high, low, volume] = besideFields.map((field) =>
    Float64Array.from(places, (at) => beside[field]?.[at] ?? NaN)
  );
  if (!open || !high || !low || !volume) return undefined;
  const bars = { open, high, low, volume };
  return Object.values(bars).some((values) => values.some(Number.isFinite)) ? bars : undefined;
}

type PriceDay = Closes['days'][number];
