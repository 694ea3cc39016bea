import { crossingsApply } from '$lib/quant/backtest';
import { estimatedByPast, strategyOf, type NumberParameter, type StrategySpec } from '$lib/quant/strategies';
import type { StrategyEntry } from '$lib/services/backtest-strategies';
import { percent, plainNumber } from '$lib/ui/format';
import { labelOf } from '../strategy/fields';

/** A number of a strategy that can be tried. */
export interface TriedNumber {
  readonly name: string;
  readonly label: string;
  readonly field: NumberParameter;
  readonly now: number;
}

/** The number parameters of a strategy, with what they are now. */
export function numbersOf(spec: StrategySpec): TriedNumber[] {
  const given: Readonly<Record<string, unknown>> = { ...spec };
  return Object.entries(strategyOf(spec.strategy).parameters as Record<string, { readonly kind: string }>).flatMap(
    ([name, field]) => {
      if (field.kind !== 'number') return [];
      const number = field as NumberParameter;
      const value = given[name];
      return [{ name, label: labelOf(number), field: number, now: typeof value === 'number' ? value : number.default }];
    }
  );
}

/** Values between two ends, whole where the number is; equal ones once. */
export function valuesBetween(field: NumberParameter, from: number, to: number, count: number): number[] {
  const values = Array.from({ length: count }, (_, at) => {
    const value = count < 2 ? from : from + ((to - from) * at) / (count - 1);
    return field.whole ? Math.round(value) : Number(value.toPrecision(6));
  });
  return [...new Set(values)].filter((value) => value >= field.minimum && value <= field.maximum);
}

/** Ends and count that are usual for a number: from half of what it is to twice that. */
export function usualRange({ field, now }: TriedNumber): { from: number; to: number; count: number } {
  const bound = (value: number): number => Math.min(field.maximum, Math.max(field.minimum, value));
  const rounded = (value: number): number => (field.whole ? Math.round(value) : Number(value.toPrecision(3)));
  return now <= 1 && field.whole
    ? { from: field.minimum, to: bound(field.minimum + 5), count: 6 }
    : now === 0
      ? { from: field.minimum, to: bound(1), count: 6 }
      : { from: rounded(bound(now / 2)), to: rounded(bound(now * 2)), count: 6 };
}

/** A value of a number as text. */
export const numberText = ({ field }: TriedNumber, value: number): string =>
  field.unit === 'fraction' ? percent(value) : plainNumber(value, { digits: 3 });

/** A combination as text. */
export function pointText(numbers: readonly TriedNumber[], point: Readonly<Record<string, number>>): string {
  return numbers
    .filter(({ name }) => point[name] !== undefined)
    .map((one) => `${one.field.short} ${numberText(one, point[one.name] ?? NaN)}`)
    .join(', ');
}

/** True when averages trade so that all their pairs can be tried at once. */
export const atOnce = ({ strategy, execution }: StrategyEntry): boolean => crossingsApply(strategy, execution);

/** True when there are weights to estimate on other years. */
export const learnsWeights = (spec: StrategySpec): boolean => estimatedByPast(spec);
