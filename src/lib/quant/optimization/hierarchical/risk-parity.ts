import { inverseRiskShares, isRisk, singleRisks, type Allocation, type ClusterRisk } from './cluster-risk';

/**
 * Hierarchical risk parity: the instruments, in the order of a tree's leaves, are halved again and again, and each half
 * takes the share that the risk of the other has in the sum of both; the risk of a half is that of its inverse-risk
 * weights. Source: Lopez de Prado, Building diversified portfolios that outperform out of sample (2016); other
 * measures than variance as in Riskfolio-Lib and skfolio. Linear in the risk's own cost over about log2 n levels.
 */
export function hierarchicalRiskParity(order: Int32Array, risk: ClusterRisk): Allocation {
  const risks = singleRisks(order.length, risk);
  if ('status' in risks) return risks;
  const weights = new Float64Array(order.length).fill(1);
  const waiting = order.length > 1 ? [order] : [];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const middle = part.length >> 1;
    const halves = [part.subarray(0, middle), part.subarray(middle)] as const;
    const [one, other] = halves.map((half) => risk(half, inverseRiskShares(half, risks)));
    if (!isRisk(one)) return { status: 'no-risk', members: halves[0], risk: one };
    if (!isRisk(other)) return { status: 'no-risk', members: halves[1], risk: other };
    const shares = [other / (one + other), one / (one + other)] as const;
    halves.forEach((half, side) => {
      for (const member of half) weights[member] *= shares[side as 0 | 1];
      if (half.length > 1) waiting.push(half);
    });
  }
  return { status: 'allocated', weights };
}
