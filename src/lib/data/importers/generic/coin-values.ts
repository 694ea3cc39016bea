import type { Day } from '$lib/domain/calendar';
import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import type { Transaction } from '$lib/domain/ledger';
import {
  decimal,
  decimalFromNumber,
  decimalText,
  divide,
  minorUnits,
  money,
  multiply,
  ONE,
  rounded,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { QuestionSubject } from '$lib/domain/statements';
import { mark, rowNumbers, type ShapedRow } from '../compare/marks';
import { peggedTo } from '../values/stablecoins';
import { feeCoinOf } from './coin-mentions';
import type { StatementRow } from './row-facts';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { base } from './shape-parts';
import type { Accept, Open } from './shape-questions';

/** Units of a coin. */
interface Units {
  readonly instrument: Instrument;
  readonly quantity: Decimal;
}

type When = ReturnType<typeof base>;
type Entry = Extract<QuestionSubject, { code: 'coin-values' }>['entries'][number];
type Known = Pick<Entry, 'value' | 'by'>;

/** A fee paid in a coin, on its way into the transactions of its row. */
interface CoinFee {
  readonly shaped: ShapedRow<StatementRow>;
  readonly units: Units;
  /** What the trade of the row itself says it was worth. */
  readonly value?: Money;
}

/** Sale of the coins given and purchase of the coins got, both at one value; costs in its currency go with the sale. */
export function swapLegs(when: When, given: Units, got: Units, fees: Decimal, taxes: Decimal) {
  const leg = (verb: 'buy' | 'sell', units: Units, gross: Money): Transaction => ({
    ...when,
    verb,
    instrument: units.instrument.id,
    quantity: units.quantity,
    price: divide(gross.amount, units.quantity),
    gross,
    ...(verb === 'sell' ? { fees, taxes } : { fees: ZERO, taxes: ZERO })
  });
  return (value: Money): Transaction[] => [leg('sell', given, value), leg('buy', got, value)];
}

/** Books exchanges of coins whose value is asked, and fees that were paid in coins. */
export function bookCoinValues(
  swaps: readonly Open<'value-open'>[],
  shaped: readonly ShapedRow<StatementRow>[],
  resolved: ResolvedRows,
  reading: Reading,
  accept: Accept
): void {
  const known = knownValues(shaped, reading);
  const currency = reading.context.baseCurrency;
  const entries = swaps.map(({ row }): Entry => {
    const [given, got] = [unitsOf(row, resolved), gotOf(row, resolved)];
    return {
      ...{ key: String(row.line), line: row.line, day: row.day },
      ...{ given: told(row.quantity, row.symbol), got: told(row.swap?.quantity, row.swap?.code ?? '') },
      currency,
      ...known(row.day, [given, got])
    };
  });
  const fees = shaped.flatMap((one) => coinFee(one, resolved));
  // The fee of an exchange follows from the value that is asked for it.
  const later = swaps.filter(({ row }) => isOwnCoin(row, feeCoinOf(row, resolved.isCash)));
  const alone = [
    ...fees.filter((fee) => !fee.value).map((fee) => ({ row: fee.shaped.row, units: fee.units })),
    ...swaps.filter((one) => !later.includes(one)).flatMap(({ row }) => feeOf(row, resolved))
  ];
  const feeEntries = alone.map(({ row, units }): Entry => ({
    ...{ key: feeKey(row), line: row.line, day: row.day, given: told(units.quantity, identifierOf(units.instrument)) },
    currency,
    ...known(row.day, [units])
  }));
  const chosen = askValues(
    [...entries, ...feeEntries],
    [...swaps, ...alone].map((one) => one.row),
    reading
  );
  for (const { row, shape } of swaps) {
    const value = chosen(row, String(row.line));
    accept(row, shape.withValue(value ?? money(ZERO, reading.context.baseCurrency)));
  }
  const asked = new Set(alone.map((one) => one.row));
  for (const one of shaped)
    for (const fee of coinFee(one, resolved)) {
      const value = fee.value ?? (asked.has(one.row) ? chosen(one.row, feeKey(one.row)) : undefined);
      if (value) one.transactions = [...one.transactions, ...feeLegs(one, fee.units, value)];
      else if (!one.row.out && !one.row.hold) {
        const currency = one.row.text('fee-currency');
        const text = one.row.text('fee');
        reading.findings.report('cell', { code: 'costs-in-other-currency', text, currency }, one.row.row, 'fee');
      }
    }
}

/** Asks what coins were worth; the answer is undefined where a row waits, is left out, or stands without a value. */
function askValues(
  entries: readonly Entry[],
  rows: readonly StatementRow[],
  { findings, context }: Reading
): (row: StatementRow, key: string) => Money | undefined {
  if (entries.length === 0) return () => undefined;
  const asked = findings.ask({
    subject: { code: 'coin-values', entries },
    required: true,
    rows: rowNumbers(new Set(rows)),
    field: 'bought-amount',
    options: [
      { id: 'value', ...(entries.some((one) => one.value) ? { best: true } : {}) },
      { id: 'leave-out', ...(entries.some((one) => one.value) ? {} : { best: true }) }
    ]
  });
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  return (row, key) => {
    const choice = asked.choice(key) ?? '';
    const value = choice === 'value' ? values.get(key) : typedValue(choice, context.baseCurrency);
    mark(row, asked, key, value === undefined && !key.endsWith('fee'));
    return value;
  };
}

/** "value:12.5": what a person says coins were worth. */
function typedValue(choice: string, currency: CurrencyCode): Money | undefined {
  const typed = /^value:(\d+(?:\.\d+)?)$/.exec(choice)?.[1];
  return typed === undefined ? undefined : money(decimal(typed), currency);
}

const feeKey = (row: StatementRow): string => `${row.line} fee`;
const told = (quantity: Decimal | undefined, code: string): string => `${decimalText(quantity ?? ZERO)} ${code}`;
const isOwnCoin = (row: StatementRow, code: string | undefined): boolean =>
  code !== undefined && (code === row.symbol.toUpperCase() || code === row.swap?.code);

function unitsOf(row: StatementRow, resolved: ResolvedRows): Units | undefined {
  const instrument = resolved.instrumentOf(row);
  return instrument && row.quantity ? { instrument, quantity: row.quantity } : undefined;
}

function gotOf(row: StatementRow, resolved: ResolvedRows): Units | undefined {
  const instrument = row.swap && resolved.coinOf(row, row.swap.code);
  return instrument && row.swap ? { instrument, quantity: row.swap.quantity } : undefined;
}

function feeOf(row: StatementRow, resolved: ResolvedRows): { row: StatementRow; units: Units }[] {
  const code = feeCoinOf(row, resolved.isCash);
  const instrument = code === undefined ? undefined : resolved.coinOf(row, code);
  return instrument ? [{ row, units: { instrument, quantity: row.fee } }] : [];
}

/** The fee of a row in coins; of a coin that the row trades, its trade says the worth. */
function coinFee(shaped: ShapedRow<StatementRow>, resolved: ResolvedRows): CoinFee[] {
  return feeOf(shaped.row, resolved).map(({ units }) => {
    for (const one of shaped.transactions)
      if (
        (one.verb === 'buy' || one.verb === 'sell') &&
        one.instrument === units.instrument.id &&
        one.gross.amount > 0n
      )
        return { shaped, units, value: worthOf(units.quantity, divide(one.gross.amount, one.quantity), one.gross) };
    return { shaped, units };
  });
}

/** Units sold for what they are worth, which pays the fee. */
function feeLegs({ transactions }: ShapedRow, { instrument, quantity }: Units, value: Money): Transaction[] {
  const [first] = transactions;
  if (!first || value.amount <= 0n) return [];
  const { account, tradeDay, settlementDay, origin } = first;
  const when = { account, tradeDay, settlementDay, ...(origin ? { origin } : {}) };
  const price = divide(value.amount, quantity);
  return [
    { ...when, verb: 'sell', instrument: instrument.id, quantity, price, gross: value, fees: ZERO, taxes: ZERO },
    { ...when, verb: 'fee', cash: value, instrument: instrument.id }
  ];
}

function worthOf(quantity: Decimal, price: Decimal, { currency }: Pick<Money, 'currency'>): Money {
  const exact = multiply(quantity, price);
  const value = rounded(exact, minorUnits(currency));
  // Small fees are worth less than a cent, and are kept exact.
  return money(value === ZERO ? exact : value, currency);
}

/** What coins were worth on a day: a promise of one to one, a stored close, or a trade of the file on that day. */
function knownValues(
  shaped: readonly ShapedRow[],
  { context: { prices = [] } }: Reading
): (day: Day, units: readonly (Units | undefined)[]) => Known {
  const traded = new Map<string, Money>();
  for (const { transactions } of shaped)
    for (const one of transactions)
      if ((one.verb === 'buy' || one.verb === 'sell') && one.gross.amount > 0n && one.quantity > 0n)
        traded.set(
          `${one.tradeDay} ${one.instrument}`,
          money(divide(one.gross.amount, one.quantity), one.gross.currency)
        );
  const closeOf = (instrument: InstrumentId, day: Day): Money | undefined => {
    for (const series of prices) {
      if (series.instrument !== instrument || (series.quoteUnit ?? 'currency') !== 'currency') continue;
      const close = series.values?.[series.days?.indexOf(day) ?? -1];
      if (close !== undefined && close > 0) return money(decimalFromNumber(close), series.currency);
    }
    return undefined;
  };
  const ways: readonly (readonly [
    NonNullable<Known['by']>,
    (instrument: Instrument, day: Day) => Money | undefined
  ])[] = [
    ['close', ({ id }, day) => closeOf(id, day)],
    ['trade', ({ id }, day) => traded.get(`${day} ${id}`)],
    [
      'stablecoin',
      (instrument) => {
        const currency = peggedTo(identifierOf(instrument));
        return currency && money(ONE, currency);
      }
    ]
  ];
  return (day, units) => {
    for (const [by, priceOf] of ways)
      for (const one of units) {
        const price = one && priceOf(one.instrument, day);
        if (one && price) return { by, value: worthOf(one.quantity, price.amount, price) };
      }
    return {};
  };
}
