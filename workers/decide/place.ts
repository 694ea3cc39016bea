import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import { jointPlacement, placedWeights, type HouseholdAccount, type PlacementResult } from '$lib/quant/optimization';
import { estimated, type OptimizeQuestion } from './estimates';
import { believed } from './sampled';

/** Weights to place across the accounts of a household. */
export interface PlaceQuestion {
  readonly question: OptimizeQuestion;
  readonly accounts: readonly HouseholdAccount[];
  readonly yields: readonly { readonly instrument: InstrumentId; readonly value: number }[];
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  /** Annual volatility of the weights: what is chosen together with the places takes no more. */
  readonly volatility: number;
}

/** The weights as suggested, placed; and weights of the same risk chosen together with their places. */
export interface PlaceAnswer {
  readonly instruments: readonly InstrumentId[];
  readonly suggested: PlacementResult;
  readonly together: PlacementResult;
  /** Instruments of which no payment is known: all of their return counts as gain. */
  readonly withoutYield: readonly InstrumentId[];
}

/** Where to hold what, so that the tax of a year is least; undefined where there is too little to estimate from. */
export async function place(
  { question, accounts, yields, weights, volatility }: PlaceQuestion,
  { progress }: JobContext
): Promise<PlaceAnswer | undefined> {
  const found = await estimated(question);
  if ('status' in found) return undefined;
  const problem = believed(found.problem, found.returns, question.sampled);
  progress(1, 3);
  const yieldOf = new Map(yields.map((one) => [one.instrument, one.value]));
  const weightOf = new Map(weights.map((one) => [one.instrument, one.weight]));
  const household = {
    accounts,
    yields: Float64Array.from(problem.instruments, (id) => Math.max(0, yieldOf.get(id) ?? 0))
  };
  const wanted = Float64Array.from(problem.instruments, (id) => weightOf.get(id) ?? 0);
  const isShort = wanted.some((one) => one < -1e-9);
  const suggested: PlacementResult = isShort
    ? { status: 'failed', reason: 'short positions are not placed' }
    : placedWeights(problem, household, wanted);
  progress(2, 3);
  const limited = {
    ...problem,
    objective: { kind: 'target-volatility', annualVolatility: volatility * (1 + 1e-7) }
  } as const;
  return {
    instruments: problem.instruments,
    suggested,
    together: jointPlacement(limited, household),
    withoutYield: problem.instruments.filter((id, j) => (wanted[j] ?? 0) > 0 && !yieldOf.has(id))
  };
}
