import type { Cardinality, MinimumPosition, OptimizationProblem } from '../problem';
import { faultOfLimits, forMembers, type CountedWeights, type RuleKind } from './rule-kind';

const faultOfCount = (count: number, least: number): string | undefined =>
  Number.isInteger(count) && count >= least ? undefined : `is no number of positions: ${count}`;

function membersOf(problem: OptimizationProblem, instruments: Cardinality['instruments']): CountedWeights['members'] {
  return Uint8Array.from(
    forMembers(problem, instruments, () => 1),
    (one) => (one === 1 ? 1 : 0)
  );
}

/** An upper limit on the number of positions. */
export const cardinality: RuleKind<Cardinality> = {
  kind: 'cardinality',
  fault: ({ maximum }) => faultOfCount(maximum, 0),
  counted: ({ maximum, instruments }, problem) => ({ members: membersOf(problem, instruments), most: maximum })
};

/** A least size of what is held, and how many are. */
export const minimumPosition: RuleKind<MinimumPosition> = {
  kind: 'minimum-position',
  fault: ({ minimum, count }) =>
    minimum > 0 ? (faultOfLimits([minimum], 0, 1) ?? faultOfCount(count ?? 0, 0)) : `asks for no size: ${minimum}`,
  bounds: ({ instruments }, problem) => ({ lower: forMembers(problem, instruments, () => 0) }),
  counted: ({ minimum, count, instruments }, problem) => ({
    members: membersOf(problem, instruments),
    least: minimum,
    ...(count === undefined ? {} : { fewest: count })
  })
};
