import { cutByCount, groupMembers, twoDifferenceGap } from '$lib/math/cluster';
import { correlationFromCovariance, sampleCovariance } from '$lib/quant/moments';
import { riskMeasures, type RiskMeasureId, type RiskSpec } from '$lib/quant/risk';
import { equalWeights, inverseRiskWeights, maximumDiversification } from './baselines';
import { covarianceRisk, returnsRisk, type Allocated, type ClusterRisk, type NoRisk } from './cluster-risk';
import { minimumRiskProgram } from './conic-sub-optimizer';
import { hierarchicalEqualRisk } from './equal-risk';
import { instrumentTree, type InstrumentTree, type TreeSpec } from './instrument-tree';
import { nestedClusters, type SubOptimizer, type SubProblem, type SubSolution } from './nested-clusters';
import { hierarchicalRiskParity } from './risk-parity';
import { schurAllocation, type SchurOptions } from './schur';
import { stackedWeights, type StackingOptions } from './stacking';
import { minimumRisk, minimumVariance } from './sub-optimizers';

/**
 * How weights are made without a forecast, as data. `tree`: each method has its usual one. `groups`: the number of
 * clusters, by the two-difference gap statistic unless given. Variance and standard deviation are those of the covariance
 * given; all other measures are those of the returns. `stacking`: methods whose returns out of sample a final method
 * shares the money by.
 */
export type AllocationSpec =
  | { readonly method: 'equal' | 'maximum-diversification' }
  | { readonly method: 'inverse-risk' | 'minimum-risk'; readonly risk: RiskSpec }
  | { readonly method: 'hierarchical-risk-parity'; readonly risk: RiskSpec; readonly tree?: TreeSpec }
  | {
      readonly method: 'hierarchical-equal-risk';
      readonly risk: RiskSpec;
      readonly tree?: TreeSpec;
      readonly groups?: number;
      readonly within?: 'inverse-risk' | 'equal';
    }
  | {
      readonly method: 'nested-clusters';
      readonly risk: RiskSpec;
      readonly tree?: TreeSpec;
      readonly groups?: number;
    }
  | ({ readonly method: 'schur'; readonly tree?: TreeSpec } & SchurOptions)
  | ({
      readonly method: 'stacking';
      readonly members: readonly AllocationSpec[];
      readonly final: AllocationSpec;
    } & Omit<StackingOptions, 'covarianceOf'>);

/** One way of making weights: what it looks at, and the measures of risk it can use. */
export interface AllocationMethod {
  readonly id: AllocationSpec['method'];
  /** It sorts the instruments into a tree by their correlations. */
  readonly tree: boolean;
  /** It cuts the tree into clusters. */
  readonly clusters: boolean;
  /** Names of measures, none where the method has its own. */
  readonly risks: readonly RiskMeasureId[];
}

const allRisks = riskMeasures.map(({ id }) => id);
const convexRisks = riskMeasures.filter(({ convex }) => convex).map(({ id }) => id);

/** The methods, simplest first. */
export const allocationMethods: readonly AllocationMethod[] = [
  { id: 'equal', tree: false, clusters: false, risks: [] },
  { id: 'inverse-risk', tree: false, clusters: false, risks: allRisks },
  { id: 'minimum-risk', tree: false, clusters: false, risks: convexRisks },
  { id: 'maximum-diversification', tree: false, clusters: false, risks: [] },
  { id: 'hierarchical-risk-parity', tree: true, clusters: false, risks: allRisks },
  { id: 'hierarchical-equal-risk', tree: true, clusters: true, risks: allRisks },
  { id: 'nested-clusters', tree: true, clusters: true, risks: convexRisks },
  { id: 'schur', tree: true, clusters: false, risks: [] },
  { id: 'stacking', tree: false, clusters: false, risks: [] }
];

/** Weights >= 0 adding up to one, or why there are none; with the tree they stand on and the clusters it was cut into. */
export type AllocationAnswer = (Allocated | NoRisk | { readonly status: 'failed'; readonly reason: string }) & {
  readonly tree?: InstrumentTree;
  readonly clusters?: readonly Int32Array[];
};

const singleTree: TreeSpec = { linkage: 'single', distance: 'correlation', seriated: true };
const wardTree: TreeSpec = { ...singleTree, linkage: 'ward' };

