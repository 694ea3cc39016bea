import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, postingsOf, type LiveTransaction, type Posting } from '$lib/domain/ledger';
import type { Panel } from '$lib/domain/market';
import { decimalToNumber, ZERO } from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import type { DividendPayment, ExternalFlow } from '$lib/quant/backtest';
import type { ReplayTrade } from '$lib/quant/strategies';
import {
  marketBook,
  moneyFlow,
  numberFromWide,
  ValuedBook,
  valueHistory,
  type ValuationInput,
  type ValueHistory
} from '$lib/quant/valuation';
import { before, seriesUnits } from './series-units';

/** What a ledger says that was traded, as a run takes it: all money in the base currency, shares those of the panel's series. */
export interface OwnTrades {
  /** What was held when the run begins stands first: taken over at the closes of the day before. */
  readonly trades: readonly ReplayTrade[];
  /** Deposits and withdrawals, securities that came or went counted at their closes; first what was owned when the run begins. */
  readonly flows: readonly ExternalFlow[];
  /** What cash earned or paid beside trades, flows and dividends: interest, fees, taxes, and what its currencies gained on the base. */
  readonly income: readonly ExternalFlow[];
  /** Net of taxes withheld. */
  readonly dividends: readonly DividendPayment[];
  /** Traded, but without closes in the panel: left out; what they cost and brought is income. */
  readonly leftOut: readonly InstrumentId[];
}

/** Units less than this part of what was held are rounding. */
const NEGLIGIBLE = 1e-9;
/** Money of floating point. */
const ROUNDING = 1e-6;

/**
 * Trades, flows, income and dividends of a portfolio between the days of a run, out of the legs of its ledger. A trade
 * has the price and the cost it really had; units that came without a trade come at the close. Units are brought to those
 * of the panel's series, in which splits are joined; where a series is joined across something given away, what is held
 * of it is cut back on that day, so that worth stays the ledger's.
 * @param input its period is from the first day of the run to the last. @throws RangeError as valueHistory does.
 */
export function ownTrades(input: ValuationInput, panel: Panel): OwnTrades {
  const { filter, period } = input;
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  const book = new ValuedBook(live, filter, market);
  const unitsOf = seriesUnits(panel, market);
  const eve = before(period.start);
  book.advance(eve);
  const trades: ReplayTrade[] = [];
  const leftOut = new Set<InstrumentId>();
  const dividends: DividendPayment[] = [];
  /** Cash that came for reasons that stand elsewhere, by day. */
  const known = new Map<Day, number>();
  const note = (day: Day, amount: number): void => {
    known.set(day, (known.get(day) ?? 0) + amount);
  };
  const trade = (made: ReplayTrade): void => {
    if (Number.isFinite(made.quantity)) trades.push(made);
    else leftOut.add(made.instrument);
  };
  /** Units of an instrument in the accounts of the portfolio. */
  const held = (instrument: InstrumentId): number =>
    book.holdings.reduce((sum, one) => (one.instrument === instrument ? sum + decimalToNumber(one.quantity) : sum), 0);

  const firstTraded = panel.days.find((each) => each >= period.start) ?? period.start;
  const movedOn = (instrument: InstrumentId, day: Day): number =>
    trades.reduce((sum, one) => (one.day === day && one.instrument === instrument ? sum + one.quantity : sum), 0);
  let opening = numberFromWide(book.cashValue(eve));
  for (const instrument of new Set(book.holdings.map((one) => one.instrument))) {
    const units = held(instrument);
    if (units === 0) continue;
    const quantity = units * unitsOf(instrument, eve);
    trade({ day: period.start, instrument, quantity, price: lastClose(panel, instrument, eve), cost: 0 });
    opening += Number.isFinite(quantity) ? quantity * lastClose(panel, instrument, eve) : 0;
  }

  book.advance(period.end, (one, apply) => {
    const { transaction, event } = one;
    const day = transaction.tradeDay;
    const legs = postingsOf(event, transaction, book.fold.quantity).filter(({ account }) =>
      includesAccount(filter, account)
    );
    const touched = touchedBy(one, legs);
    const breaks = transaction.verb === 'reorganisation';
    const owned = new Map(touched.map((id) => [id, held(id) * (breaks ? unitsOf(id, before(day)) : 1)]));
    apply();
    if (transaction.verb === 'split') return;
    const sums = moneySums(legs, (code) => decimalToNumber(market.rates.rate(code, day)));
    for (const instrument of touched) {
      const units = unitsOf(instrument, day);
      const was = owned.get(instrument) ?? 0;
      const moved = breaks ? held(instrument) * units - was : (held(instrument) - was) * units;
      if (Math.abs(moved) <= NEGLIGIBLE * Math.abs(was)) continue;
      const paid = sums.paid.get(instrument);
      const cost = paid === undefined ? 0 : (sums.charged.get(instrument) ?? 0);
      // Units without money of their own come at the close, which is what their flow counts.
      trade({
        day,
        instrument,
        quantity: moved,
        price: paid === undefined ? lastClose(panel, instrument, day) : paid / moved,
        cost
      });
      // What has no closes is not traded again: what it cost and brought is income, so that cash stays the ledger's.
      if (Number.isFinite(moved) && paid !== undefined) note(day, -paid - cost);
    }
    const flow = numberFromWide(moneyFlow(legs, book));
    note(day, flow);
    const about = transaction.verb === 'dividend' ? transaction.instrument : undefined;
    // Paid on what was held in the morning: what a run takes over on its first day has none yet, and is income.
    const morning = about === undefined ? NaN : held(about) * unitsOf(about, day) - movedOn(about, day);
    const perShare = (sums.cash - flow) / morning;
    if (about !== undefined && day > firstTraded && perShare > 0 && perShare < Infinity) {
      dividends.push({ instrument: about, day, perShare });
      note(day, sums.cash - flow);
    }
  });
  const history = valueHistory({ ...input, period: { start: eve, end: period.end } });
  return {
    trades,
    flows: flowsOf(history, period.start, opening),
    income: incomeOf(history, period.start, known),
    dividends,
    leftOut: [...leftOut]
  };
}

