import {
  absolute,
  add,
  compare,
  decimalFromNumber,
  decimalToNumber,
  negate,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import type { FigureExplanation, FigureInput } from './figure-explanation';

/**
 * An explanation with at most so many inputs: the greatest, in the order in which they came, and one input 'others' for what
 * the rest makes together. Products and rates are short, or mean nothing in part, and stay whole.
 */
export function shortened(explanation: FigureExplanation, most: number): FigureExplanation {
  const { inputs, makes } = explanation;
  if (inputs.length <= most || (makes !== 'sum' && makes !== 'linked')) return explanation;
  const bySize = [...inputs].sort((a, b) => compare(absolute(b.value), absolute(a.value)));
  const kept = new Set(bySize.slice(0, Math.max(0, most - 1)));
  const rest = inputs.filter((one) => !kept.has(one));
  const [first] = rest;
  if (!first) return explanation;
  const { kind, currency } = first;
  const others: FigureInput = {
    label: 'others',
    kind,
    value: makes === 'sum' ? summed(rest) : linked(rest),
    count: rest.length,
    ...(currency === undefined ? {} : { currency })
  };
  return { ...explanation, inputs: [...inputs.filter((one) => kept.has(one)), others] };
}

function summed(inputs: readonly FigureInput[]): Decimal {
  return inputs.reduce((sum, { value, inverse }) => add(sum, inverse ? negate(value) : value), ZERO);
}

function linked(inputs: readonly FigureInput[]): Decimal {
  return decimalFromNumber(inputs.reduce((level, { value }) => level * (1 + decimalToNumber(value)), 1) - 1);
}
