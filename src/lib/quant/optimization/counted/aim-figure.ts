import type { OptimizationProblem, SearchReport } from '../problem';

/** What a search is to make least, read as the figure that a person aims at. */
interface AimFigure {
  readonly measure: SearchReport['measure'];
  readonly of: (objective: number) => number;
}

/** The figure behind the objectives of `aimProgram`. */
export function aimFigure({ objective, riskFreeRate }: OptimizationProblem): AimFigure {
  switch (objective.kind) {
    case 'minimum-variance':
    case 'target-return':
    case 'tracking-error':
      return { measure: 'volatility', of: (half) => Math.sqrt(2 * Math.max(0, half)) };
    case 'utility':
      return { measure: 'return', of: (cost) => riskFreeRate - objective.riskAversion * cost };
    case 'maximum-return':
    case 'target-volatility':
    case 'return-at-risk':
      return { measure: 'return', of: (cost) => riskFreeRate - cost };
    case 'maximum-sharpe':
    case 'maximum-ratio':
      return { measure: 'ratio', of: (cost) => -cost };
    case 'minimum-risk':
    case 'risk-utility':
    case 'robust-shortfall':
      return { measure: 'risk', of: (risk) => risk };
  }
}

/** How good the best point of a search is, in the figure of the aim. */
export function searchReport(
  problem: OptimizationProblem,
  found: { readonly objective: number; readonly bound: number; readonly proven: boolean; readonly nodes: number }
): SearchReport {
  const { measure, of } = aimFigure(problem);
  const value = of(found.objective);
  const bound = of(found.bound);
  const distance = Math.abs(value - bound);
  const gap = distance === 0 || measure === 'return' ? distance : distance / Math.abs(value);
  return { measure, value, bound, gap: Number.isNaN(gap) ? Infinity : gap, proven: found.proven, nodes: found.nodes };
}