/**
 * Weights as a spec asks. Covariance of the returns' columns, n x n; any estimate of it, and how it is made where a method
 * looks at a part of the rows: that of the sample when absent.
 * @throws RangeError when shapes disagree, a figure is not finite, or an option makes no sense.
 */
export function allocatedWeights(
  problem: SubProblem,
  spec: AllocationSpec,
  covarianceOf: StackingOptions['covarianceOf'] = (returns) => sampleCovariance(returns, 1)
): AllocationAnswer {
  const { count, covariance, returns } = problem;
  if (covariance.length !== count * count || returns.columns !== count) {
    throw new RangeError(`${covariance.length} moments and ${returns.columns} columns for ${count} instruments`);
  }
  switch (spec.method) {
    case 'equal':
      return { status: 'allocated', weights: equalWeights(count) };
    case 'inverse-risk':
      return inverseRiskWeights(count, riskOf(problem, spec.risk));
    case 'minimum-risk':
      return solved(leastRiskOptimizer(spec.risk)(problem));
    case 'maximum-diversification':
      return maximumDiversification(covariance, count);
    case 'hierarchical-risk-parity': {
      const tree = treeOf(problem, spec.tree ?? singleTree);
      return { tree, ...hierarchicalRiskParity(tree.order, riskOf(problem, spec.risk)) };
    }
    case 'hierarchical-equal-risk': {
      const { tree, groups, clusters } = clustersOf(problem, spec);
      return { tree, clusters, ...hierarchicalEqualRisk(tree.tree, groups, riskOf(problem, spec.risk), spec.within) };
    }
    case 'nested-clusters': {
      const { tree, clusters } = clustersOf(problem, spec);
      return { tree, clusters, ...nestedClusters(problem, clusters, leastRiskOptimizer(spec.risk)) };
    }
    case 'schur': {
      const tree = treeOf(problem, spec.tree ?? wardTree);
      return { tree, ...schurAllocation(tree.order, covariance, spec) };
    }
    case 'stacking': {
      const optimizerOf =
        (one: AllocationSpec): SubOptimizer =>
        (part) =>
          asSolution(allocatedWeights(part, one, covarianceOf));
      const { members, final } = spec;
      return stackedWeights(problem, members.map(optimizerOf), optimizerOf(final), { ...spec, covarianceOf });
    }
  }
}

const solved = (answer: SubSolution): AllocationAnswer =>
  answer.status === 'solved' ? { status: 'allocated', weights: answer.weights } : answer;

/** An answer of the catalog as that of a part of a larger problem. */
export function asSolution(answer: AllocationAnswer): SubSolution {
  if (answer.status === 'allocated') return { status: 'solved', weights: answer.weights };
  return { status: 'failed', reason: answer.status === 'failed' ? answer.reason : 'an instrument without risk' };
}

function isCovarianceRisk(risk: RiskSpec): risk is { measure: 'variance' | 'standard-deviation' } {
  return risk.measure === 'variance' || risk.measure === 'standard-deviation';
}

/** Columns up to which cuts are the quicker way to least risk. */
const FEW_COLUMNS = 12;

function leastRiskOptimizer(risk: RiskSpec): SubOptimizer {
  if (isCovarianceRisk(risk)) return minimumVariance;
  const [byCuts, byProgram] = [minimumRisk(risk), minimumRiskProgram(risk)];
  return (problem) => (problem.count > FEW_COLUMNS ? byProgram : byCuts)(problem);
}

function riskOf({ count, covariance, returns }: SubProblem, risk: RiskSpec): ClusterRisk {
  return isCovarianceRisk(risk) ? covarianceRisk(covariance, count, risk.measure) : returnsRisk(returns, risk);
}

function treeOf({ count, covariance }: SubProblem, spec: TreeSpec): InstrumentTree {
  return instrumentTree(correlationFromCovariance(covariance, count), count, spec);
}

function clustersOf(problem: SubProblem, spec: { tree?: TreeSpec; groups?: number }) {
  const tree = treeOf(problem, spec.tree ?? wardTree);
  const groups = spec.groups ?? twoDifferenceGap(tree.tree, tree.distances, { dispersion: 'deviation', most: 10 });
  return { tree, groups, clusters: groupMembers(cutByCount(tree.tree, groups)) };
}
