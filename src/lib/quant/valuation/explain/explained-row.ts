import { plusMonths } from '$lib/domain/calendar';
import { postingsOf, type EventId, type Lot } from '$lib/domain/ledger';
import { divide, negate, ONE } from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import { reconciled, sumOfAmounts, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { movingEvents, originalOf, type ExplainContext } from './context';
import type { HeldFigure } from './figure-question';
import { explainedGain, gainOverCost, shareOfTotal } from './value-and-cost';
import type { HoldingRow } from '../holdings';
import { pointPrice } from '../market';
import { decimalFromWide, ValuedBook, wideAmount } from '../worth';

/** How a figure of one position comes about; undefined when it has none. */
export function explainedRow(
  context: ExplainContext,
  row: HoldingRow,
  figure: HeldFigure
): FigureExplanation | undefined {
  switch (figure) {
    case 'quantity':
      return explainedUnits(context, row);
    case 'price':
      return explainedPrice(row);
    case 'value':
      return row.price.source === 'cost' ? valueAtCost(context, row) : explainedValue(context, row);
    case 'weight':
      return shareOfTotal(row.value, row.weight, context, row);
    case 'cost':
      return explainedCost(context, row);
    case 'gain':
      return explainedGain(context, row, movingEvents(context, row.instrument));
    case 'gain-return':
      return gainOverCost(row.gain, row.cost, context, movingEvents(context, row.instrument));
    case 'day-change':
    case 'day-return':
      return explainedChange(context, row, figure);
    case 'income-of-year':
      return explainedIncome(context, row);
  }
}

function explainedUnits(context: ExplainContext, row: HoldingRow): FigureExplanation {
  const lots = bookLots(context, row);
  return {
    formula: 'sum-of-lots',
    makes: 'sum',
    result: row.quantity,
    kind: 'units',
    inputs: row.lots.map((lot): FigureInput => ({
      label: 'lot',
      kind: 'units',
      value: lot.quantity,
      day: lot.opened,
      account: lot.account,
      ...eventOf(lots, lot)
    })),
    events: movingEvents(context, row.instrument)
  };
}

function explainedPrice({ price, instrument }: HoldingRow): FigureExplanation {
  const { currency, day } = price;
  const multiplier = price.quoted === 0n ? ONE : divide(price.value, price.quoted);
  const quoted: FigureInput = {
    label: 'price',
    kind: 'price',
    value: price.quoted,
    currency,
    instrument,
    ...(day === undefined ? {} : { day })
  };
  return reconciled({
    formula: price.source === 'cost' ? 'paid-over-units' : 'quoted-price',
    makes: 'product',
    result: price.value,
    kind: 'price',
    currency,
    inputs: multiplier === ONE ? [quoted] : [quoted, { label: 'multiplier', kind: 'count', value: multiplier }],
    events: []
  });
}

/** Units at the price, and the rate where there is one. */
export function explainedValue(context: ExplainContext, row: HoldingRow): FigureExplanation {
  return reconciled({
    formula: 'units-times-price',
    makes: 'product',
    result: row.value,
    kind: 'amount',
    currency: context.input.base,
    inputs: [...priceInputs(context, row), ...rateInput(context, row)],
    events: movingEvents(context, row.instrument)
  });
}

/** Worth of what has no price: what its lots cost, in each currency, at the rate of the last day. */
function valueAtCost(context: ExplainContext, row: HoldingRow): FigureExplanation {
  const { market, input } = context;
  const day = input.period.end;
  const lots = bookLots(context, row).map((lot) => ({
    label: 'lot' as const,
    exact: decimalFromWide(wideAmount(lot.cost, market.rates.rate(lot.currency, day))),
    day: lot.opened,
    account: lot.account,
    event: lot.event,
    ...originalOf(context, lot.currency, day, lot.cost)
  }));
  return sumOfAmounts('cost-at-rate', lots, input.base, row.value, movingEvents(context, row.instrument));
}

function priceInputs({ market }: ExplainContext, { price, instrument, quantity }: HoldingRow): FigureInput[] {
  const { factor } = market.pricesOf(instrument);
  const { currency, day } = price;
  return [
    { label: 'units', kind: 'units', value: quantity, instrument },
    { label: 'price', kind: 'price', value: price.quoted, currency, ...(day === undefined ? {} : { day }) },
    ...(factor === ONE ? [] : [{ label: 'multiplier', kind: 'count', value: factor } as const])
  ];
}

function rateInput({ market, input }: ExplainContext, { price: { currency } }: HoldingRow): FigureInput[] {
  if (currency === input.base) return [];
  const day = input.period.end;
  return [{ label: 'rate', kind: 'rate', value: market.rates.rate(currency, day), currency, day }];
}

/** Lots of a position as the books hold them, in their own currency. */
export function bookLots({ live, input, market }: ExplainContext, row: HoldingRow): Lot[] {
  const book = new ValuedBook(live, input.filter, market);
  book.advance(input.period.end);
  return book.holdingsOf(row.instrument).flatMap((one) => one.lots);
}

function eventOf(lots: readonly Lot[], { id, account }: Pick<Lot, 'id' | 'account'>): { event?: EventId } {
  const found = lots.find((one) => one.id === id && one.account === account);
  return found === undefined ? {} : { event: found.event };
}

function explainedCost(context: ExplainContext, row: HoldingRow): FigureExplanation {
  const { base } = context.input;
  const lots = bookLots(context, row);
  return {
    formula: 'sum-of-lots',
    makes: 'sum',
    result: row.cost,
    kind: 'amount',
    currency: base,
    inputs: row.lots.map((lot): FigureInput => {
      const own = lots.find((one) => one.id === lot.id && one.account === lot.account);
      return {
        label: 'lot',
        kind: 'amount',
        value: lot.cost,
        currency: base,
        day: lot.opened,
        account: lot.account,
        ...eventOf(lots, lot),
        ...(own && originalOf(context, own.currency, lot.opened, own.cost))
      };
    }),
    events: [...new Set(lots.map(({ event }) => event))]
  };
}

function explainedChange(
  context: ExplainContext,
  row: HoldingRow,
  figure: 'day-change' | 'day-return'
): FigureExplanation | undefined {
  const { input, market } = context;
  const prices = market.pricesOf(row.instrument);
  const point = prices.point(input.period.end);
  const before = point && prices.closeBefore(point, input.period.end);
  if (!before || row.dayChange === undefined || row.dayReturn === undefined) return undefined;
  const earlier: FigureInput = {
    label: 'price-before',
    kind: 'price',
    value: divide(pointPrice(before), prices.factor),
    currency: before.currency,
    day: before.day
  };
  const [units, price, ...multiplier] = priceInputs(context, row);
  if (!units || !price) return undefined;
  if (figure === 'day-return')
    return {
      formula: 'price-over-price-before',
      makes: 'growth',
      result: row.dayReturn,
      kind: 'fraction',
      inputs: [price, { ...earlier, inverse: true }],
      events: []
    };
  return reconciled({
    formula: 'units-times-price-change',
    makes: 'change',
    result: row.dayChange,
    kind: 'amount',
    currency: input.base,
    inputs: [units, price, earlier, ...multiplier, ...rateInput(context, row)],
    events: movingEvents(context, row.instrument)
  });
}

function explainedIncome(context: ExplainContext, row: HoldingRow): FigureExplanation {
  const { input, live, market } = context;
  const { base, filter, period } = input;
  const since = plusMonths(period.end, -12);
  const payments = live.flatMap(({ event, transaction }) => {
    const { tradeDay: day, account } = transaction;
    if (day <= since || day > period.end) return [];
    return postingsOf(event, transaction).flatMap(({ side, about, account: to, commodity, quantity }) => {
      if ((side !== 'dividend' && side !== 'interest') || about !== row.instrument) return [];
      if (commodity.kind !== 'currency' || !includesAccount(filter, to)) return [];
      const amount = negate(quantity);
      const exact = decimalFromWide(wideAmount(amount, market.rates.rate(commodity.code, day)));
      const original = originalOf(context, commodity.code, day, amount);
      return [{ label: 'payment' as const, exact, day, account, event, ...original }];
    });
  });
  return sumOfAmounts('sum-of-payments', payments, base, row.income);
}
