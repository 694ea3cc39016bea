import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, type EventId } from '$lib/domain/ledger';
import { absolute, compare, minorUnits, rounded, sum, type Decimal } from '$lib/domain/money';
import { MOST_INPUTS, type FigureExplanation, type FigureInput } from './figure-explanation';
import { marketBook, type ValuationInput } from '../market';
import {
  profitByInstrument,
  profitLedger,
  profitSplit,
  type ProfitEntry,
  type ProfitPartName,
  type ProfitParts
} from '../profit';
import { decimalFromWide, WIDE_ZERO, widePlus, type Wide } from '../worth';

/** How a part of the profit, or the deposits, of a portfolio or of one of its instruments come about: what each event added. */
export function explainedPart(
  input: ValuationInput,
  part: ProfitPartName | 'deposits',
  instrument?: InstrumentId
): FigureExplanation {
  const result = shownPart(input, part, instrument);
  const entries: ProfitEntry[] = [];
  const live = inLedgerOrder(input.transactions);
  profitLedger(live, input.filter, input.period, marketBook(input, live), entries);
  const own = entries.filter(
    (entry) => entry.part === part && (instrument === undefined || entry.instrument === instrument)
  );
  const inputs = contributions(own, input);
  const named = new Set(own.flatMap(({ event }) => event ?? []));
  return {
    formula: part === 'deposits' ? 'sum-of-flows' : 'sum-of-contributions',
    result,
    currency: input.base,
    inputs: greatest(inputs, input),
    events: live.flatMap(({ event }) => (named.has(event) ? [event] : []))
  };
}

function shownPart(input: ValuationInput, part: ProfitPartName | 'deposits', instrument?: InstrumentId): Decimal {
  if (instrument === undefined || part === 'deposits') return profitSplit(input)[part];
  const row: ProfitParts | undefined = profitByInstrument(input).find((one) => one.instrument === instrument);
  return row?.[part] ?? sum([]);
}

/** One input for each event and instrument, and one for the worth of the last day. */
function contributions(entries: readonly ProfitEntry[], { base }: ValuationInput): FigureInput[] {
  const groups = new Map<string, { entry: ProfitEntry; amount: Wide }>();
  for (const entry of entries) {
    const key = `${entry.event ?? ''} ${entry.instrument ?? ''}`;
    const known = groups.get(key);
    groups.set(key, { entry, amount: widePlus(known?.amount ?? WIDE_ZERO, entry.amount) });
  }
  return Array.from(groups.values(), ({ entry: { event, instrument, day }, amount }) => ({
    label: event === undefined ? 'last-day' : 'event',
    kind: 'amount',
    value: rounded(decimalFromWide(amount), minorUnits(base)),
    currency: base,
    day,
    ...(instrument === undefined ? {} : { instrument }),
    ...(event === undefined ? {} : { event })
  }));
}

/** The greatest inputs in the order they came, and the sum of the rest. */
export function greatest(inputs: readonly FigureInput[], { base }: ValuationInput): FigureInput[] {
  if (inputs.length <= MOST_INPUTS) return [...inputs];
  const bySize = [...inputs].sort((a, b) => compare(absolute(b.value), absolute(a.value)));
  const kept = new Set(bySize.slice(0, MOST_INPUTS));
  const rest = sum(inputs.flatMap((one) => (kept.has(one) ? [] : [one.value])));
  return [...inputs.filter((one) => kept.has(one)), { label: 'others', kind: 'amount', value: rest, currency: base }];
}

/** How the profit of a portfolio or an instrument comes about. */
export function explainedTotal(input: ValuationInput, instrument?: InstrumentId): FigureExplanation {
  const filter = instrument === undefined ? input.filter : { ...input.filter, instruments: [instrument] };
  const { opening, deposits, closing, profit, base, period } = profitSplit({ ...input, filter });
  const amount = { kind: 'amount', currency: base } as const;
  const flows = explainedPart({ ...input, filter }, 'deposits');
  const events: readonly EventId[] = flows.events;
  return {
    formula: 'closing-less-opening-less-deposits',
    result: profit,
    currency: base,
    inputs: [
      { label: 'closing', ...amount, value: closing, day: period.end },
      { label: 'opening', ...amount, value: opening, day: period.start },
      { label: 'deposits', ...amount, value: deposits }
    ],
    events
  };
}
