import { dayFromCivil } from '$lib/domain/calendar';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import type { PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';

const dollar = currencyCode('USD');
const START = dayFromCivil(2004, 1, 1);
const DAYS = 5000;

export const instrumentAt = (index: number): InstrumentId => instrumentId(`STOCK-${String(index).padStart(4, '0')}`);

/** 5,000 weekdays, twenty years of trading, and closes of a walk; the same on every run. */
export function marketSeries(instruments: number): PriceSeries[] {
  const days = new Int32Array(DAYS);
  for (let day = START, at = 0; at < DAYS; day++) if ((day + 3) % 7 < 5) days[at++] = day;
  let state = 12_345;
  const step = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
  return Array.from({ length: instruments }, (_, index): PriceSeries => {
    let close = 50 + index / 10;
    const values = Float64Array.from(days, () => (close = Math.max(1, close * (1 + step() / 50))));
    const about = { currency: dollar, adjustment: 'splits', quoteUnit: 'currency', source: 'bench' } as const;
    return { instrument: instrumentAt(index), ...about, revision: 1, days, values };
  });
}
