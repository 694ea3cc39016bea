import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId, LiveTransaction } from '$lib/domain/ledger';
import { sum, type Decimal } from '$lib/domain/money';
import { reconciled, sumOfAmounts, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { originalOf, type ExplainContext } from './context';
import type { ProfitFigure } from './figure-question';
import type { ValuationInput } from '../market';
import {
  profitLedger,
  profitPartNames,
  profitSplit,
  profitWithRows,
  type ProfitEntry,
  type ProfitPartName,
  type ProfitRow
} from '../profit';
import { decimalFromWide, WIDE_ZERO, widePlus, type Wide } from '../worth';

/** How a part of the profit of the portfolio, or of some of its instruments, comes about. */
export function explainedProfit(
  context: ExplainContext,
  figure: Exclude<ProfitFigure, 'opening' | 'closing'>,
  instruments?: readonly (InstrumentId | null)[]
): FigureExplanation {
  if (figure === 'deposits' || instruments === undefined)
    return figure === 'profit' ? explainedTotal(context) : explainedPart(context, figure);
  const { rows } = profitWithRows(context.input);
  const wanted = rows.filter(({ instrument = null }) => instruments.includes(instrument));
  const [only] = wanted;
  if (only && instruments.length === 1)
    return figure === 'profit' ? explainedParts(context, only) : explainedPart(context, figure, only);
  return sumOfRows(context.input, wanted, figure);
}

function sumOfRows(
  { base }: ValuationInput,
  rows: readonly ProfitRow[],
  figure: ProfitPartName | 'profit'
): FigureExplanation {
  const inputs = rows.map((row): FigureInput => ({
    label: row.instrument === undefined ? 'cash' : 'position',
    kind: 'amount',
    currency: base,
    value: row[figure],
    ...(row.instrument === undefined ? {} : { instrument: row.instrument })
  }));
  const result = sum(inputs.map(({ value }) => value));
  return { formula: 'sum-of-rows', makes: 'sum', result, kind: 'amount', currency: base, inputs, events: [] };
}

/** A row's profit as its parts. */
function explainedParts(context: ExplainContext, row: ProfitRow): FigureExplanation {
  const { base } = context.input;
  const inputs = profitPartNames
    .filter((name) => row[name] !== 0n)
    .map((name): FigureInput => ({ label: name, kind: 'amount', currency: base, value: row[name] }));
  return reconciled({
    formula: 'sum-of-parts',
    makes: 'sum',
    result: row.profit,
    kind: 'amount',
    currency: base,
    inputs,
    events: eventsOf(
      context.live,
      entriesOf(context).filter(({ instrument }) => instrument === row.instrument)
    )
  });
}

/** A part of a profit, or the deposits, as what each event added. */
function explainedPart(context: ExplainContext, part: ProfitPartName | 'deposits', row?: ProfitRow): FigureExplanation {
  const { input, live } = context;
  const own = entriesOf(context).filter(
    (entry) => entry.part === part && (row === undefined || entry.instrument === row.instrument)
  );
  const result: Decimal = row && part !== 'deposits' ? row[part] : profitSplit(input)[part];
  return sumOfAmounts(
    part === 'deposits' ? 'sum-of-flows' : 'sum-of-contributions',
    contributions(context, own),
    input.base,
    result,
    eventsOf(live, own)
  );
}

function entriesOf({ live, input, market }: ExplainContext): ProfitEntry[] {
  const entries: ProfitEntry[] = [];
  profitLedger(live, input.filter, input.period, market, entries);
  return entries;
}

function eventsOf(live: readonly LiveTransaction[], entries: readonly ProfitEntry[]): EventId[] {
  const named = new Set(entries.flatMap(({ event }) => event ?? []));
  return live.flatMap(({ event }) => (named.has(event) ? [event] : []));
}

/** One amount for each event and instrument, and one for the worth of the last day. */
function contributions(context: ExplainContext, entries: readonly ProfitEntry[]) {
  const groups = new Map<string, { entry: ProfitEntry; amount: Wide }>();
  for (const entry of entries) {
    const key = `${entry.event ?? ''} ${entry.instrument ?? ''}`;
    const known = groups.get(key);
    groups.set(key, { entry, amount: widePlus(known?.amount ?? WIDE_ZERO, entry.amount) });
  }
  const currencies = new Map(context.live.map(({ event, transaction }) => [event, currencyOf(transaction)]));
  return Array.from(groups.values(), ({ entry: { event, instrument, day }, amount }) => {
    const currency = event === undefined ? undefined : currencies.get(event);
    return {
      label: event === undefined ? ('last-day' as const) : ('event' as const),
      exact: decimalFromWide(amount),
      day,
      ...(instrument === undefined ? {} : { instrument }),
      ...(event === undefined ? {} : { event }),
      ...(currency === undefined ? {} : originalOf(context, currency, day))
    };
  });
}

function currencyOf(transaction: LiveTransaction['transaction']) {
  if ('gross' in transaction) return transaction.gross.currency;
  return 'cash' in transaction ? transaction.cash.currency : undefined;
}

/** How the profit of a portfolio comes about. */
function explainedTotal(context: ExplainContext): FigureExplanation {
  const { opening, deposits, closing, profit, base, period } = profitSplit(context.input);
  const amount = { kind: 'amount', currency: base } as const;
  return {
    formula: 'closing-less-opening-less-deposits',
    makes: 'sum',
    result: profit,
    ...amount,
    inputs: [
      { label: 'closing', ...amount, value: closing, day: period.end },
      { label: 'opening', ...amount, value: opening, inverse: true, day: period.start },
      { label: 'deposits', ...amount, value: deposits, inverse: true }
    ],
    events: flowEvents(context)
  };
}

/** Events that brought something over the border of the portfolio within the period. */
export function flowEvents(context: ExplainContext): EventId[] {
  return eventsOf(
    context.live,
    entriesOf(context).filter(({ part }) => part === 'deposits')
  );
}
