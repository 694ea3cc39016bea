import { centeredGram, symmetricEigenvalues } from '$lib/math/linalg';
import { unitDiagonal } from '$lib/math/stats';
import type { FactorReturns } from './factor-returns';

/**
 * Condition number of factors, of any size each: the root of the greatest over the least eigenvalue of their correlation
 * matrix. 1 when none has to do with another, infinite when one is made of others.
 * Source: Belsley, Kuh and Welsch, Regression diagnostics (1980), chapter 3, with columns centred and of equal length.
 */
export function conditionNumber({ names, values, rows }: FactorReturns): number {
  const k = names.length;
  if (k === 0) return 1;
  const { gram } = centeredGram(values, rows, k);
  const eigenvalues = symmetricEigenvalues(unitDiagonal(gram, k), k);
  return eigenvalues[0] > 0 ? Math.sqrt(eigenvalues[k - 1] / eigenvalues[0]) : Infinity;
}
