import { yearlySpending } from '../spending/catalog';
import type { Spending } from '../spec';

/** Spending of each path: decided once a year, a twelfth of it due each month. */
export interface PathSpending {
  /** Due in a month that begins now; decides the year's amount when one begins. */
  readonly due: (path: number, monthOfSpending: number, value: number, level: number) => number;
  /** Notes the growth of the portfolio over a period. */
  readonly grown: (whole: Float64Array) => void;
}

/** The state of a spending rule over `paths` paths and `months` months of spending. */
export function pathSpending({ rule }: Spending, months: number, paths: number): PathSpending {
  const [amount, firstReal, firstRate] = Array.from({ length: 3 }, () => new Float64Array(paths));
  const lastLevel = new Float64Array(paths).fill(1);
  const growth = new Float64Array(paths).fill(1);
  return {
    grown: (whole) => {
      for (let p = 0; p < paths; p++) growth[p] *= whole[p];
    },
    due: (path, month, value, level) => {
      if (month % 12 !== 0) return amount[path] / 12;
      const year = month / 12;
      amount[path] = yearlySpending(rule, {
        year,
        yearsLeft: (months - month) / 12,
        value,
        level,
        priceGrowth: level / lastLevel[path],
        growth: growth[path],
        before: amount[path],
        firstReal: firstReal[path],
        firstRate: firstRate[path]
      });
      if (year === 0) {
        firstReal[path] = amount[path] / level;
        firstRate[path] = value > 0 ? amount[path] / value : 0;
      }
      lastLevel[path] = level;
      growth[path] = 1;
      return amount[path] / 12;
    }
  };
}
