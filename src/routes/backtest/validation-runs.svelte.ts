import { gridPoint, gridSize } from '$lib/quant/validation';
import {
  brokenDown,
  sweepNote,
  sweptSettings,
  walkedForward,
  type BreakdownAnswer,
  type BreakdownQuestion,
  type SweepAnswer,
  type SweepQuestion,
  type WalkForwardAnswer,
  type WalkForwardQuestion
} from '$lib/services/backtest-strategies';
import { keptTrials, trialsAdded, type KeptTrials } from '$lib/services/strategy-trials';
import type { VaultName } from '$lib/services/vaults';
import { count, percent } from '$lib/ui/format';
import { controlTexts, validationTexts as texts } from '$lib/ui/texts';
import { ToldRun } from './told-run.svelte';

/** Runs that say how far an entry is to be trusted, and the settings that were tried for it. */
export class ValidationRuns {
  readonly sweep = new ToldRun<SweepQuestion & { readonly atOnce: boolean }, SweepAnswer>(sweptSettings);
  readonly walk = new ToldRun<WalkForwardQuestion, WalkForwardAnswer>(walkedForward);
  readonly apart = new ToldRun<BreakdownQuestion, BreakdownAnswer>(brokenDown);
  trials = $state.raw<KeptTrials>({});
  #of: string | undefined;
  #tried = $state(0);

  /** How many settings were tried, the one shown counted. */
  readonly count = $derived(Math.max(1, Object.keys(this.trials).length));

  /** Turns to an entry: its settings are read, and answers about another are put away. */
  async turnTo(vault: VaultName, entry: string, key: string): Promise<void> {
    if (this.#of === key) return;
    this.#of = key;
    for (const run of [this.sweep, this.walk, this.apart]) run.clear();
    const trials = await keptTrials(vault, entry);
    if (this.#of === key) this.trials = trials;
  }

  /** Tries settings and remembers them. */
  async try(question: SweepQuestion & { readonly atOnce: boolean }): Promise<void> {
    this.#tried = gridSize({ axes: question.axes });
    const answer = await this.sweep.start(question);
    if (!answer) return;
    const { grid, sharpes } = answer;
    const tried: Record<string, number> = {};
    sharpes.forEach((sharpe, k) => {
      if (!Number.isNaN(sharpe)) tried[JSON.stringify(gridPoint(grid, k))] = sharpe;
    });
    this.trials = await trialsAdded(question.vault, question.entry.id, tried);
  }

  /** What runs now, as one line says it. */
  get line() {
    const { sweep, walk, apart } = this;
    const run = sweep.running ? sweep : walk.running ? walk : apart.running ? apart : undefined;
    if (!run) return undefined;
    const title = run === sweep ? texts.trying(this.#tried) : run === walk ? texts.walking : texts.apartRunning;
    const note = sweepNote(run.note);
    const left = run.secondsLeft;
    return {
      title,
      fraction: run.fraction,
      ...(note && run === sweep
        ? {
            done: texts.done(count(Math.round(run.fraction * this.#tried))),
            note: `${texts.soFar(texts.ordinal(note.rank), note.done)}${
              Number.isNaN(note.overfitting) ? '' : texts.overfitting(percent(note.overfitting, { digits: 0 }))
            }`
          }
        : {}),
      ...(left === undefined ? {} : { left: controlTexts.secondsLeft(left) }),
      oncancel: () => run.cancel()
    };
  }
}
