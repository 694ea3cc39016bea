import { wholeBars, type Bars } from './bars';
import { indicatorById, type AnyIndicator } from './catalog';
import type { IndicatorUnit } from './indicator';

/** Values of one line, one for each day of the series; NaN where there is none. */
export interface LineValues {
  readonly id: string;
  readonly name: string;
  readonly unit: IndicatorUnit;
  readonly place: 'over-price' | 'below';
  readonly form?: 'columns';
  readonly values: Float64Array;
}

/** Parameters by name; those left out are at their default. */
export type IndicatorParameters = Readonly<Record<string, number>>;

/** All parameters of an indicator. @throws RangeError for an unknown name, a value out of bounds, or a pair that does not go together. */
export function settledParameters(one: AnyIndicator, given: IndicatorParameters = {}): Record<string, number> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(one.parameters, name)) throw new RangeError(`${one.id} has no parameter ${name}`);
  }
  const settled: Record<string, number> = {};
  for (const [name, field] of Object.entries(one.parameters)) {
    const value = given[name] ?? field.default;
    if (!Number.isFinite(value) || value < field.minimum || value > field.maximum) {
      throw new RangeError(`${one.id}.${name}: ${value} is not between ${field.minimum} and ${field.maximum}`);
    }
    if (field.whole && !Number.isInteger(value)) throw new RangeError(`${one.id}.${name}: ${value} is not whole`);
    settled[name] = value;
  }
  const refusal = one.refusal?.(settled);
  if (refusal !== undefined) throw new RangeError(`${one.id}: ${refusal}`);
  return settled;
}

/** Place of a line among an indicator's, the first when none is named. @throws RangeError when it has none of the name. */
export function placeOfLine(one: AnyIndicator, line?: string): number {
  const place = line === undefined ? 0 : one.lines.findIndex(({ id }) => id === line);
  if (place < 0) throw new RangeError(`${one.id} has no line ${line}`);
  return place;
}

/**
 * Lines of an indicator over bars, one value a day of the series. Days that lack a needed value are left out and carry
 * NaN; the days around them are neighbours. Before its warm-up a line is NaN. A value depends on its own day and those
 * before only. @throws RangeError for an unknown indicator, bad parameters, or a series without a needed input.
 */
export function indicator(id: string, parameters: IndicatorParameters, series: Bars): LineValues[] {
  const one = indicatorById(id);
  const settled = settledParameters(one, parameters);
  const { bars, places } = wholeBars(series, one.inputs);
  const computed = one.compute(bars, settled);
  return one.lines.map(({ warmUp, ...line }, order) => {
    const values = new Float64Array(series.close.length).fill(NaN);
    const found = computed[order];
    for (let index = warmUp(settled); index < places.length; index += 1) {
      const value = found?.[index] ?? NaN;
      values[places[index] ?? 0] = Number.isFinite(value) ? value : NaN;
    }
    return { ...line, values };
  });
}
