import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId, Transaction } from '$lib/domain/ledger';
import { divide, minorUnits, rounded, type CurrencyCode, type Decimal, type Money } from '$lib/domain/money';
import {
  reconciled,
  recorded,
  sumOfAmounts,
  type FigureExplanation,
  type FigureInput,
  type Original
} from '$lib/quant/explanation';
import type { ExpectedIncome } from './forecast';
import type { ReceivedIncome } from './received';

/** An income that came or is expected, with its gross amount in the base currency where a rate is known. */
export interface ConvertedIncome {
  readonly day: Day;
  readonly instrument?: InstrumentId;
  readonly account?: AccountId;
  readonly event?: EventId;
  readonly gross: Money;
  readonly inBase?: Decimal;
}

/** How a sum of incomes comes about; what has no rate is in no sum. */
export function explainedIncomeSum(
  incomes: readonly ConvertedIncome[],
  base: CurrencyCode,
  kind: 'payment' | 'expected'
): FigureExplanation {
  const amounts = incomes.flatMap(({ inBase, gross, day, instrument, account, event }) =>
    inBase === undefined
      ? []
      : {
          label: kind,
          exact: inBase,
          day,
          ...(instrument === undefined ? {} : { instrument }),
          ...(account === undefined ? {} : { account }),
          ...(event === undefined ? {} : { event }),
          ...originalOf(gross, inBase, base)
        }
  );
  return sumOfAmounts(kind === 'payment' ? 'sum-of-payments' : 'sum-of-expected', amounts, base);
}

function originalOf({ amount, currency }: Money, inBase: Decimal, base: CurrencyCode): { from?: Original } {
  return currency === base || amount === 0n ? {} : { from: { amount, currency, rate: divide(inBase, amount) } };
}

/** Figures of one income that came. */
export type PaymentFigure = 'gross' | 'net' | 'in-base';

/** How a figure of an income that came comes about. @param transaction the one that booked it. */
export function explainedPayment(
  income: ReceivedIncome & { readonly inBase?: Decimal },
  transaction: Transaction,
  figure: PaymentFigure,
  base: CurrencyCode
): FigureExplanation | undefined {
  const { gross, net, day, account, event } = income;
  const amount = { kind: 'amount', currency: gross.currency } as const;
  if (figure === 'in-base') return inBaseOf(income, base, [event]);
  const whole: FigureInput = { label: 'gross', ...amount, value: gross.amount, day, account, event };
  if (figure === 'gross') return recorded(whole, [event]);
  const costs = 'fees' in transaction ? transaction : undefined;
  return reconciled({
    formula: 'gross-less-costs',
    makes: 'sum',
    result: net.amount,
    ...amount,
    inputs: [
      whole,
      ...(costs
        ? ([
            { label: 'fees', ...amount, value: costs.fees, inverse: true },
            { label: 'taxes', ...amount, value: costs.taxes, inverse: true }
          ] as const)
        : [])
    ],
    events: [event]
  });
}

function inBaseOf(
  { gross, inBase, day }: ConvertedIncome,
  base: CurrencyCode,
  events: readonly EventId[]
): FigureExplanation | undefined {
  if (inBase === undefined) return undefined;
  const { amount, currency } = gross;
  const whole: FigureInput = { label: 'gross', kind: 'amount', value: amount, currency, day };
  const rate = amount === 0n ? amount : divide(inBase, amount);
  return reconciled({
    formula: 'amount-at-rate',
    makes: 'product',
    result: rounded(inBase, minorUnits(base)),
    kind: 'amount',
    currency: base,
    inputs: currency === base ? [whole] : [whole, { label: 'rate', kind: 'rate', value: rate, currency, day }],
    events
  });
}

/** Figures of one income that is expected. */
export type ExpectedFigure = 'per-unit' | 'gross' | 'in-base';

/**
 * How a figure of an income that is expected comes about.
 * @param received what the instrument paid so far: the payment it repeats is among it, unless terms say it.
 */
export function explainedExpected(
  income: ExpectedIncome & { readonly inBase?: Decimal },
  received: readonly ReceivedIncome[],
  figure: ExpectedFigure,
  base: CurrencyCode
): FigureExplanation | undefined {
  const { gross, units, perUnit, instrument, day, basis } = income;
  const price = { kind: 'price', currency: gross.currency } as const;
  const source = basis === 'coupon-terms' ? undefined : repeatedPayment(received, instrument, perUnit);
  const events = source ? [source.event] : [];
  if (figure === 'in-base') return inBaseOf(income, base, events);
  if (figure === 'gross')
    return reconciled({
      formula: 'units-times-per-unit',
      makes: 'product',
      result: gross.amount,
      kind: 'amount',
      currency: gross.currency,
      inputs: [
        { label: 'units', kind: 'units', value: units, instrument },
        { label: 'per-unit', ...price, value: perUnit, ...(source ? { day: source.day } : {}) }
      ],
      events
    });
  if (!source?.units) return recorded({ label: 'terms', ...price, value: perUnit, instrument, day }, [], 'by-terms');
  return reconciled({
    formula: 'gross-over-units',
    makes: 'product',
    result: perUnit,
    ...price,
    inputs: [
      { label: 'gross', kind: 'amount', currency: gross.currency, value: source.gross.amount, day: source.day },
      { label: 'units', kind: 'units', value: source.units, inverse: true }
    ],
    events
  });
}

function repeatedPayment(
  received: readonly ReceivedIncome[],
  instrument: InstrumentId,
  perUnit: Decimal
): ReceivedIncome | undefined {
  return received.findLast((one) => one.instrument === instrument && one.perUnit === perUnit);
}
