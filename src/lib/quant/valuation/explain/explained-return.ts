import { civilFromDay, dayFromNumber, type Day, type Period } from '$lib/domain/calendar';
import { decimalFromNumber, minorUnits, rounded } from '$lib/domain/money';
import { annualised, rateShown } from '$lib/quant/returns';
import { type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { explainContext, type ExplainContext } from './context';
import { explainedHeld } from './explained-held';
import { explainedProfit, flowEvents } from './explained-profit';
import type { ValuationFigure } from './figure-question';
import { fractionOf } from './value-and-cost';
import type { ValuationInput } from '../market';
import { portfolioReturns } from '../return-summary';
import { valueHistory, type ValueHistory } from '../worth';

/** A question about a return, or what it is a return on. */
type ReturnQuestion = Extract<ValuationFigure, { of: 'return' }>;

/**
 * How a return of the input's portfolio comes about, or what it is a return on; over a part of the period where days are
 * said. Undefined where it does not exist.
 */
export function explainedReturn(
  whole: ValuationInput,
  { figure, from = whole.period.start, to = whole.period.end }: ReturnQuestion
): FigureExplanation | undefined {
  const start = dayFromNumber(Math.max(from, whole.period.start));
  const end = dayFromNumber(Math.min(to, whole.period.end));
  if (end < start) return undefined;
  const input = { ...whole, period: { start, end } };
  const context = explainContext(input);
  switch (figure) {
    case 'opening':
      return explainedWorth(input, start);
    case 'closing':
      return explainedHeld(context, 'value', undefined);
    case 'flows':
      return explainedProfit(context, 'deposits');
    case 'time-weighted':
      return explainedLinks(valueHistory(whole), input.period, context);
    case 'annual':
      return explainedYear(context);
    case 'money-weighted':
    case 'money-weighted-period':
      return explainedRate(context, figure === 'money-weighted-period');
  }
}

/** Worth at the close of a day as its positions and its cash. */
export function explainedWorth(input: ValuationInput, day: Day): FigureExplanation | undefined {
  return explainedHeld(explainContext({ ...input, period: { start: day, end: day } }), 'value', undefined);
}

const DAYS_SHOWN = 62;
const MONTHS_SHOWN = 5 * 366;

/** Returns of the days, months or years of a period, which linked are its return. */
function explainedLinks(history: ValueHistory, { start, end }: Period, context: ExplainContext): FigureExplanation {
  const { days, twrIndex } = history;
  const label = end - start <= DAYS_SHOWN ? 'day' : end - start <= MONTHS_SHOWN ? 'month' : 'year';
  const inputs: FigureInput[] = [];
  const from = days.findLastIndex((day) => day <= start);
  let base = twrIndex[from] ?? 1;
  const to = days.findLastIndex((day) => day <= end);
  for (let t = from + 1; t <= to; t++) {
    const day = dayFromNumber(days[t] ?? 0);
    if (t < to && spanOf(label, day) === spanOf(label, dayFromNumber(days[t + 1] ?? 0))) continue;
    const level = twrIndex[t] ?? NaN;
    inputs.push({ label, kind: 'fraction', value: fractionOf(base === 0 ? 0 : level / base - 1), day });
    base = level;
  }
  const opening = twrIndex[from] ?? 1;
  return {
    formula: 'linked-returns',
    makes: 'linked',
    result: opening === 0 ? 0 : (twrIndex[to] ?? NaN) / opening - 1,
    kind: 'fraction',
    inputs,
    events: flowEvents(context)
  };
}

function spanOf(label: 'day' | 'month' | 'year', day: Day): number {
  if (label === 'day') return day;
  const { year, month } = civilFromDay(day);
  return label === 'year' ? year : year * 12 + month;
}

function explainedYear({ input }: ExplainContext): FigureExplanation | undefined {
  const { timeWeighted, years } = portfolioReturns(input);
  if (years < 1 || !Number.isFinite(timeWeighted)) return undefined;
  return {
    formula: 'for-a-year',
    makes: 'power',
    result: annualised(timeWeighted, years),
    kind: 'fraction',
    inputs: [
      { label: 'return', kind: 'fraction', value: decimalFromNumber(timeWeighted) },
      { label: 'years', kind: 'count', value: decimalFromNumber(years) }
    ],
    events: []
  };
}

function explainedRate(context: ExplainContext, overPeriod: boolean): FigureExplanation | undefined {
  const { input } = context;
  const { base, period } = input;
  const history = valueHistory(input);
  const { years, moneyWeighted, moneyWeightedPeriod, opening, closing } = portfolioReturns(input, history);
  const annual = rateShown(moneyWeighted);
  if (annual === undefined) return undefined;
  const amount = (value: number) =>
    ({ kind: 'amount', currency: base, value: rounded(decimalFromNumber(value), minorUnits(base)) }) as const;
  const flows = Array.from(history.flows, (flow, t): FigureInput[] =>
    flow === 0 || t === 0
      ? []
      : [{ label: 'flow', ...amount(flow), inverse: true, day: dayFromNumber(history.days[t] ?? 0) }]
  ).flat();
  const inputs: FigureInput[] = [
    ...(opening === 0 ? [] : [{ label: 'opening', ...amount(opening), inverse: true, day: period.start } as const]),
    ...flows,
    { label: 'closing', ...amount(closing), day: period.end }
  ];
  const overYears: FigureInput[] = [
    { label: 'annual-rate', kind: 'fraction', value: fractionOf(annual) },
    { label: 'years', kind: 'count', value: decimalFromNumber(years) }
  ];
  return {
    formula: overPeriod ? 'rate-over-period' : 'rate-of-flows',
    makes: 'rate',
    result: overPeriod ? moneyWeightedPeriod : annual,
    kind: 'fraction',
    inputs: overPeriod ? [...inputs, ...overYears] : inputs,
    events: flowEvents(context)
  };
}
