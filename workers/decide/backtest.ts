import type { InstrumentId } from '$lib/domain/instruments';
import type { JobContext } from '$lib/compute/protocol';
import { backtest, type BacktestResult, type BacktestSpec } from '$lib/quant/backtest';
import { universeOf, type Universe, type UniverseQuestion } from './universe';

/** One set of weights to try; the rest is cash. */
export interface Candidate {
  readonly id: string;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  readonly rebalancing: BacktestSpec['rebalancing'];
  readonly costs: BacktestSpec['costs'];
}

/** Candidates over one span of one universe. */
export interface BacktestQuestion extends UniverseQuestion {
  readonly candidates: readonly Candidate[];
  readonly initialValue: number;
  readonly cashRate: number;
}

/** A candidate's daily values, trades and measures. */
export interface CandidateResult {
  readonly id: string;
  readonly instruments: readonly InstrumentId[];
  readonly result: BacktestResult;
}

/** Results in the order of the candidates. `firstDay` and `lastDay` bound the days that all candidates share. */
export interface BacktestAnswer {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly missing: Universe['missing'];
  readonly candidates: readonly CandidateResult[];
}

/** Runs every candidate over the same days. Instruments without prices give their weight to cash and are named. */
export async function runBacktest(question: BacktestQuestion, { progress }: JobContext): Promise<BacktestAnswer> {
  const { panel, missing } = await universeOf(question);
  const candidates = question.candidates.map((candidate, at): CandidateResult => {
    const held = candidate.weights.filter(({ instrument }) => panel.instruments.includes(instrument));
    const spec: BacktestSpec = {
      instruments: held.map((one) => one.instrument),
      weights: Float64Array.from(held, (one) => one.weight),
      start: question.start,
      end: question.end,
      initialValue: question.initialValue,
      rebalancing: candidate.rebalancing,
      costs: candidate.costs,
      cashRate: question.cashRate
    };
    const result = backtest(spec, panel, (done, total) => progress(at + done / total, question.candidates.length));
    return { id: candidate.id, instruments: spec.instruments, result };
  });
  const days = panel.days;
  return { firstDay: days[0] ?? NaN, lastDay: days.at(-1) ?? NaN, missing, candidates };
}
