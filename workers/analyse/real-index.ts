import { indexAtOrBefore, priceLevel, type MacroSeries, type MacroSeriesId } from '$lib/domain/market';
import { loadMacro, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** What an index was deflated by. */
export interface Deflation {
  readonly title: string;
  readonly area?: string;
  /** Rise of prices a year between the first and the last day, as a fraction. */
  readonly inflation: number;
  /** Days at the start and at the end for which consumer prices are not known, and which are left out. */
  readonly leftOut: number;
  readonly lastDay: number;
}

/** Levels of an index, and of a benchmark on the same days. */
export interface Levels {
  readonly days: Int32Array;
  readonly index: Float64Array;
  readonly benchmark?: Float64Array;
}

/** The kept series of an id; undefined when it is gone. */
export async function keptMacro(vault: VaultName, id: MacroSeriesId): Promise<MacroSeries | undefined> {
  return (await loadMacro(await openedVault(vault), [id])).series[0];
}

/**
 * Levels in the money of the first day that consumer prices reach: each divided by the price level of its day, which runs
 * straight between the days that consumer prices are dated with. Days that they do not reach are left out.
 * @throws RangeError when a level of prices is not positive.
 */
export function realLevels(levels: Levels, prices: MacroSeries): { levels: Levels; deflation: Deflation } {
  const wrong = prices.values.find((level) => !(level > 0));
  if (wrong !== undefined) throw new RangeError(`consumer prices of ${wrong} deflate nothing`);
  const known = Float64Array.from(levels.days, (day) => priceLevel(prices, day));
  const isKnown = (_: number, at: number): boolean => !Number.isNaN(known[at]);
  const price = known.filter((level) => !Number.isNaN(level));
  const days = levels.days.filter(isKnown);
  const real = (values: Float64Array): Float64Array =>
    values.filter(isKnown).map((value, at) => (value * (price[0] ?? NaN)) / (price[at] ?? NaN));
  const [first, last] = [days[0] ?? NaN, days.at(-1) ?? NaN];
  const years = (last - first) / 365.25;
  return {
    levels: {
      days,
      index: real(levels.index),
      ...(levels.benchmark ? { benchmark: real(levels.benchmark) } : {})
    },
    deflation: {
      title: prices.title,
      ...(prices.area === undefined ? {} : { area: prices.area }),
      inflation: ((price.at(-1) ?? NaN) / (price[0] ?? NaN)) ** (1 / years) - 1,
      leftOut: levels.days.length - days.length,
      lastDay: last
    }
  };
}

/**
 * Mean annual rate over the days after the first, each with the last rate known before it: what cash at that rate would
 * have grown by a year, compounded by days alike. NaN where no rate is known on the first day.
 * @param rates annual fractions
 */
export function meanRate(days: Int32Array, rates: Pick<MacroSeries, 'days' | 'values'>): number {
  let logs = 0;
  for (let at = 1; at < days.length; at++) {
    const [from, to] = [days[at - 1] ?? NaN, days[at] ?? NaN];
    logs += (to - from) * Math.log1p(rates.values[indexAtOrBefore(rates.days, from)] ?? NaN);
  }
  return Math.expm1(logs / ((days.at(-1) ?? NaN) - (days[0] ?? NaN)));
}
