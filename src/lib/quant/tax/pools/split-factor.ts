import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { scaledBy, type Decimal } from '$lib/domain/money';
import type { TaxEvent } from '../record/tax-event';

interface KnownSplit {
  readonly day: Day;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Units of one day as they count on another, through the splits between. */
export type UnitsOn = (instrument: InstrumentId, units: Decimal, from: Day, to: Day) => Decimal;

/**
 * Splits of every instrument as any account books them; the same ratio on the same day is one split. A split works on
 * the morning of its day. Backwards in time the ratio is turned round.
 */
export function splitUnits(events: readonly TaxEvent[]): UnitsOn {
  const splits = new Map<InstrumentId, Map<string, KnownSplit>>();
  for (const event of events) {
    if (event.act !== 'scale') continue;
    const { instrument, day, numerator, denominator } = event;
    let own = splits.get(instrument);
    if (!own) splits.set(instrument, (own = new Map<string, KnownSplit>()));
    own.set(`${day} ${numerator} ${denominator}`, { day, numerator, denominator });
  }
  return (instrument, units, from, to) => {
    const own = splits.get(instrument);
    if (!own || from === to) return units;
    const [first, last] = from < to ? [from, to] : [to, from];
    let numerator = 1n;
    let denominator = 1n;
    for (const split of own.values()) {
      if (split.day <= first || split.day > last) continue;
      numerator *= from < to ? split.numerator : split.denominator;
      denominator *= from < to ? split.denominator : split.numerator;
    }
    return scaledBy(units, numerator, denominator);
  };
}
