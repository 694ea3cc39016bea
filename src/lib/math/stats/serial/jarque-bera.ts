import { kurtosis, skewness } from '../moments';
import { chiSquareTest, type StatisticTest } from './statistic-test';

/** Jarque-Bera test of normality: n/6 (skewness^2 + (kurtosis - 3)^2 / 4). NaN propagates. Source: Jarque and Bera (1987). */
export function jarqueBera(series: ArrayLike<number>): StatisticTest {
  const asymmetry = skewness(series);
  const excess = kurtosis(series) - 3;
  return chiSquareTest((series.length / 6) * (asymmetry ** 2 + excess ** 2 / 4), 2);
}
