import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import {
  measureOf,
  paretoSet,
  type FailedOptimization,
  type InfeasiblePortfolio,
  type OptimizationProblem,
  type ParetoMeasure,
  type ParetoSet
} from '$lib/quant/optimization';
import { estimated, PERIODS_PER_YEAR, type OptimizeQuestion } from './estimates';
import { believed } from './sampled';

/** Something to weigh against others: shortfall is that of the worst twentieth of days, distance that from what is held now. */
export type WeighedId = 'return' | 'volatility' | 'shortfall' | 'yield' | 'cost' | 'distance';

/** Two or three things to weigh under the rules of a question. */
export interface WeighQuestion {
  readonly question: OptimizeQuestion;
  readonly measures: readonly WeighedId[];
  readonly yields: readonly { readonly instrument: InstrumentId; readonly value: number }[];
  /** What a trade costs, a fraction of it. */
  readonly tradeCost: number;
  readonly divisions: number;
}

/** The efficient portfolios, arrays in the order of the instruments; what the weights held now have of each measure. */
export interface WeighAnswer {
  readonly instruments: readonly InstrumentId[];
  readonly current: readonly number[];
  readonly set: ParetoSet | InfeasiblePortfolio | FailedOptimization;
}

/** Portfolios that nothing allowed beats in all of what is weighed; undefined where there is too little to estimate from. */
export async function weigh(asked: WeighQuestion, { progress }: JobContext): Promise<WeighAnswer | undefined> {
  const found = await estimated(asked.question);
  if ('status' in found) return undefined;
  const { values, rows, columns } = found.returns;
  const problem: OptimizationProblem = {
    ...believed(found.problem, found.returns, asked.question.sampled),
    scenarios: { values, rows, columns, periodsPerYear: PERIODS_PER_YEAR }
  };
  const measures = asked.measures.map((id) => measureBy(id, asked, problem));
  return {
    instruments: problem.instruments,
    current: measures.map((one) => measureOf(problem, one, found.currentWeights)),
    set: paretoSet(problem, measures, { divisions: asked.divisions, onProgress: progress })
  };
}

function measureBy(id: WeighedId, { yields, tradeCost }: WeighQuestion, problem: OptimizationProblem): ParetoMeasure {
  const { instruments, currentWeights } = problem;
  switch (id) {
    case 'return':
    case 'volatility':
      return { kind: id };
    case 'shortfall':
      return { kind: 'risk', risk: { measure: 'expected-shortfall', tail: 0.05 } };
    case 'yield': {
      const yieldOf = new Map(yields.map((one) => [one.instrument, one.value]));
      return { kind: 'yield', figures: Float64Array.from(instruments, (one) => yieldOf.get(one) ?? 0) };
    }
    case 'cost':
      return { kind: 'cost', rates: new Float64Array(instruments.length).fill(tradeCost) };
    case 'distance':
      return {
        kind: 'tracking-error',
        benchmark: instruments.map((instrument, j) => ({ instrument, weight: currentWeights?.[j] ?? 0 }))
      };
  }
}
