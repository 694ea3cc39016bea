import { chiSquareTail } from '$lib/math/distributions';

/** A statistic and the probability of one as extreme under its null. */
export interface StatisticTest {
  readonly statistic: number;
  readonly pValue: number;
}

/** A test whose statistic is chi-square under the null. */
export function chiSquareTest(statistic: number, degreesOfFreedom: number): StatisticTest {
  return { statistic, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}
