import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

export type StrategiesQuestion = InputOf<'backtest', 'strategies'>;
export type StrategiesAnswer = OutputOf<'backtest', 'strategies'>;
export type StrategyEntry = StrategiesQuestion['entries'][number];
export type EntryAnswer = StrategiesAnswer['entries'][number];

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Runs strategies over one span in a worker. */
export function ranStrategies(question: StrategiesQuestion, control: Control): Promise<StrategiesAnswer> {
  return run('backtest', 'strategies', question, control);
}
