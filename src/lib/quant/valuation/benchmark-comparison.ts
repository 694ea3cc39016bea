import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { inLedgerOrder } from '$lib/domain/ledger';
import type { InstrumentId } from '$lib/domain/instruments';
import { indexAtOrBefore, type PriceSeries } from '$lib/domain/market';
import { decimalFromNumber, decimalToNumber, type Decimal } from '$lib/domain/money';
import { closesJoined, joinsByInstrument } from '$lib/quant/currencies';
import { moneyWeightedReturn, type InternalRates } from '$lib/quant/returns';
import { marketBook, type MarketBook, type ValuationInput, type ValuationProblem } from './market';
import { investorFlows } from './return-summary';
import type { ValueHistory } from './worth';

/** A benchmark beside a portfolio, on the days of its history, in the base currency. */
export interface BenchmarkComparison {
  /** 1 on the first day that has a close at or before it; NaN before. */
  readonly index: Float64Array;
  /** From that day to the last. */
  readonly timeWeighted: number;
  /** Worth had the opening worth and every flow gone into the benchmark, at no cost. */
  readonly sameFlows: Float64Array;
  readonly closingValue: number;
  /** Closing worth of the portfolio less that. */
  readonly difference: number;
  /** Annual rates of the same flows into the benchmark. */
  readonly moneyWeighted: InternalRates;
  /** First day on which withdrawals took more than was there; from then on the benchmark is owed. */
  readonly overdrawnOn?: Day;
  readonly problems: readonly ValuationProblem[];
}

/**
 * A benchmark over the days of a history, and the worth of the same flows in it: what comes in is invested at the close
 * before, what goes out is sold at the close, the convention of the time-weighted return; a portfolio that is the
 * benchmark therefore has the same worth every day. Money waits as cash until the benchmark has a first close.
 */
export function benchmarkComparison(
  input: ValuationInput,
  history: ValueHistory,
  benchmark: PriceSeries
): BenchmarkComparison {
  const { levels, market } = benchmarkLevels(input, history, benchmark);
  const first = levels.findIndex((level) => level > 0);
  const index = levels.map((level) => level / (levels[first] ?? NaN));
  const sameFlows = valueOfFlows(history, index);
  const closingValue = sameFlows.at(-1) ?? NaN;
  const overdrawn = sameFlows.findIndex((value) => value < -1e-9);
  const overdrawnOn = history.days[overdrawn];
  return {
    index,
    timeWeighted: (index.at(-1) ?? NaN) - 1,
    sameFlows,
    closingValue,
    difference: (history.value.at(-1) ?? NaN) - closingValue,
    moneyWeighted: moneyWeightedReturn(investorFlows(history.days, history.value[0] ?? 0, history.flows, closingValue)),
    ...(overdrawnOn !== undefined && { overdrawnOn: dayFromNumber(overdrawnOn) }),
    problems: market.problems.list()
  };
}

/** A close of a benchmark as it stands on a day of a history, and the rate of that day. */
interface LevelParts {
  readonly close: Decimal;
  /** Day of the close. */
  readonly day: Day;
  readonly rate: Decimal;
  readonly rateDay: Day;
}

/** Levels of a benchmark in the base currency on the days of a history, NaN before its first close, and what each is made of. */
export function benchmarkLevels(
  input: ValuationInput,
  { days }: ValueHistory,
  benchmark: PriceSeries
): { readonly levels: Float64Array; readonly market: MarketBook; readonly closeAt: (t: number) => LevelParts } {
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  const seriesOf = (id: InstrumentId): PriceSeries | undefined =>
    id === benchmark.instrument ? benchmark : input.prices.find((one) => one.instrument === id);
  const series = closesJoined(benchmark.instrument, joinsByInstrument(live), seriesOf)?.series ?? benchmark;
  const rateOn = (day: Day): Decimal => market.rates.rate(series.currency, day);
  const levels = Float64Array.from(days, (each) => {
    const value = series.values[indexAtOrBefore(series.days, each)] ?? NaN;
    return value * decimalToNumber(rateOn(dayFromNumber(each)));
  });
  const closeAt = (t: number): LevelParts => {
    const rateDay = dayFromNumber(days[t] ?? NaN);
    const at = indexAtOrBefore(series.days, rateDay);
    const day = dayFromNumber(series.days[at] ?? rateDay);
    return { close: decimalFromNumber(series.values[at] ?? 0), day, rate: rateOn(rateDay), rateDay };
  };
  return { levels, market, closeAt };
}

function valueOfFlows({ value, inflows, outflows }: ValueHistory, index: Float64Array): Float64Array {
  const worth = new Float64Array(index.length);
  worth[0] = value[0] ?? NaN;
  for (let t = 1; t < index.length; t++) {
    const growth = (index[t] ?? NaN) / (index[t - 1] ?? NaN);
    const invested = (worth[t - 1] ?? NaN) + (inflows[t] ?? 0);
    worth[t] = invested * (Number.isNaN(growth) ? 1 : growth) - (outflows[t] ?? 0);
  }
  return worth;
}
