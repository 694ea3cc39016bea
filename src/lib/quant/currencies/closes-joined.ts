import type { InstrumentId } from '$lib/domain/instruments';
import type { LiveTransaction } from '$lib/domain/ledger';
import { joinedSeries, type JoinedSeries, type PriceSeries, type SeriesJoin } from '$lib/domain/market';

/** Events of a ledger that break series of closes, by the instrument whose series they break. */
export type JoinsByInstrument = ReadonlyMap<InstrumentId, readonly SeriesJoin[]>;

/**
 * Events that break series of closes, out of a ledger: splits and stock dividends; what takes another instrument's place
 * (all old units go into one new instrument); what is given away beside units that stay (spin-offs).
 * A merger into several instruments, or with cash beside, joins none of them. An event of several accounts counts once.
 */
export function joinsByInstrument(live: Iterable<LiveTransaction>): JoinsByInstrument {
  const joins = new Map<InstrumentId, SeriesJoin[]>();
  const seen = new Set<string>();
  const note = (instrument: InstrumentId, join: SeriesJoin): void => {
    const key = JSON.stringify([instrument, join]);
    if (seen.has(key)) return;
    seen.add(key);
    joins.set(instrument, [...(joins.get(instrument) ?? []), join]);
  };
  for (const { transaction } of live) {
    if (transaction.verb === 'split') {
      const { instrument, tradeDay: day, numerator, denominator } = transaction;
      note(instrument, { kind: 'units', day, numerator, denominator });
    } else if (transaction.verb === 'reorganisation') {
      const { instrument, tradeDay: day, keeps, receives, boot } = transaction;
      const [only] = receives;
      for (const { instrument: received, numerator, denominator } of receives)
        if (keeps && received === instrument)
          note(instrument, { kind: 'units', day, numerator: numerator + denominator, denominator });
        else if (keeps)
          note(instrument, { kind: 'gives-away', day, units: { instrument: received, numerator, denominator } });
      if (!keeps && !boot && receives.length === 1 && only && only.instrument !== instrument)
        note(only.instrument, {
          kind: 'succeeds',
          day,
          from: { instrument, numerator: only.numerator, denominator: only.denominator }
        });
    }
  }
  return joins;
}

/**
 * The closes of an instrument joined across the events of a ledger, for statistics; see joinedSeries. Series of the
 * instruments it succeeds, joined in turn, carry it on backwards.
 * @param seriesOf series as they are stored. Undefined when there is none of the instrument.
 */
export function closesJoined(
  instrument: InstrumentId,
  joins: JoinsByInstrument,
  seriesOf: (instrument: InstrumentId) => PriceSeries | undefined,
  within: readonly InstrumentId[] = []
): JoinedSeries | undefined {
  const series = seriesOf(instrument);
  if (!series) return undefined;
  const own = (joins.get(instrument) ?? []).map((join): SeriesJoin => {
    if (join.kind === 'gives-away' && join.units) {
      const other = seriesOf(join.units.instrument);
      return other ? { ...join, units: { ...join.units, series: other } } : join;
    }
    // A chain of names may come back to one of its own; it is followed once.
    if (join.kind !== 'succeeds' || within.includes(join.from.instrument)) return join;
    const old = closesJoined(join.from.instrument, joins, seriesOf, [...within, instrument])?.series;
    return old ? { ...join, from: { ...join.from, series: old } } : join;
  });
  return joinedSeries(series, own);
}
