import { dayFromNumber } from '$lib/domain/calendar';
import type { PriceSeries } from '$lib/domain/market';
import { decimalFromNumber, minorUnits, negate, rounded, subtract, type Decimal, ZERO } from '$lib/domain/money';
import { sumOfAmounts, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { explainContext } from './context';
import { flowEvents } from './explained-profit';
import type { BenchmarkFigure } from './figure-question';
import { fractionOf } from './value-and-cost';
import { benchmarkComparison, benchmarkLevels } from '../benchmark-comparison';
import type { ValuationInput } from '../market';
import { portfolioReturns } from '../return-summary';
import { valueHistory } from '../worth';

/** How the figures of a benchmark beside the portfolio come about; undefined where the benchmark has no closes in time. */
export function explainedBenchmark(
  input: ValuationInput,
  benchmark: PriceSeries,
  figure: BenchmarkFigure
): FigureExplanation | undefined {
  const history = valueHistory(input);
  const { timeWeighted, closingValue } = benchmarkComparison(input, history, benchmark);
  if (!Number.isFinite(timeWeighted) || !Number.isFinite(closingValue)) return undefined;
  const { base, period } = input;
  const toCents = (value: number): Decimal => rounded(decimalFromNumber(value), minorUnits(base));
  const amount = { kind: 'amount', currency: base, day: period.end } as const;
  const same = toCents(closingValue);
  switch (figure) {
    case 'time-weighted':
      return explainedGrowth(input, benchmark, timeWeighted);
    case 'ahead': {
      const own = portfolioReturns(input, history).timeWeighted;
      const inputs: FigureInput[] = [
        { label: 'return', kind: 'fraction', value: fractionOf(own) },
        { label: 'benchmark', kind: 'fraction', value: fractionOf(timeWeighted), inverse: true }
      ];
      return {
        formula: 'less-benchmark',
        makes: 'sum',
        result: own - timeWeighted,
        kind: 'fraction',
        inputs,
        events: []
      };
    }
    case 'same-flows':
      return explainedFlows(input, benchmark, same);
    case 'difference': {
      const closing = toCents(history.value.at(-1) ?? 0);
      const { inputs, rounding = ZERO, events } = explainedFlows(input, benchmark, same);
      return {
        formula: 'value-less-benchmark',
        makes: 'sum',
        result: subtract(closing, same),
        kind: 'amount',
        currency: base,
        inputs: [
          { label: 'closing', ...amount, value: closing },
          ...inputs.map((one): FigureInput => ({ ...one, inverse: true }))
        ],
        ...(rounding === 0n ? {} : { rounding: negate(rounding) }),
        events
      };
    }
  }
}

/** The last close over the first, each at the rate of its day. */
function explainedGrowth(input: ValuationInput, benchmark: PriceSeries, result: number): FigureExplanation {
  const { closeAt, levels } = benchmarkLevels(input, valueHistory(input), benchmark);
  const first = closeAt(levels.findIndex((level) => level > 0));
  const last = closeAt(levels.length - 1);
  const inputsOf = ({ close, day, rate, rateDay }: typeof last, isFirst: boolean): FigureInput[] => {
    const currency = benchmark.currency;
    const inverse = isFirst ? { inverse: true as const } : {};
    return [
      { label: isFirst ? 'close-first' : 'close', kind: 'price', value: close, currency, day, ...inverse },
      ...(currency === input.base
        ? []
        : [{ label: 'rate', kind: 'rate', value: rate, currency, day: rateDay, ...inverse } as const])
    ];
  };
  return {
    formula: 'close-over-first-close',
    makes: 'growth',
    result,
    kind: 'fraction',
    inputs: [...inputsOf(last, false), ...inputsOf(first, true)],
    events: []
  };
}

/** The opening worth and each flow with what the benchmark made of it since. */
function explainedFlows(input: ValuationInput, benchmark: PriceSeries, total: Decimal): FigureExplanation {
  const history = valueHistory(input);
  const { levels } = benchmarkLevels(input, history, benchmark);
  const { days, value, inflows, outflows } = history;
  const last = days.length - 1;
  // Growth from each day to the last; a day without a level stands still.
  const growth = new Float64Array(days.length).fill(1);
  for (let t = last; t > 0; t--) {
    const step = (levels[t] ?? NaN) / (levels[t - 1] ?? NaN);
    growth[t - 1] = (growth[t] ?? 1) * (Number.isNaN(step) ? 1 : step);
  }
  const grown = (label: 'opening' | 'grown-flow', amount: number, from: number, t: number) => ({
    label,
    exact: decimalFromNumber(amount * (growth[from] ?? 1)),
    day: dayFromNumber(days[t] ?? 0)
  });
  const opening = value[0] ?? 0;
  const flows = Array.from(days, (_, t) => [
    ...(t > 0 && inflows[t] ? [grown('grown-flow', inflows[t], t - 1, t)] : []),
    ...(t > 0 && outflows[t] ? [grown('grown-flow', -outflows[t], t, t)] : [])
  ]).flat();
  return sumOfAmounts(
    'flows-in-benchmark',
    [...(opening === 0 ? [] : [grown('opening', opening, 0, 0)]), ...flows],
    input.base,
    total,
    flowEvents(explainContext(input))
  );
}
