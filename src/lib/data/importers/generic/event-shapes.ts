import type { InKindSource, Transaction } from '$lib/domain/ledger';
import { absolute, minorUnits, money, multiply, rounded, ZERO, type Decimal } from '$lib/domain/money';
import { base, cashOf, costsOf, made, missing, refused, type Shape, type ShapeInput } from './shape-parts';

const sources: readonly (readonly [RegExp, InKindSource])[] = [
  [/stak|mining|earn/i, 'staking'],
  [/air ?drop|fork/i, 'airdrop'],
  [/dividend|scrip/i, 'dividend'],
  [/interest/i, 'interest'],
  [/bonus|reward|referral|gift|free/i, 'bonus']
];

/** Units received as income, at the value that the row states. */
export function inKindShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (!row.quantity)
    return row.quantity === ZERO ? refused({ code: 'quantity-zero' }, 'quantity') : missing('quantity');
  const quantity = absolute(row.quantity);
  const value = amountOf(input, quantity) ?? ZERO;
  return made({
    ...base(input),
    ...costsOf(input),
    verb: 'income-in-kind',
    source: sources.find(([words]) => words.test(row.word))?.[1] ?? 'other',
    instrument: instrument.id,
    quantity,
    value: cashOf(input, absolute(value))
  });
}

/** Cash that gives capital back. */
export function capitalShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  const value = amountOf(input, absolute(row.quantity ?? ZERO));
  if (value === undefined || value === ZERO) return missing('amount');
  if (value < ZERO)
    return refused(
      { code: 'sign-contradicts', action: row.word, text: row.text('amount') || row.text('net-amount') },
      'amount'
    );
  return made({
    ...base(input),
    ...costsOf(input),
    verb: 'return-of-capital',
    instrument: instrument.id,
    gross: cashOf(input, value)
  });
}

/** Units added to those held: the ratio follows from what is held, and is asked about. */
export function stockDividendShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (row.quantity === undefined || row.quantity <= ZERO) return refused({ code: 'ratio-missing' }, 'quantity');
  return {
    status: 'ratio-open',
    quantity: row.quantity,
    adds: true,
    withRatio: (numerator, denominator): Transaction[] => [
      { ...base(input), verb: 'split', instrument: instrument.id, numerator, denominator }
    ]
  };
}

/** Options or rights that ended without worth. */
export function expiryShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (!row.quantity)
    return row.quantity === ZERO ? refused({ code: 'quantity-zero' }, 'quantity') : missing('quantity');
  return made({ ...base(input), verb: 'expiry', instrument: instrument.id, quantity: absolute(row.quantity) });
}

/** Cash that the source says was there at the close of the day. */
export function assertedCash(input: ShapeInput): Shape {
  const { row } = input;
  const value = row.net ?? row.amount ?? row.quantity;
  return value === undefined
    ? missing('amount')
    : made({ ...base(input), verb: 'assert-cash', cash: cashOf(input, value) });
}

/** Units that the source says were held at the close of the day. */
export function assertedPosition(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (row.quantity === undefined) return missing('quantity');
  return made({ ...base(input), verb: 'assert-position', instrument: instrument.id, quantity: row.quantity });
}

/** Fees and taxes in a currency of their own, as transactions beside the row's. */
export function foreignCosts(input: ShapeInput, costs: readonly ForeignCost[]): Transaction[] {
  const about = input.instrument ? { instrument: input.instrument.id } : {};
  return costs.map(({ verb, amount, currency }) => ({ ...base(input), verb, cash: money(amount, currency), ...about }));
}

/** A cost in another currency than the row's, positive. */
export interface ForeignCost {
  readonly verb: 'fee' | 'tax';
  readonly amount: Decimal;
  readonly currency: ShapeInput['currency'];
}

/** Amount before costs as the row says it, or quantity by price. */
function amountOf({ row, currency }: ShapeInput, quantity: Decimal): Decimal | undefined {
  const byUnits =
    quantity === ZERO || row.price === undefined
      ? undefined
      : rounded(multiply(quantity, row.price), minorUnits(currency));
  const stated = row.amount === ZERO && row.net ? undefined : row.amount;
  return stated ?? (row.net === undefined ? undefined : ((row.net + row.fee + row.tax) as Decimal)) ?? byUnits;
}
