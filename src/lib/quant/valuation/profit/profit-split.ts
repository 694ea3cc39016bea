import type { Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, type AccountId, type LiveTransaction } from '$lib/domain/ledger';
import {
  minorUnits,
  partsOfTotal,
  rounded,
  subtract,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PortfolioFilter } from '$lib/domain/portfolio';
import { marketBook, type MarketBook, type ValuationInput, type ValuationProblem } from '../market';
import { ProfitLedger } from './profit-ledger';
import type { ProfitEntry } from './profit-sums';
import { PartsTally, profitPartNames, type ProfitParts } from './profit-parts';
import { accountsWithin, decimalFromWide, ValuedBook, type Wide, widePlus } from '../worth';

/** Profit of a portfolio over a period, all amounts in the base currency rounded to its minor unit; see {@link profitSplit}. */
export interface ProfitSplit extends ProfitParts {
  readonly base: CurrencyCode;
  readonly period: Period;
  readonly opening: Decimal;
  /** Net external flows: deposits less withdrawals, and securities brought in or taken out. */
  readonly deposits: Decimal;
  readonly closing: Decimal;
  /** Sum of the six parts. */
  readonly profit: Decimal;
  readonly problems: readonly ValuationProblem[];
}

/** What one instrument added; without an instrument, what cash did: interest, fees and taxes of accounts, rates. */
export interface ProfitRow extends ProfitParts {
  readonly instrument?: InstrumentId;
  readonly opening: Decimal;
  readonly closing: Decimal;
  /** Sum of the row's parts. */
  readonly profit: Decimal;
}

/** What one account added. */
export interface AccountProfitRow extends ProfitParts {
  readonly account: AccountId;
  readonly opening: Decimal;
  readonly closing: Decimal;
  readonly profit: Decimal;
}

/**
 * Profit of a period split by where it comes from: opening + deposits + realised + unrealised + income + fees + taxes +
 * currency = closing, exactly, and to the minor unit as shown (largest remainders).
 * For each lot, capital is what was paid for it before costs, or its worth at the period's start when that is later; its
 * gain is what came back (or its worth at the end) less that capital, the effect of the rate on the capital taken apart:
 * capital in the instrument's currency times the change of the rate since. Costs of trades stand under fees and taxes on
 * the day of the trade. Income, costs and flows count at the rates of their trade days. Cash gains or loses by rates from
 * day to day; an exchange at another rate than the day's adds its difference to currency.
 * Lots go along on a transfer inside the portfolio; what crosses its border does so at the day's close.
 * @throws RangeError when the period ends before it starts.
 */
export function profitSplit(input: ValuationInput): ProfitSplit {
  return splitAndLedger(input).split;
}

/**
 * The profit split by instrument, greatest profit first; the row without instrument is cash. The parts of a row add up
 * to its profit, the profits to that of {@link profitSplit}.
 */
export function profitByInstrument(input: ValuationInput): ProfitRow[] {
  return profitWithRows(input).rows;
}

/** {@link profitSplit} and {@link profitByInstrument} of one pass over the ledger. */
export function profitWithRows(input: ValuationInput): { readonly split: ProfitSplit; readonly rows: ProfitRow[] } {
  const { split, ledger } = splitAndLedger(input);
  return { split, rows: rowsByInstrument(split, ledger) };
}

function rowsByInstrument(split: ProfitSplit, ledger: ProfitLedger): ProfitRow[] {
  const entries = [...ledger.tallies];
  const rows = rowsOf(
    entries.map(([, tally]) => totalOf([tally])),
    split
  );
  return entries
    .flatMap(([instrument], at) => {
      const row = rows[at];
      return row === undefined ? [] : [instrument === undefined ? row : { instrument, ...row }];
    })
    .filter((row) =>
      [row.opening, row.closing, ...profitPartNames.map((name) => row[name])].some((each) => each !== 0n)
    )
    .sort(byProfit);
}

