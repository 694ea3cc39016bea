import { dayFromNumber, plusDays, type Day, type Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, instrumentsOf, type AccountId, type LiveTransaction } from '$lib/domain/ledger';
import { decimalFromNumber, decimalToNumber, minorUnits, rounded } from '$lib/domain/money';
import { includesInstrument } from '$lib/domain/portfolio';
import {
  annualised,
  moneyWeightedReturn,
  performanceMeasures,
  rateShown,
  type Cashflow,
  type InternalRates,
  type PerformanceMeasures
} from '$lib/quant/returns';
import { marketBook, type ValuationInput } from './market';
import { accountsWithin, historyOf, type ValueHistory, valueHistory } from './worth';

/** Returns of a portfolio over a period; fractions, amounts in the base currency. */
export interface ReturnSummary {
  readonly period: Period;
  /** Length in years of 365 days. */
  readonly years: number;
  /** Over the whole period, daily linked. */
  readonly timeWeighted: number;
  /** For a year; NaN for a period under one. */
  readonly timeWeightedAnnual: number;
  /** Annual rates at which opening worth, flows and closing worth are worth nothing together (XIRR). */
  readonly moneyWeighted: InternalRates;
  /** The shown one of these rates over the whole period, to be set beside `timeWeighted`; NaN when there is none. */
  readonly moneyWeightedPeriod: number;
  readonly opening: number;
  readonly closing: number;
  readonly netFlows: number;
}

/** Span from the day before the first transaction, so that its flows count as flows; undefined when none is up to the end. */
export function wholePeriod(transactions: readonly LiveTransaction[], end: Day): Period | undefined {
  const first = transactions.reduce((least, { transaction }) => Math.min(least, transaction.tradeDay), Infinity);
  return first > end ? undefined : { start: plusDays(dayFromNumber(first), -1), end };
}

/**
 * Returns of the input's portfolio.
 * @param history of the same input, when there is one already.
 * @param amounts 'as-shown' takes the money-weighted return of worths and flows rounded to the minor unit, so that a
 * spreadsheet finds the same rate from the figures on the screen (and Portfolio Performance does); 'exact' when absent.
 */
export function portfolioReturns(
  input: ValuationInput,
  history: ValueHistory = valueHistory(input),
  amounts: 'exact' | 'as-shown' = 'exact'
): ReturnSummary {
  return summaryOf(history, amounts === 'as-shown' ? minorUnits(input.base) : undefined);
}

/** Returns of each account that the filter takes in, as a portfolio of its own. */
export function accountReturns(input: ValuationInput): (ReturnSummary & { readonly account: AccountId })[] {
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  return accountsWithin(live, input.filter).map((account) => ({
    account,
    ...summaryOf(historyOf(live, { ...input.filter, accounts: [account] }, input.period, market))
  }));
}

/**
 * Returns of each instrument that the filter takes in and that was held in the period, as a portfolio without cash:
 * what was paid for it flows in, what it paid flows out.
 */
export function positionReturns(input: ValuationInput): (ReturnSummary & { readonly instrument: InstrumentId })[] {
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  return Array.from(byInstrument(live, input), ([instrument, own]) => {
    const history = historyOf(own, { ...input.filter, instruments: [instrument] }, input.period, market);
    return { history, row: { instrument, ...summaryOf(history) } };
  })
    .filter(({ history }) => history.firstValued < history.days.length)
    .map(({ row }) => row);
}

/** Measures of a history's time-weighted index from its first valued day on. `benchmark` is an index on the history's days. */
export function historyMeasures(
  history: ValueHistory,
  options: { readonly benchmark?: Float64Array; readonly riskFreeRate?: number } = {}
): PerformanceMeasures {
  // A purchase on the first valued day earns from the level before it.
  const from = Math.max(0, Math.min(history.firstValued, history.days.length) - 1);
  return performanceMeasures({
    days: history.days.subarray(from),
    index: history.twrIndex.subarray(from),
    ...(options.benchmark && { benchmark: options.benchmark.subarray(from) }),
    ...(options.riskFreeRate !== undefined && { riskFreeRate: options.riskFreeRate })
  });
}

/** Opening worth and flows paid in, closing worth received: what a money-weighted return is the rate of. */
export function investorFlows(days: Int32Array, opening: number, flows: Float64Array, closing: number): Cashflow[] {
  const list: Cashflow[] = [];
  days.forEach((each, t) => {
    const amount = (t === 0 ? -opening : -(flows[t] ?? 0)) + (t === days.length - 1 ? closing : 0);
    if (amount !== 0) list.push({ day: dayFromNumber(each), amount });
  });
  return list;
}

/** @param digits to which amounts are rounded; exact when absent. */
function summaryOf({ days, value, flows, twrIndex }: ValueHistory, digits?: number): ReturnSummary {
  const amount = (each: number): number =>
    digits === undefined ? each : decimalToNumber(rounded(decimalFromNumber(each), digits));
  const period = { start: dayFromNumber(days[0] ?? NaN), end: dayFromNumber(days.at(-1) ?? NaN) };
  const years = (period.end - period.start) / 365;
  const [opening, closing] = [value[0] ?? NaN, value.at(-1) ?? NaN];
  const timeWeighted = (twrIndex.at(-1) ?? NaN) - 1;
  const moneyWeighted = moneyWeightedReturn(
    investorFlows(days, amount(opening), digits === undefined ? flows : flows.map(amount), amount(closing))
  );
  return {
    period,
    years,
    timeWeighted,
    timeWeightedAnnual: years >= 1 ? annualised(timeWeighted, years) : NaN,
    moneyWeighted,
    moneyWeightedPeriod: Math.expm1(Math.log1p(rateShown(moneyWeighted) ?? NaN) * years),
    opening,
    closing,
    netFlows: flows.reduce((total, flow) => total + flow, 0)
  };
}

/**
 * Transactions of each instrument that the filter takes in, with those of all instruments it ever came from or turned into:
 * its lots need theirs.
 */
function byInstrument(
  live: readonly LiveTransaction[],
  { filter }: ValuationInput
): Map<InstrumentId, LiveTransaction[]> {
  const groups = new Map<InstrumentId, Group>();
  for (const one of live) {
    const named = instrumentsOf(one.transaction);
    const [first] = named;
    if (first === undefined) continue;
    const group = groups.get(first) ?? newGroup(groups, first);
    group.live.push(one);
    for (const other of named) joinGroup(groups, group, other);
  }
  const lists = new Map<InstrumentId, LiveTransaction[]>();
  for (const [instrument, group] of groups)
    if (includesInstrument(filter, instrument)) {
      if (!group.isOrdered) group.live = inLedgerOrder(group.live);
      group.isOrdered = true;
      lists.set(instrument, group.live);
    }
  return lists;
}

/** Instruments that turn into each other, and all their transactions. */
interface Group {
  readonly instruments: Set<InstrumentId>;
  live: LiveTransaction[];
  isOrdered: boolean;
}

function newGroup(groups: Map<InstrumentId, Group>, instrument: InstrumentId): Group {
  const group: Group = { instruments: new Set([instrument]), live: [], isOrdered: true };
  groups.set(instrument, group);
  return group;
}

function joinGroup(groups: Map<InstrumentId, Group>, group: Group, other: InstrumentId): void {
  const known = groups.get(other) ?? newGroup(groups, other);
  if (known === group) return;
  group.live.push(...known.live);
  group.isOrdered = false;
  for (const instrument of known.instruments) {
    group.instruments.add(instrument);
    groups.set(instrument, group);
  }
}
