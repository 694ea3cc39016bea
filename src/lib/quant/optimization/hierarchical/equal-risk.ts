import { groupMembers, cutByCount, mergeOrder, type LinkageTree } from '$lib/math/cluster';
import { equalWeights } from './baselines';
import { inverseRiskShares, isRisk, singleRisks, type Allocation, type ClusterRisk } from './cluster-risk';

/**
 * Hierarchical equal risk contribution: the tree is cut into `groups` clusters; from the top down each branch takes the
 * share that the clusters of the other have in the risk of both (summed over clusters, each held in inverse-risk
 * weights); a cluster's weight is shared out by inverse risk, or equally. Source: Raffinot (2018), as in Riskfolio-Lib.
 * @throws RangeError when groups are not from 1 to the number of instruments.
 */
export function hierarchicalEqualRisk(
  tree: LinkageTree,
  groups: number,
  risk: ClusterRisk,
  within: 'inverse-risk' | 'equal' = 'inverse-risk'
): Allocation {
  const n = tree.count;
  const risks = singleRisks(n, risk);
  if ('status' in risks) return risks;
  const partition = cutByCount(tree, groups);
  const members = groupMembers(partition);
  const branches = new Float64Array(2 * n - 1);
  const tops = clusterTops(tree, groups);
  for (const { node, leaf } of tops) {
    const cluster = members[partition.labels[leaf]];
    branches[node] = risk(cluster, inverseRiskShares(cluster, risks));
    if (!isRisk(branches[node])) return { status: 'no-risk', members: cluster, risk: branches[node] };
  }
  const undone = mergeOrder(tree).subarray(n - groups);
  for (const k of undone) branches[n + k] = branches[tree.left[k]] + branches[tree.right[k]];
  const shares = new Float64Array(2 * n - 1);
  shares[2 * n - 2] = 1;
  for (const k of undone.toReversed()) {
    const both = branches[tree.left[k]] + branches[tree.right[k]];
    shares[tree.left[k]] = (shares[n + k] * branches[tree.right[k]]) / both;
    shares[tree.right[k]] = (shares[n + k] * branches[tree.left[k]]) / both;
  }
  const weights = new Float64Array(n);
  for (const { node, leaf } of tops) {
    const cluster = members[partition.labels[leaf]];
    const inner = within === 'equal' ? equalWeights(cluster.length) : inverseRiskShares(cluster, risks);
    cluster.forEach((member, a) => (weights[member] = shares[node] * inner[a]));
  }
  return { status: 'allocated', weights };
}

/** The node at the head of each cluster, with one of its leaves. */
function clusterTops(tree: LinkageTree, groups: number): { node: number; leaf: number }[] {
  const { count, left, right } = tree;
  const nodes = new Set([2 * count - 2]);
  for (const k of mergeOrder(tree)
    .subarray(count - groups)
    .toReversed()) {
    nodes.delete(count + k);
    nodes.add(left[k]);
    nodes.add(right[k]);
  }
  return Array.from(nodes, (node) => {
    let leaf = node;
    while (leaf >= count) leaf = left[leaf - count];
    return { node, leaf };
  });
}
