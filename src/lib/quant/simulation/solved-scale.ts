import { savingUnit, scaledSaving, scaledSpending } from './sensitivity';
import type { SimulationSpec, Variant } from './spec';

/** What is sought: the most spending, or the least saving, under which everything is met with at least these odds. */
export interface ScaleAsked {
  readonly of: 'spending' | 'saving';
  readonly odds: number;
}

/** A bracket of factors of the plan's own spending or saving. */
export interface ScaleStep {
  readonly low: number;
  readonly high: number;
  readonly round: number;
}

/** `none`: not even nothing spent, or no saving within reach, gives the odds; `any`: there is no limit within reach. */
export type ScaleFound =
  { readonly status: 'found'; readonly factor: number; readonly odds: number } | { readonly status: 'none' | 'any' };

const PARTS = 8;
const ROUNDS = 4;
const REACH = 4;
const MOST_REACH = 256;

export const FIRST_SCALE: ScaleStep = { low: 0, high: REACH, round: 0 };

/** The factors that a step tries, ascending, and the plans with them. */
export function scaleGrid(
  spec: SimulationSpec,
  asked: ScaleAsked,
  { low, high }: ScaleStep
): { readonly factors: readonly number[]; readonly variants: readonly Variant[] } {
  const factors = Array.from({ length: PARTS + 1 }, (_, k) => low + ((high - low) * k) / PARTS);
  const scaled = asked.of === 'spending' ? scaledSpending : scaledSaving;
  return { factors, variants: factors.map((factor) => scaled(spec, factor)) };
}

/**
 * The next bracket from the odds at each factor, or the answer after enough rounds. All odds are of the same draws, so that
 * they move one way with the factor; the bracket is the last in which they cross what is asked for.
 */
export function solvedScale(
  asked: ScaleAsked,
  step: ScaleStep,
  factors: readonly number[],
  odds: readonly number[]
): { readonly next: ScaleStep } | { readonly found: ScaleFound } {
  const enough = odds.map((one) => one >= asked.odds);
  const spending = asked.of === 'spending';
  if (spending ? !enough[0] : enough[0]) {
    return { found: spending ? { status: 'none' } : { status: 'found', factor: factors[0], odds: odds[0] } };
  }
  const last = enough.length - 1;
  if (spending ? enough[last] : !enough[last]) {
    if (step.high >= MOST_REACH) return { found: { status: spending ? 'any' : 'none' } };
    return { next: { low: step.high, high: step.high * REACH, round: 0 } };
  }
  const at = spending ? enough.lastIndexOf(true) : enough.lastIndexOf(false);
  if (step.round + 1 < ROUNDS) return { next: { low: factors[at], high: factors[at + 1], round: step.round + 1 } };
  const kept = spending ? at : at + 1;
  return { found: { status: 'found', factor: factors[kept], odds: odds[kept] } };
}

/** What a factor means: spending as a multiple of the plan's, saving as money a month. */
export function scaledAmount(spec: SimulationSpec, asked: ScaleAsked, factor: number): number {
  return asked.of === 'saving' ? factor * savingUnit(spec) : factor;
}
