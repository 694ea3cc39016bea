import { plusMonths, type Day } from '$lib/domain/calendar';
import type { Distribution, Odds } from '$lib/quant/simulation';
import type { SimulationAnswer } from '$lib/services/simulate-portfolio';
import { percent } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { simulateTexts as texts } from '$lib/ui/texts';
import type { MoneyShown } from './inputs';

export type ReadySimulation = Extract<SimulationAnswer, { status: 'ready' }>;

/** Values at the end, as shown. */
export function endOf({ result }: ReadySimulation, shown: MoneyShown): Distribution {
  return shown === 'then' ? result.terminal : result.realTerminal;
}

/** A quantile over the dates of the fan, as shown. */
export function quantileLine({ result }: ReadySimulation, p: number, shown: MoneyShown): Float64Array {
  const lines = shown === 'then' ? result.quantiles : result.realQuantiles;
  return lines.find((one) => Math.abs(one.p - p) < 1e-9)?.values ?? new Float64Array(result.fanMonths.length);
}

/** Days of the dates of the fan. */
export function fanDays({ result }: ReadySimulation, start: Day): Int32Array {
  return Int32Array.from(result.fanMonths, (month) => plusMonths(start, month));
}

/** Value at the end that a share of paths stays below, as shown. */
export function endQuantile(answer: ReadySimulation, p: number, shown: MoneyShown): number {
  return endOf(answer, shown).quantiles.find((one) => Math.abs(one.p - p) < 1e-9)?.value ?? NaN;
}

/** Bars of the values at the end, as shown. */
export function endBins(answer: ReadySimulation, shown: MoneyShown) {
  const { edges, counts } = endOf(answer, shown).histogram;
  return Array.from(counts, (count, at) => ({ from: edges[at] ?? 0, to: edges[at + 1] ?? 0, count }));
}

/** Years that a table names: every fifth, the last, and each year of a short plan. */
export function tableYears(years: number): number[] {
  const step = years <= 5 ? 1 : 5;
  const all = Array.from({ length: Math.floor(years / step) }, (_, at) => (at + 1) * step);
  return all.at(-1) === years ? all : [...all, years];
}

/** Rows of values by year. */
export function yearRows(
  answer: ReadySimulation,
  shares: readonly number[],
  shown: MoneyShown,
  text: (value: number) => string
): SumRow[] {
  const { result, spec } = answer;
  const lines = shares.map((p) => quantileLine(answer, p, shown));
  return tableYears(spec.months / 12).map((years) => {
    const at = result.fanMonths.indexOf(12 * years);
    const cells = lines.map((line, index) => ({ text: text(line[at] ?? NaN), strong: shares[index] === 0.5 }));
    return {
      key: String(years),
      cells: [texts.afterYears(years), ...cells, shareText(result.ruinByMonth[12 * years] ?? NaN)]
    };
  });
}

/** True when something is taken out over time. */
export function withdraws({ spec }: ReadySimulation): boolean {
  return spec.spending !== undefined || spec.flows.some(({ monthly }) => monthly < 0);
}

/** True when there is something that may fail. */
export function mayFail(answer: ReadySimulation): boolean {
  return withdraws(answer) || answer.spec.goals.length > 0;
}

/** A share of paths; the smallest are not rounded away. */
export function shareText(share: number): string {
  if (share === 0 || share === 1) return percent(share, { digits: 0 });
  if (share > 0.999 || (share > 0 && share < 0.001)) return percent(share, { digits: 2 });
  return percent(share, { digits: share < 0.1 || share > 0.9 ? 1 : 0 });
}

/** The bounds of odds, with digits enough that both are told apart. */
export function boundTexts({ low, high }: Odds): { readonly low: string; readonly high: string } {
  const digits = high - low < 0.002 ? 2 : high - low < 0.02 ? 1 : 0;
  return { low: percent(low, { digits }), high: percent(high, { digits }) };
}

/** Odds in the two columns of a table: the share and its bounds, which history has not. */
export function oddsCells(odds: Odds) {
  const { low, high } = boundTexts(odds);
  const bounds = Number.isNaN(odds.standardError) ? '' : texts.between(low, high);
  return [
    { text: shareText(odds.share), strong: true },
    { text: bounds, tone: 'quiet' as const }
  ];
}

/** Weight that is cash. */
export function cashWeight({ weights }: ReadySimulation['spec']): number {
  return Math.max(0, 1 - weights.reduce((sum, weight) => sum + weight, 0));
}

/** The name of a run. */
export const startValue = ({ spec }: ReadySimulation): number =>
  spec.accounts.reduce((sum, { value }) => sum + value, 0);
