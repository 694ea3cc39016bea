import type { EventId } from '$lib/domain/ledger';
import { absolute, decimalFromNumber, decimalToNumber, divide, sum, type Decimal } from '$lib/domain/money';
import type { FigureExplanation, FigureInput } from '$lib/quant/explanation';
import type { ExplainContext } from './context';
import type { HoldingRow } from '../holdings';

/** Value less cost. */
export function explainedGain(
  { input }: ExplainContext,
  { value, cost, gain }: Pick<HoldingRow, 'value' | 'cost' | 'gain'>,
  events: readonly EventId[]
): FigureExplanation {
  const amount = { kind: 'amount', currency: input.base } as const;
  return {
    formula: 'value-less-cost',
    makes: 'sum',
    result: gain,
    ...amount,
    inputs: [
      { label: 'value', ...amount, value, day: input.period.end },
      { label: 'cost', ...amount, value: cost, inverse: true }
    ],
    events
  };
}

/** Gain over the size of the cost; undefined at no cost. */
export function gainOverCost(
  gain: Decimal,
  cost: Decimal,
  { input }: ExplainContext,
  events: readonly EventId[]
): FigureExplanation | undefined {
  if (cost === 0n) return undefined;
  const amount = { kind: 'amount', currency: input.base } as const;
  return {
    formula: 'gain-over-cost',
    makes: 'product',
    result: decimalToNumber(divide(gain, absolute(cost))),
    kind: 'fraction',
    inputs: [
      { label: 'gain', ...amount, value: gain },
      { label: 'cost', ...amount, value: absolute(cost), inverse: true }
    ],
    events
  };
}

/** A value over the worth of the whole; undefined when that is nothing. */
export function shareOfTotal(
  value: Decimal,
  weight: number,
  { held, input }: ExplainContext,
  about: Partial<Pick<FigureInput, 'instrument' | 'account' | 'day'>>
): FigureExplanation | undefined {
  if (held.total === 0n) return undefined;
  const amount = { kind: 'amount', currency: input.base, day: input.period.end } as const;
  const { instrument, account } = about;
  return {
    formula: 'value-over-total',
    makes: 'product',
    result: weight,
    kind: 'fraction',
    inputs: [
      {
        label: 'value',
        ...amount,
        value,
        ...(instrument === undefined ? {} : { instrument }),
        ...(account === undefined ? {} : { account })
      },
      { label: 'total', ...amount, value: held.total, inverse: true }
    ],
    events: []
  };
}

/** A sum of fractions as an explanation. */
export function sumOfFractions(
  inputs: readonly FigureInput[],
  formula: FigureExplanation['formula']
): FigureExplanation {
  const result = decimalToNumber(sum(inputs.map(({ value }) => value)));
  return { formula, makes: 'sum', result, kind: 'fraction', inputs, events: [] };
}

/** A fraction as inputs have it; missing counts as nothing. */
export const fractionOf = (value: number): Decimal => decimalFromNumber(Number.isFinite(value) ? value : 0);
