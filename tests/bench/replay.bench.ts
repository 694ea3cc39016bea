import {
  liveTransactions,
  journalEntry,
  batchId,
  GENESIS_HASH,
  JOURNAL_VERSION,
  type JournalEntry
} from '$lib/domain/ledger';
import { profitWithRows, valueHistory } from '$lib/quant/valuation';
import type { Outcome } from './replay/outcome';
import { replayed } from './replay/ours';
import { referenceTransactions, replayedByReference } from './replay/reference';
import { large, replayWorkload, usual, valuationInputOf, type Size, type Workload } from './replay/workload';

interface Measurement {
  readonly name: string;
  readonly ours_ms: number;
  readonly reference_ms: number;
  readonly ratio: number;
  readonly note: string;
}

interface Side {
  ms: number;
  outcome: Outcome;
}

const ROUNDS = 3;
const RUNS_OF_OURS = 8;

/** Replay and daily valuation of a ledger of twelve years, ours against decimal.js; fails unless all sums are equal. */
export function replayBench(): readonly Measurement[] {
  return [measured(usual), measured(large)];
}

function measured(size: Size): Measurement {
  const workload = replayWorkload(size);
  const converted = referenceTransactions(workload);
  const ours: Side = { ms: Infinity, outcome: replayed(workload) };
  const reference: Side = { ms: Infinity, outcome: replayedByReference(workload, converted) };
  for (let round = 0; round < ROUNDS; round++) {
    for (let run = 0; run < RUNS_OF_OURS; run++) time(ours, () => replayed(workload));
    time(reference, () => replayedByReference(workload, converted));
  }
  assertEqual(ours.outcome, reference.outcome);
  const input = valuationInputOf(workload);
  const history = shortest(() => valueHistory(input));
  const profit = shortest(() => profitWithRows(input));
  const reading = readingTime(workload);
  return {
    name: `Replay and daily valuation, ${size.transactions.toLocaleString('en')} transactions in ${size.instruments} instruments over 12 years`,
    ours_ms: ours.ms,
    reference_ms: reference.ms,
    ratio: reference.ms / ours.ms,
    note:
      `decimal.js; ${size.instruments * 3} positions on ${workload.days} days, closes read from floats on both sides; all sums equal to the last ` +
      `digit (value ${ours.outcome.lastValue.slice(0, 16)}…, ${ours.outcome.lots} open lots); the app's own value history with flows and returns takes ` +
      `${history.toFixed(0)} ms, its profit by part and instrument ${profit.toFixed(0)} ms, reading the journal's text ${reading.toFixed(0)} ms`
  };
}

/** Keeps the shortest time: what else the machine does can only add to it. The sides take turns. */
function time(side: Side, work: () => Outcome): void {
  const start = performance.now();
  side.outcome = work();
  side.ms = Math.min(side.ms, performance.now() - start);
}

/** Shortest of a few runs, in milliseconds. */
function shortest(work: () => unknown): number {
  let least = Infinity;
  for (let run = 0; run < RUNS_OF_OURS; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function assertEqual(a: Outcome, b: Outcome): void {
  for (const key of Object.keys(a) as (keyof Outcome)[])
    if (a[key] !== b[key]) throw new Error(`${key} differs: ${a[key]} and ${b[key]}`);
}

function readingTime({ live }: Workload): number {
  const entries: JournalEntry[] = [];
  let head = GENESIS_HASH;
  for (const [index, { event, transaction }] of live.entries()) {
    const act = { act: 'post', event, transaction } as const;
    const entry = journalEntry(head, index + 1, { version: JOURNAL_VERSION, recordedAt: 0, batch: batchId('b'), act });
    entries.push(entry);
    head = entry.hash;
  }
  const start = performance.now();
  liveTransactions(entries);
  return performance.now() - start;
}
