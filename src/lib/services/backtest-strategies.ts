import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

export type StrategiesQuestion = InputOf<'backtest', 'strategies'>;
export type StrategiesAnswer = OutputOf<'backtest', 'strategies'>;
export type StrategyEntry = StrategiesQuestion['entries'][number];
export type EntryAnswer = StrategiesAnswer['entries'][number];
export type RunQuestion = Omit<StrategiesQuestion, 'entries'>;

export type SweepQuestion = InputOf<'backtest', 'sweep'>;
/** What trying settings showed; with `alone` where pairs of averages were tried on each instrument. */
export type SweepAnswer = OutputOf<'backtest', 'sweep'> &
  Partial<Pick<OutputOf<'backtest', 'pairs'>, 'alone' | 'instruments'>>;
export type WalkForwardQuestion = InputOf<'backtest', 'walkForward'>;
export type WalkForwardAnswer = OutputOf<'backtest', 'walkForward'>;
export type BreakdownQuestion = InputOf<'backtest', 'breakdown'>;
export type BreakdownAnswer = OutputOf<'backtest', 'breakdown'>;

/** How a run is stopped, and what it tells on the way. */
export interface RunControl {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number, note?: string) => void;
}

/** Settings done so far, the place of the setting as it is among them, and the chance of overfitting, NaN until it can be told. */
export interface SweepNote {
  readonly done: number;
  readonly rank: number;
  readonly overfitting: number;
}

/** What a sweep says on the way. */
export function sweepNote(note: string | undefined): SweepNote | undefined {
  const [done = NaN, rank = NaN, overfitting = NaN] = (note ?? '').split(' ').map(Number);
  return done > 0 ? { done, rank, overfitting } : undefined;
}

/** Runs strategies over one span in a worker. */
export function ranStrategies(question: StrategiesQuestion, control: RunControl): Promise<StrategiesAnswer> {
  return run('backtest', 'strategies', question, control);
}

/** Tries settings of a strategy: every pair of averages at once, or one run for each. */
export function sweptSettings(
  question: SweepQuestion & { readonly atOnce: boolean },
  control: RunControl
): Promise<SweepAnswer> {
  const { atOnce, ...asked } = question;
  return atOnce ? run('backtest', 'pairs', asked, control) : run('backtest', 'sweep', asked, control);
}

/** Learns on one part of the past and judges on another. */
export function walkedForward(question: WalkForwardQuestion, control: RunControl): Promise<WalkForwardAnswer> {
  return run('backtest', 'walkForward', question, control);
}

/** Takes a result apart. */
export function brokenDown(question: BreakdownQuestion, control: RunControl): Promise<BreakdownAnswer> {
  return run('backtest', 'breakdown', question, control);
}