/** Instruments of which units move with a transaction. */
function touchedBy({ transaction }: LiveTransaction, legs: readonly Posting[]): InstrumentId[] {
  const found = new Set<InstrumentId>();
  for (const { side, commodity } of legs)
    if (side === 'position' && commodity.kind === 'instrument') found.add(commodity.id);
  if (transaction.verb === 'reorganisation') found.add(transaction.instrument);
  return [...found];
}

/** Cash that came, and by instrument what was paid for it and what that cost, in the base currency. */
function moneySums(legs: readonly Posting[], rateOf: (code: CurrencyOf) => number) {
  const paid = new Map<InstrumentId, number>();
  const charged = new Map<InstrumentId, number>();
  let cash = 0;
  for (const { side, commodity, about, quantity } of legs) {
    if (commodity.kind !== 'currency' || quantity === ZERO) continue;
    const amount = decimalToNumber(quantity) * rateOf(commodity.code);
    if (side === 'cash') cash += amount;
    if (about === undefined) continue;
    if (side === 'conversion') paid.set(about, (paid.get(about) ?? 0) + amount);
    if (side === 'fee' || side === 'tax') charged.set(about, (charged.get(about) ?? 0) + amount);
  }
  return { paid, charged, cash };
}

type CurrencyOf = Extract<Posting['commodity'], { kind: 'currency' }>['code'];

function flowsOf({ days, flows }: ValueHistory, start: Day, opening: number): ExternalFlow[] {
  const found: ExternalFlow[] = opening === 0 ? [] : [{ day: start, amount: opening }];
  days.forEach((number, t) => {
    const amount = flows[t] ?? 0;
    // Those of the eve are in what was owned already.
    if (amount !== 0 && number >= start) found.push({ day: dayFromNumber(number), amount });
  });
  return found;
}

/** Changes of cash that nothing known explains. */
function incomeOf({ days, cash }: ValueHistory, start: Day, known: ReadonlyMap<Day, number>): ExternalFlow[] {
  const found: ExternalFlow[] = [];
  for (let t = 1; t < days.length; t++) {
    const day = dayFromNumber(days[t] ?? 0);
    const amount = (cash[t] ?? 0) - (cash[t - 1] ?? 0) - (known.get(day) ?? 0);
    if (day >= start && Math.abs(amount) > ROUNDING) found.push({ day, amount });
  }
  return found;
}

function lastClose({ days, instruments, values }: Panel, instrument: InstrumentId, day: number): number {
  const row = instruments.indexOf(instrument);
  let found = NaN;
  for (let t = 0; row >= 0 && t < days.length && (days[t] ?? Infinity) <= day; t++) {
    const close = values[row * days.length + t] ?? NaN;
    if (close > 0) found = close;
  }
  return found;
}
