import type { PeriodName } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { cashRateSeries, consumerPriceSeries, type MacroSeriesId } from '$lib/domain/market';
import { conventions, type Convention } from '$lib/quant/measures';
import type { PerformanceQuestion } from '$lib/services/measure-performance';
import type { RunContents } from '$lib/services/saved-runs';
import { session } from '$lib/state/session.svelte';

/** Spans that are offered. */
export const spans = ['YTD', '1Y', '3Y', '5Y', 'All'] as const satisfies readonly PeriodName[];
/** Windows that are offered, in days. */
export const windows = [63, 126, 252, 504] as const;
/** Rolling figures that are offered. */
export const rollings = ['volatility', 'sharpe', 'sortino', 'beta'] as const;
export type Rolling = (typeof rollings)[number];

/** The value of the address that stands for no benchmark. */
export const NO_BENCHMARK = 'none';

/** Keys of the address for kept series that deflate, and that say what cash earned. */
export const PRICES_KEY = 'real';
export const CASH_KEY = 'cashby';

/** Kept consumer prices that can deflate, those of the base currency's area first. */
export const deflators = () => {
  const { summary, question } = session;
  return summary ? consumerPriceSeries(summary.macro, question?.base ?? summary.base) : [];
};

/** Kept rates that say what cash earned. */
export const cashRates = () => {
  const { summary, question } = session;
  return summary ? cashRateSeries(summary.macro, question?.base ?? summary.base) : [];
};

/** The screen's own settings, from the address. */
export interface PerformanceInputs {
  readonly benchmark: InstrumentId | undefined;
  readonly convention: Convention;
  readonly riskFreeRate: number;
  /** Kept series whose mean is the risk-free rate. */
  readonly cashSeries: MacroSeriesId | undefined;
  /** Kept consumer prices by which returns are told after inflation. */
  readonly consumerPrices: MacroSeriesId | undefined;
  readonly window: number;
  readonly rolling: Rolling;
  readonly all: boolean;
}

export function inputsFromAddress(): PerformanceInputs {
  const rate = Number(session.read('cashrate') ?? NaN);
  const { summary } = session;
  const against = session.read('against');
  const priced = summary?.headers.some((one) => one.instrument === against);
  return {
    benchmark: against === NO_BENCHMARK ? undefined : priced ? (against as InstrumentId) : summary?.benchmark,
    convention: conventions.find((one) => one === session.read('asin')) ?? 'sextant',
    riskFreeRate: Number.isFinite(rate) ? rate : 0.01,
    cashSeries: cashRates().find(({ id }) => id === session.read(CASH_KEY))?.id,
    consumerPrices: deflators().find(({ id }) => id === session.read(PRICES_KEY))?.id,
    window: windows.find((one) => String(one) === session.read('window')) ?? 126,
    rolling: rollings.find((one) => one === session.read('roll')) ?? 'volatility',
    all: session.read('measures') === 'all'
  };
}

/** The settings that a saved run was made with; it is told by the convention of the address, or by its own. */
export function inputsOf({ question, output }: RunContents['performance']): PerformanceInputs {
  const { benchmark, riskFreeRate, cashSeries, consumerPrices, window } = question;
  const asked = inputsFromAddress();
  const convention = session.read('asin') === undefined ? output.convention : asked.convention;
  return { ...asked, ...{ benchmark, riskFreeRate, cashSeries, consumerPrices, window, convention } };
}

/** The question of the address; undefined until something can be measured. */
export function questionOf({
  benchmark,
  riskFreeRate,
  cashSeries,
  consumerPrices,
  window
}: PerformanceInputs): PerformanceQuestion | undefined {
  return (
    session.question && {
      ...session.question,
      ...(benchmark ? { benchmark } : {}),
      ...(cashSeries ? { cashSeries } : {}),
      ...(consumerPrices ? { consumerPrices } : {}),
      riskFreeRate,
      window
    }
  );
}
