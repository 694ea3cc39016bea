import type { BreakdownAnswer } from '$lib/services/backtest-strategies';
import { count, monthName, percent, ratio } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { validationTexts as texts } from '$lib/ui/texts';

type Groups = BreakdownAnswer['years'];

/** A row for each group of days. */
export function groupRows({ groups }: Groups, nameOf: (label: number) => string): SumRow[] {
  return groups.map(({ label, periods, totalReturn, annualVolatility, sharpe }) => ({
    key: String(label),
    cells: [
      nameOf(label),
      count(periods),
      percent(totalReturn, { sign: 'change' }),
      percent(annualVolatility),
      ratio(sharpe)
    ]
  }));
}

/** Name of a regime by what it looks like. */
export function regimeName({ labels }: NonNullable<BreakdownAnswer['regimes']>): (label: number) => string {
  return (label) => {
    const found = labels[label];
    return found ? `${texts.regimeNames[found.volatility]}, ${texts.directions[found.direction]}` : String(label);
  };
}

export const monthOf = (label: number): string => monthName(label);

/** Rows of cost: what is left at each. */
export function costRows({ points }: NonNullable<BreakdownAnswer['costs']>): SumRow[] {
  return points.map(({ cost, totalReturn, sharpe }) => ({
    key: String(cost),
    cells: [percent(cost, { digits: 2 }), percent(totalReturn, { sign: 'change' }), ratio(sharpe)]
  }));
}

/** What a cost would have to be for it to be no better than the other. */
export function breakEvenWords({ breakEven }: NonNullable<BreakdownAnswer['costs']>, other: string): string {
  if (breakEven === 0) return texts.breakEvenNever(other);
  return Number.isFinite(breakEven) ? texts.breakEven(percent(breakEven, { digits: 2 }), other) : texts.breakEvenAlways;
}

const spread = (values: ArrayLike<number>): [number, number, number] => {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
  return [sorted[0] ?? NaN, median, sorted.at(-1) ?? NaN];
};

/** How figures are spread over starts. */
export function startRows({ figures }: NonNullable<BreakdownAnswer['starts']>): SumRow[] {
  const { annualReturn, sharpe } = figures;
  return [
    {
      key: 'annual',
      cells: [
        texts.annual,
        ...[annualReturn.least, annualReturn.median, annualReturn.greatest].map((one) => percent(one))
      ]
    },
    { key: 'sharpe', cells: [texts.sharpe, ...[sharpe.least, sharpe.median, sharpe.greatest].map((one) => ratio(one))] }
  ];
}

/** How figures are spread over the days on which it is brought back. */
export function dayRows(days: NonNullable<BreakdownAnswer['rebalancingDays']>): SumRow[] {
  return [
    { key: 'annual', cells: [texts.annual, ...spread(days.map((one) => one.annualReturn)).map((one) => percent(one))] },
    { key: 'sharpe', cells: [texts.sharpe, ...spread(days.map((one) => one.sharpe)).map((one) => ratio(one))] },
    { key: 'worst', cells: [texts.worst, ...spread(days.map((one) => one.worst)).map((one) => percent(one))] }
  ];
}
