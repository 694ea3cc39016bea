import { plusMonths } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, instrumentsOf, postingsOf, type EventId, type LiveTransaction } from '$lib/domain/ledger';
import {
  decimalFromInteger,
  divide,
  multiply,
  negate,
  ONE,
  rounded,
  minorUnits,
  sum,
  type Decimal
} from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import type { FigureExplanation, FigureInput, HoldingFigure } from './figure-explanation';
import { holdings, type HoldingRow } from '../holdings';
import { marketBook, pointPrice, type MarketBook, type ValuationInput } from '../market';
import { ValuedBook } from '../worth';

/** How a figure of a row of holdings comes about; undefined when the instrument is not held on the last day. */
export function explainedHolding(
  input: ValuationInput,
  instrument: InstrumentId,
  figure: HoldingFigure
): FigureExplanation | undefined {
  const asOf = input.period.end;
  const row = holdings(input, asOf).rows.find((one) => one.instrument === instrument);
  if (!row) return undefined;
  const live = inLedgerOrder(input.transactions).filter(
    ({ transaction }) => transaction.tradeDay <= asOf && instrumentsOf(transaction).includes(instrument)
  );
  const market = marketBook(input, inLedgerOrder(input.transactions));
  const context = { input, row, live, market };
  switch (figure) {
    case 'value':
      return explainedValue(context);
    case 'cost':
      return explainedCost(context);
    case 'gain':
      return explainedGain(context);
    case 'day-change':
      return explainedDayChange(context);
    case 'income-of-year':
      return explainedIncome(context);
  }
}

interface Context {
  readonly input: ValuationInput;
  readonly row: HoldingRow;
  /** Transactions that name the instrument, up to the day. */
  readonly live: readonly LiveTransaction[];
  readonly market: MarketBook;
}

function explainedValue(context: Context): FigureExplanation {
  const { row, input } = context;
  return {
    formula: row.price.source === 'cost' ? 'units-times-cost' : 'units-times-price',
    result: row.value,
    currency: input.base,
    inputs: [...priceInputs(context), ...rateInput(context)],
    events: moving(context)
  };
}

function priceInputs({ row, market }: Context): FigureInput[] {
  const { price, instrument } = row;
  const { factor } = market.pricesOf(instrument);
  const { currency, day } = price;
  const made = day === undefined ? {} : { day };
  return [
    { label: 'units', kind: 'units', value: row.quantity, instrument },
    { label: 'price', kind: 'price', value: price.quoted, currency, ...made },
    ...(factor === ONE ? [] : [{ label: 'multiplier', kind: 'count', value: factor } as const])
  ];
}

function rateInput({ row, market, input }: Context): FigureInput[] {
  const { currency } = row.price;
  if (currency === input.base) return [];
  const day = input.period.end;
  return [{ label: 'rate', kind: 'rate', value: market.rates.rate(currency, day), currency, day }];
}

/** Events that moved units of the instrument. */
function moving({ live, input }: Context): EventId[] {
  const book = new ValuedBook([], input.filter, marketBook(input, []));
  return live.flatMap((one) => {
    const units = postingsOf(one.event, one.transaction, book.fold.quantity).some(
      ({ side, account }) => side === 'position' && includesAccount(input.filter, account)
    );
    book.fold.apply(one);
    return units ? [one.event] : [];
  });
}

function explainedCost({ row, input, market }: Context): FigureExplanation {
  const book = new ValuedBook(inLedgerOrder(input.transactions), input.filter, market);
  book.advance(input.period.end);
  const lots = book.holdings.filter((one) => one.instrument === row.instrument).flatMap((one) => one.lots);
  return {
    formula: 'sum-of-lots',
    result: row.cost,
    currency: input.base,
    inputs: row.lots.map((lot): FigureInput => ({
      label: 'lot',
      kind: 'amount',
      value: lot.cost,
      currency: input.base,
      day: lot.opened,
      account: lot.account,
      ...eventOf(lots.find(({ id, account }) => id === lot.id && account === lot.account)?.event)
    })),
    events: [...new Set(lots.map(({ event }) => event))]
  };
}

function eventOf(event: EventId | undefined): { event?: EventId } {
  return event === undefined ? {} : { event };
}

function explainedGain({ row, input, ...rest }: Context): FigureExplanation {
  const amount = { kind: 'amount', currency: input.base } as const;
  return {
    formula: 'value-less-cost',
    result: row.gain,
    currency: input.base,
    inputs: [
      { label: 'value', ...amount, value: row.value, day: input.period.end },
      { label: 'cost', ...amount, value: row.cost }
    ],
    events: moving({ row, input, ...rest })
  };
}

function explainedDayChange(context: Context): FigureExplanation | undefined {
  const { row, input, market } = context;
  const prices = market.pricesOf(row.instrument);
  const point = prices.point(input.period.end);
  const before = point && prices.closeBefore(point, input.period.end);
  if (!before || row.dayChange === undefined) return undefined;
  const quoted: Decimal = divide(pointPrice(before), prices.factor);
  const earlier: FigureInput = {
    label: 'price-before',
    kind: 'price',
    value: quoted,
    currency: before.currency,
    day: before.day
  };
  return {
    formula: 'units-times-price-change',
    result: row.dayChange,
    currency: input.base,
    inputs: [...priceInputs(context), earlier, ...rateInput(context)],
    events: moving(context)
  };
}

function explainedIncome({ row, input, live, market }: Context): FigureExplanation {
  const { base, filter, period } = input;
  const since = plusMonths(period.end, -12);
  const recent = live.filter(({ transaction }) => transaction.tradeDay > since);
  const inputs = recent.flatMap(({ event, transaction }): FigureInput[] => {
    const legs = postingsOf(event, transaction).filter(
      ({ side, about, account, commodity }) =>
        (side === 'dividend' || side === 'interest') &&
        about === row.instrument &&
        commodity.kind === 'currency' &&
        includesAccount(filter, account)
    );
    if (legs.length === 0) return [];
    const day = transaction.tradeDay;
    const amounts = legs.map(({ commodity, quantity }) =>
      multiply(
        negate(quantity),
        commodity.kind === 'currency' ? market.rates.rate(commodity.code, day) : decimalFromInteger(0)
      )
    );
    const value = rounded(sum(amounts), minorUnits(base));
    return [{ label: 'payment', kind: 'amount', value, currency: base, day, account: transaction.account, event }];
  });
  return {
    formula: 'sum-of-payments',
    result: row.income,
    currency: base,
    inputs,
    events: inputs.flatMap(({ event }) => event ?? [])
  };
}
