import type { Day } from '$lib/domain/calendar';
import {
  add,
  decimalFromUnits,
  decimalToNumber,
  minorUnits,
  negate,
  ONE,
  rounded,
  roundedQuotient,
  subtract,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import { annualised, moneyWeightedReturn, rateShown } from '$lib/quant/returns';
import type { FigureExplanation, FigureInput } from './figure-explanation';

type Made = Pick<FigureExplanation, 'makes' | 'inputs' | 'kind' | 'currency'>;

/**
 * What the inputs of an explanation make, by its {@link FigureExplanation.makes}, a product of an amount to its minor unit,
 * without its rounding; a fraction is a number. NaN where a rate does not exist.
 */
export function madeOf({ makes, inputs, kind, currency }: Made): Decimal | number {
  const exact = exactly(makes, inputs);
  if (typeof exact === 'number') return exact;
  if (kind === 'fraction') return decimalToNumber(exact);
  const isRounded = makes !== 'sum' && kind === 'amount' && currency !== undefined;
  return isRounded ? rounded(exact, minorUnits(currency)) : exact;
}

/** The explanation with the rounding that its result needs; unchanged where the inputs make the result to the digit. */
export function reconciled(explanation: FigureExplanation): FigureExplanation {
  const { result } = explanation;
  const made = madeOf(explanation);
  if (typeof result === 'number' || typeof made === 'number' || result === made) return explanation;
  return { ...explanation, rounding: subtract(result, made) };
}

/** What the inputs and the rounding make: the result. */
export function resultOf(explanation: FigureExplanation): Decimal | number {
  const made = madeOf(explanation);
  return typeof made === 'number' ? made : add(made, explanation.rounding ?? ZERO);
}

function exactly(makes: Made['makes'], inputs: readonly FigureInput[]): Decimal | number {
  switch (makes) {
    case 'sum':
      return inputs.reduce((sum, one) => add(sum, signed(one)), ZERO);
    case 'product':
      return product(inputs);
    case 'growth':
      return decimalToNumber(product(inputs)) - 1;
    case 'linked':
      return inputs.reduce((level, { value }) => level * (1 + decimalToNumber(value)), 1) - 1;
    case 'power':
      return annualised(valueOf(inputs, 'return'), valueOf(inputs, 'years'));
    case 'change':
      return product(withChange(inputs));
    case 'rate':
      return rateOf(inputs);
  }
}

const signed = ({ value, inverse }: FigureInput): Decimal => (inverse ? negate(value) : value);

function product(inputs: readonly Pick<FigureInput, 'value' | 'inverse'>[]): Decimal {
  let [above, below]: [bigint, bigint] = [ONE, 1n];
  for (const { value, inverse } of inputs) {
    if (inverse) [above, below] = [above * ONE, below * value];
    else [above, below] = [above * value, below * ONE];
  }
  return below === 0n ? ZERO : decimalFromUnits(roundedQuotient(above, below, 'half-even'));
}

function withChange(inputs: readonly FigureInput[]): Pick<FigureInput, 'value' | 'inverse'>[] {
  const before = inputs.find(({ label }) => label === 'price-before')?.value ?? ZERO;
  return inputs
    .filter(({ label }) => label !== 'price-before')
    .map((one) => (one.label === 'price' ? { value: subtract(one.value, before) } : one));
}

function valueOf(inputs: readonly FigureInput[], label: FigureInput['label']): number {
  return decimalToNumber(inputs.find((one) => one.label === label)?.value ?? ZERO);
}

function rateOf(inputs: readonly FigureInput[]): number {
  const flows = inputs.flatMap((one) =>
    one.day === undefined || one.kind !== 'amount' ? [] : [{ day: one.day, amount: decimalToNumber(signed(one)) }]
  );
  const rate = rateShown(moneyWeightedReturn(onOneDay(flows))) ?? NaN;
  const years = valueOf(inputs, 'years');
  return years === 0 ? rate : Math.expm1(Math.log1p(rate) * years);
}

function onOneDay(flows: readonly { readonly day: Day; readonly amount: number }[]) {
  const byDay = new Map<Day, number>();
  for (const { day, amount } of flows) byDay.set(day, (byDay.get(day) ?? 0) + amount);
  return Array.from(byDay, ([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day);
}
