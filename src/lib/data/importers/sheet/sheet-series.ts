import type { Instrument } from '$lib/domain/instruments';
import type { DraftSeries, DraftStanding, StatementContext } from '$lib/domain/statements';
import type { Findings } from '../compare/findings';
import { addTo } from '../values/grouping';
import type { StatedPrices } from './reader';
import type { SheetInstruments } from './sheet-instruments';
import { shortName } from './sheet-rows';
import type { StatementSheet } from './statement-sheet';

interface Group {
  readonly instrument: Instrument;
  readonly symbol: string;
  readonly standing: DraftStanding;
  readonly question: string | undefined;
}

/** Closes that a file brings along, one series for each instrument; those in another currency than the stored ones stay out. */
export function sheetSeries(
  sheet: StatementSheet,
  instruments: SheetInstruments,
  context: StatementContext,
  findings: Findings
): DraftSeries[] {
  const groups = new Map<string, Group>();
  const stated = new Map<string, StatedPrices[]>();
  for (const series of sheet.series) {
    const { instrument, out, hold, asked } = instruments.of(series.instrument);
    if (!instrument) continue;
    const symbol = shortName(sheet.instruments.get(series.instrument), series.instrument);
    const standing = out ? 'left-out' : hold ? 'waiting' : 'taken';
    const question = out ?? hold ?? asked;
    if (!groups.has(instrument.id)) groups.set(instrument.id, { instrument, symbol, standing, question });
    addTo(stated, instrument.id, series);
  }
  const stored = new Map((context.prices ?? []).map((one) => [one.instrument as string, one]));
  return [...groups].flatMap(([id, { instrument, symbol, standing, question }]): DraftSeries[] => {
    const list = stated.get(id) ?? [];
    const [first] = list;
    if (!first) return [];
    const known = stored.get(id);
    const currency = known?.currency ?? first.currency;
    for (const one of list)
      if (one.currency !== currency)
        findings.add({
          subject: { code: 'prices-in-other-currency', symbol, currency: one.currency },
          effect: 'note'
        });
    const closes = new Map<number, number>();
    for (const one of list)
      if (one.currency === currency)
        for (const { day, value } of one.points) if (value > 0 && value < Infinity) closes.set(day, value);
    const quoteUnit = known?.quoteUnit ?? 'currency';
    if (closes.size === 0 || quoteUnit === 'percent-of-par') return [];
    const scale = quoteUnit === 'hundredth' ? 100 : 1;
    const days = [...closes.keys()].sort((a, b) => a - b);
    return [
      {
        symbol,
        standing,
        ...(question === undefined ? {} : { question }),
        series: {
          instrument: instrument.id,
          currency,
          adjustment: known?.adjustment ?? first.adjustment,
          quoteUnit,
          source: context.fileName,
          revision: 1,
          days: Int32Array.from(days),
          values: Float64Array.from(days, (day) => (closes.get(day) ?? NaN) * scale)
        }
      }
    ];
  });
}
