import type { Day } from '$lib/domain/calendar';
import { plusMonths } from '$lib/domain/calendar';
import type { SimulationResult, SimulationSpec } from '$lib/quant/simulation';
import type { SimulationAnswer } from '$lib/services/simulate-portfolio';
import { percent, points } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { simulateTexts as texts } from '$lib/ui/texts';
import type { MoneyShown } from './inputs';

export type ReadySimulation = Extract<SimulationAnswer, { status: 'ready' }>;

/** Factor that turns money of a month into what is shown. */
export type Deflator = (month: number) => number;

export function deflatorOf({ inflation }: SimulationSpec, shown: MoneyShown): Deflator {
  return shown === 'then' ? () => 1 : (month) => (1 + inflation) ** (-month / 12);
}

/** A quantile over the dates of the fan, as shown. */
export function quantileLine({ quantiles, fanMonths }: SimulationResult, p: number, deflate: Deflator): Float64Array {
  const found = quantiles.find((one) => Math.abs(one.p - p) < 1e-9);
  return Float64Array.from(fanMonths, (month, at) => (found?.values[at] ?? NaN) * deflate(month));
}

/** Days of the dates of the fan. */
export function fanDays({ fanMonths }: SimulationResult, start: Day): Int32Array {
  return Int32Array.from(fanMonths, (month) => plusMonths(start, month));
}

/** Value at the end that a share of paths stays below, as shown. */
export function endQuantile({ terminal }: SimulationResult, p: number, factor: number): number {
  const found = terminal.quantiles.find((one) => Math.abs(one.p - p) < 1e-9);
  return (found?.value ?? NaN) * factor;
}

/** Bars of the values at the end, as shown. */
export function endBins({ terminal }: SimulationResult, factor: number) {
  const { edges, counts } = terminal.histogram;
  return Array.from(counts, (count, at) => ({
    from: (edges[at] ?? 0) * factor,
    to: (edges[at + 1] ?? 0) * factor,
    count
  }));
}

/** Years that the table names: every fifth, the last, and each year of a short plan. */
export function tableYears(years: number): number[] {
  const step = years <= 5 ? 1 : 5;
  const all = Array.from({ length: Math.floor(years / step) }, (_, at) => (at + 1) * step);
  return all.at(-1) === years ? all : [...all, years];
}

/** Rows of values by year. */
export function yearRows(
  answer: ReadySimulation,
  shares: readonly number[],
  deflate: Deflator,
  text: (value: number) => string
): SumRow[] {
  const { result, spec } = answer;
  const lines = shares.map((p) => quantileLine(result, p, deflate));
  return tableYears(spec.months / 12).map((years) => {
    const at = result.fanMonths.indexOf(12 * years);
    const cells = lines.map((line, index) => ({ text: text(line[at] ?? NaN), strong: shares[index] === 0.5 }));
    const ruin = result.ruinByMonth[12 * years] ?? NaN;
    return { key: String(years), cells: [texts.afterYears(years), ...cells, shareText(ruin)] };
  });
}

/** A share of paths; the smallest are not rounded away. */
export function shareText(share: number): string {
  if (share === 0 || share === 1) return percent(share, { digits: 0 });
  if (share > 0.999) return percent(share, { digits: 2 });
  if (share > 0 && share < 0.001) return percent(share, { digits: 2 });
  return percent(share, { digits: share < 0.1 || share > 0.9 ? 1 : 0 });
}

/** How sure the odds are, in words. */
export function sureness(odds: number, standardError: number, paths: number, pathText: string): string {
  if (odds === 0) return texts.never(pathText, percent(3 / paths, { digits: 2 }));
  if (odds === 1) return texts.always(pathText, percent(1 - 3 / paths, { digits: 2 }));
  return texts.goalSure(points(standardError).replace('+', ''), pathText);
}

/** Weight that is cash. */
export function cashWeight({ weights }: SimulationSpec): number {
  return Math.max(0, 1 - weights.reduce((sum, weight) => sum + weight, 0));
}
