import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

export type PlanQuestion = InputOf<'decide', 'plan'>;
export type PlanAnswer = OutputOf<'decide', 'plan'>;

/** Weights of the months to come, chosen at once with the costs of getting there. */
export function plannedMonths(
  question: PlanQuestion,
  control: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void }
): Promise<PlanAnswer> {
  return run('decide', 'plan', question, control);
}