function splitAndLedger({ base, period, filter, transactions, ...rest }: ValuationInput): {
  split: ProfitSplit;
  ledger: ProfitLedger;
} {
  const live = inLedgerOrder(transactions);
  const market = marketBook({ base, period, filter, transactions, ...rest }, live);
  const ledger = profitLedger(live, filter, period, market);
  const total = totalOf([...ledger.tallies.values()]);
  const digits = minorUnits(base);
  const opening = rounded(decimalFromWide(total.opening), digits);
  const closing = rounded(decimalFromWide(total.closing), digits);
  const shares = [decimalFromWide(ledger.flows), ...total.parts];
  const [deposits = ZERO, ...parts] = partsOfTotal(shares, subtract(closing, opening), digits);
  const problems = market.problems.list();
  return {
    split: { base, period, opening, deposits, ...named(parts), closing, profit: sum(parts), problems },
    ledger
  };
}

/**
 * The profit split by account, greatest profit first: each account taken as a portfolio of its own, so a transfer leaves
 * one at the day's close and enters the other. Profits add up to that of {@link profitSplit}.
 */
export function profitByAccount(input: ValuationInput): AccountProfitRow[] {
  const split = profitSplit(input);
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  const accounts = accountsWithin(live, input.filter);
  const totals = accounts.map((account) =>
    totalOf([...profitLedger(live, { ...input.filter, accounts: [account] }, input.period, market).tallies.values()])
  );
  const rows = rowsOf(totals, split);
  return accounts.flatMap((account, at) => (rows[at] ? [{ account, ...rows[at] }] : [])).sort(byProfit);
}

/** Exact profit ledger of a portfolio over a period. @param entries list to which each amount is written. @throws RangeError when the period ends before it starts. */
export function profitLedger(
  live: readonly LiveTransaction[],
  filter: PortfolioFilter,
  period: Period,
  market: MarketBook,
  entries?: ProfitEntry[]
): ProfitLedger {
  if (period.end < period.start) throw new RangeError(`period ends before it starts: ${period.start} to ${period.end}`);
  return new ProfitLedger(new ValuedBook(live, filter, market), period, entries);
}

interface Total {
  readonly opening: Wide;
  readonly closing: Wide;
  readonly parts: readonly Decimal[];
  readonly profit: Wide;
}

function totalOf(tallies: readonly PartsTally[]): Total {
  const total = new PartsTally();
  for (const tally of tallies) {
    total.opening = widePlus(total.opening, tally.opening);
    total.closing = widePlus(total.closing, tally.closing);
    for (const name of profitPartNames) total.add(name, tally.part(name));
  }
  return { opening: total.opening, closing: total.closing, parts: total.decimals(), profit: total.profit };
}

function rowsOf(totals: readonly Total[], split: ProfitSplit): Omit<ProfitRow, 'instrument'>[] {
  const digits = minorUnits(split.base);
  const column = (of: (total: Total) => Wide, target: Decimal): Decimal[] =>
    partsOfTotal(
      totals.map((total) => decimalFromWide(of(total))),
      target,
      digits
    );
  const openings = column((total) => total.opening, split.opening);
  const closings = column((total) => total.closing, split.closing);
  const profits = column((total) => total.profit, split.profit);
  return totals.map(({ parts }, at) => {
    const profit = profits[at] ?? ZERO;
    const own = named(partsOfTotal(parts, profit, digits));
    return { opening: openings[at] ?? ZERO, ...own, closing: closings[at] ?? ZERO, profit };
  });
}

function named(parts: readonly Decimal[]): ProfitParts {
  const [realised = ZERO, unrealised = ZERO, income = ZERO, fees = ZERO, taxes = ZERO, currency = ZERO] = parts;
  return { realised, unrealised, income, fees, taxes, currency };
}

function byProfit(a: { profit: Decimal }, b: { profit: Decimal }): number {
  return a.profit === b.profit ? 0 : a.profit > b.profit ? -1 : 1;
}
