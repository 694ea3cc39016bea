import {
  optimizePortfolio,
  plain,
  type OptimizationResult,
  type Plain,
  type ProblemDocument
} from '$lib/quant/optimization';
import type { JobContext } from '$lib/compute/protocol';
import { allocated, type AllocatedPortfolio, type AllocationChoice } from './allocation';
import { estimated, type EstimationWindow, type OptimizeQuestion } from './estimates';

/** A question as a problem that stands by itself, with its answer. */
export interface PosedProblem {
  readonly problem: ProblemDocument;
  /** Makes the weights in place of the problem's objective. */
  readonly allocation?: AllocationChoice;
  readonly window: EstimationWindow;
  readonly answer: Plain<OptimizationResult | AllocatedPortfolio>;
}

/** The problem that a question poses and its answer, as JSON keeps them; undefined when there is too little to estimate from. */
export async function posedProblem(
  question: OptimizeQuestion,
  { progress }: JobContext
): Promise<PosedProblem | undefined> {
  const found = await estimated(question);
  if ('status' in found) return undefined;
  const { problem, returns, window } = found;
  progress(1, 2);
  const { allocation } = question;
  const answer = allocation ? allocated(problem, problem.scenarios ?? returns, allocation) : optimizePortfolio(problem);
  return { problem: plain(problem), ...(allocation && { allocation }), window, answer: plain(answer) };
}
