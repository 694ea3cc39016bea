import { run, runEach } from '$lib/compute/caller';
import {
  FIRST_SCALE,
  scaledAmount,
  scaleGrid,
  solvedScale,
  type ScaleAsked,
  type SimulationSpec
} from '$lib/quant/simulation';
import { sharesOf, type SimulationQuestion } from './simulate-portfolio';

/** The most spending, or the least saving, at which the plan holds with the odds asked for. */
export type SolvedPlan =
  | {
      readonly status: 'found';
      readonly asked: ScaleAsked;
      /** Multiple of the plan's own spending, or money a month. */
      readonly amount: number;
      readonly odds: number;
      readonly standardError: number;
      readonly paths: number;
      readonly spec: SimulationSpec;
    }
  | { readonly status: 'none' | 'any'; readonly asked: ScaleAsked }
  | { readonly status: 'too-few' | 'too-short' };

const PATHS = 4096;
/** Steps that a search takes when its first bracket holds. */
const USUAL_STEPS = 4;

/** Solves a plan by trying ever narrower factors on the same draws. */
export async function solvedPlan(
  { question, asked }: { readonly question: SimulationQuestion; readonly asked: ScaleAsked },
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void }
): Promise<SolvedPlan> {
  const prepared = await run('simulate', 'prepare', question, { signal });
  if (prepared.status !== 'ready') return { status: prepared.status };
  const { inputs } = prepared;
  const spec = { ...prepared.spec, paths: Math.min(PATHS, prepared.spec.paths) };
  const shares = sharesOf(spec);
  let step = FIRST_SCALE;
  for (let taken = 0; ; taken++) {
    const { factors, variants } = scaleGrid(spec, asked, step);
    const questions = shares.map((blocks) => ({ spec, inputs, blocks, variants }));
    const counts = await runEach('simulate', 'successes', questions, {
      signal,
      onProgress: (done) => onProgress(Math.min(1, (taken + done) / Math.max(USUAL_STEPS, taken + 1)))
    });
    const odds = factors.map((_, v) => counts.reduce((sum, part) => sum + (part[v] ?? NaN), 0) / spec.paths);
    const solved = solvedScale(asked, step, factors, odds);
    if ('next' in solved) {
      step = solved.next;
      continue;
    }
    const { found } = solved;
    if (found.status !== 'found') return { status: found.status, asked };
    const standardError = Math.sqrt((found.odds * (1 - found.odds)) / spec.paths);
    const amount = scaledAmount(spec, asked, found.factor);
    return { status: 'found', asked, amount, odds: found.odds, standardError, paths: spec.paths, spec };
  }
}
