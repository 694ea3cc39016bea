import { plusMonths, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, postingsOf, type AccountId, type Holding, type LiveTransaction } from '$lib/domain/ledger';
import {
  decimalToNumber,
  divide,
  minorUnits,
  negate,
  partsOfTotal,
  rounded,
  subtract,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import { includesAccount, includesInstrument } from '$lib/domain/portfolio';
import { measuredHolding, type HoldingPrice, type LotMeasure, type MeasuredHolding } from './holding-measures';
import { marketBook, type ValuationInput, type ValuationProblem } from './market';
import { decimalFromWide, ValuedBook, type Wide, WIDE_ZERO, wideAmount, widePlus } from './worth';

/** An open lot; cost, value and gain in the base currency, adding up to those of the row. */
export interface LotRow {
  readonly id: string;
  readonly account: AccountId;
  readonly opened: Day;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly value: Decimal;
  readonly gain: Decimal;
  readonly daysHeld: number;
}

/** What is held of an instrument in all accounts of the portfolio. Amounts in the base currency unless they say otherwise. */
export interface HoldingRow {
  readonly instrument: InstrumentId;
  readonly accounts: readonly AccountId[];
  /** Negative when short. */
  readonly quantity: Decimal;
  readonly price: HoldingPrice;
  /** In the currency of the price, rounded to its minor unit. */
  readonly valueLocal: Decimal;
  readonly value: Decimal;
  /** Fraction of the total; NaN when the total is zero. */
  readonly weight: number;
  /** Units times the change from the close before, at the day's rate; absent without two closes. */
  readonly dayChange?: Decimal;
  /** Change of the close as a fraction. */
  readonly dayReturn?: number;
  /** What the open lots cost, fees and taxes included, at the rates of their days. */
  readonly cost: Decimal;
  readonly gain: Decimal;
  /** Gain over the size of the cost; absent at no cost. */
  readonly gainReturn?: number;
  /** Dividends, coupons and income in kind of the year to the day, before taxes withheld. */
  readonly income: Decimal;
  readonly lots: readonly LotRow[];
}

/** Cash of one currency in one account. */
export interface CashRow {
  readonly account: AccountId;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  /** In the base currency. */
  readonly value: Decimal;
  readonly weight: number;
}

/** What a portfolio holds at the close of a day; rows and cash add up to the totals, to the minor unit. Each row's cost is rounded by itself. */
export interface Holdings {
  readonly asOf: Day;
  readonly base: CurrencyCode;
  /** Greatest value first. */
  readonly rows: readonly HoldingRow[];
  readonly cash: readonly CashRow[];
  readonly total: Decimal;
  readonly securities: Decimal;
  readonly cashTotal: Decimal;
  readonly costBase: Decimal;
  readonly gain: Decimal;
  readonly dayChange: Decimal;
  readonly income: Decimal;
  readonly problems: readonly ValuationProblem[];
}

/** Positions and cash of a portfolio at the close of a day. The input's filter counts, its period does not. */
export function holdings(input: ValuationInput, asOf: Day): Holdings {
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  const book = new ValuedBook(live, input.filter, market);
  book.advance(asOf);
  const income = incomeByInstrument(book, asOf);
  const measured = [...grouped(book.holdings)].map(([id, held]) => measuredHolding(id, held, book, asOf));
  const cash = book.balances.filter(({ amount }) => amount !== 0n);
  const cashWorth = cash.map((balance) => decimalFromWide(book.balanceValue(balance, asOf)));
  const digits = minorUnits(input.base);
  const total = rounded(sum([...measured.map(({ value }) => value), ...cashWorth]), digits);
  const values = partsOfTotal([...measured.map(({ value }) => value), ...cashWorth], total, digits);
  const rows = measured.map((each, at) =>
    rowOf(each, {
      value: values[at] ?? ZERO,
      total,
      digits,
      asOf,
      income: income.get(each.instrument)
    })
  );
  const cashRows = cash.map(({ account, currency, amount }, at) => {
    const value = values[measured.length + at] ?? ZERO;
    return { account, currency, amount, value, weight: ratio(value, total) };
  });
  const securities = sum(rows.map(({ value }) => value));
  const costBase = sum(rows.map(({ cost }) => cost));
  return {
    asOf,
    base: input.base,
    rows: rows.sort((a, b) => (a.value === b.value ? 0 : a.value > b.value ? -1 : 1)),
    cash: cashRows,
    total,
    securities,
    cashTotal: sum(cashRows.map(({ value }) => value)),
    costBase,
    gain: subtract(securities, costBase),
    dayChange: sum(rows.map(({ dayChange = ZERO }) => dayChange)),
    income: sum(rows.map((row) => row.income)),
    problems: market.problems.list()
  };
}

interface RowContext {
  readonly value: Decimal;
  readonly total: Decimal;
  readonly digits: number;
  readonly asOf: Day;
  readonly income: Wide | undefined;
}

function rowOf(measured: MeasuredHolding, { value, total, digits, asOf, income }: RowContext): HoldingRow {
  const { instrument, accounts, quantity, price, lots } = measured;
  const cost = rounded(measured.cost, digits);
  const lotCosts = partsOfTotal(
    lots.map((lot) => lot.cost),
    cost,
    digits
  );
  const gain = subtract(value, cost);
  const lotValues = partsOfTotal(
    lots.map((lot) => lot.value),
    value,
    digits
  );
  return {
    instrument,
    accounts,
    quantity,
    price,
    valueLocal: rounded(measured.valueLocal, minorUnits(price.currency)),
    value,
    weight: ratio(value, total),
    ...(measured.dayChange && {
      dayChange: rounded(measured.dayChange.amount, digits),
      dayReturn: measured.dayChange.fraction
    }),
    cost,
    gain,
    ...(cost === 0n ? {} : { gainReturn: decimalToNumber(divide(gain, cost < 0n ? subtract(ZERO, cost) : cost)) }),
    income: rounded(decimalFromWide(income ?? WIDE_ZERO), digits),
    lots: lots.map((lot, at) => lotRow(lot, lotValues[at] ?? ZERO, lotCosts[at] ?? ZERO, asOf))
  };
}

function lotRow({ id, account, opened, quantity }: LotMeasure, value: Decimal, cost: Decimal, asOf: Day): LotRow {
  return { id, account, opened, quantity, cost, value, gain: subtract(value, cost), daysHeld: asOf - opened };
}

function ratio(part: Decimal, whole: Decimal): number {
  return whole === 0n ? NaN : decimalToNumber(divide(part, whole));
}

function grouped(all: readonly Holding[]): Map<InstrumentId, Holding[]> {
  const byInstrument = new Map<InstrumentId, Holding[]>();
  for (const holding of all) {
    if (holding.quantity === 0n) continue;
    const known = byInstrument.get(holding.instrument);
    if (known) known.push(holding);
    else byInstrument.set(holding.instrument, [holding]);
  }
  return byInstrument;
}

function incomeByInstrument({ live, filter, market }: ValuedBook, asOf: Day): Map<InstrumentId, Wide> {
  const since = plusMonths(asOf, -12);
  const income = new Map<InstrumentId, Wide>();
  const isRecent = ({ transaction: { tradeDay } }: LiveTransaction): boolean => tradeDay > since && tradeDay <= asOf;
  for (const one of live.filter(isRecent))
    for (const { side, account, about, commodity, quantity, tradeDay } of postingsOf(one.event, one.transaction)) {
      if ((side !== 'dividend' && side !== 'interest') || commodity.kind !== 'currency' || about === undefined)
        continue;
      if (!includesAccount(filter, account) || !includesInstrument(filter, about)) continue;
      const worth = wideAmount(negate(quantity), market.rates.rate(commodity.code, tradeDay));
      income.set(about, widePlus(income.get(about) ?? WIDE_ZERO, worth));
    }
  return income;
}
