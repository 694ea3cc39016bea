import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { decimalFromInteger, decimalFromNumber, minorUnits, rounded, type Decimal } from '$lib/domain/money';
import { rateShown } from '$lib/quant/returns';
import { explainedHolding } from './explained-holding';
import { explainedPart, explainedTotal, greatest } from './explained-profit';
import type { FigureExplanation, FigureInput, FigureQuestion, PortfolioFigure } from './figure-explanation';
import { holdings } from '../holdings';
import type { ValuationInput } from '../market';
import { portfolioReturns } from '../return-summary';
import { valueHistory } from '../worth';

/**
 * Formula, inputs and events behind a figure of the overview or the holdings, computed when it is asked for. The figures
 * are those of `holdings` on the last day of the input's period and of `profitSplit`, `profitByInstrument` and
 * `portfolioReturns` over it. Undefined when the input has no such figure.
 */
export function explainFigure(input: ValuationInput, question: FigureQuestion): FigureExplanation | undefined {
  if (question.of === 'holding') return explainedHolding(input, question.instrument, question.figure);
  if (question.of === 'profit')
    return question.figure === 'profit'
      ? explainedTotal(input, question.instrument)
      : explainedPart(input, question.figure, question.instrument);
  return explainedPortfolio(input, question.figure);
}

function explainedPortfolio(input: ValuationInput, figure: PortfolioFigure): FigureExplanation {
  switch (figure) {
    case 'total':
    case 'closing':
      return explainedWorth(input, input.period.end);
    case 'opening':
      return explainedWorth(input, input.period.start);
    case 'profit':
      return explainedTotal(input);
    case 'time-weighted':
    case 'money-weighted':
      return explainedReturn(input, figure);
    default:
      return explainedPart(input, figure);
  }
}

function explainedWorth(input: ValuationInput, day: Day): FigureExplanation {
  const { rows, cash, total, base } = holdings(input, day);
  const amount = { kind: 'amount', currency: base, day } as const;
  const inputs: FigureInput[] = [
    ...rows.map(({ instrument, value }) => ({ label: 'position', ...amount, value, instrument }) as const),
    ...cash.map(({ account, value }) => ({ label: 'cash', ...amount, value, account }) as const)
  ];
  return { formula: 'sum-of-positions', result: total, currency: base, inputs: greatest(inputs, input), events: [] };
}

function explainedReturn(input: ValuationInput, figure: 'time-weighted' | 'money-weighted'): FigureExplanation {
  const history = valueHistory(input);
  const returns = portfolioReturns(input, history);
  const { base, period } = input;
  const amount = (value: number): { kind: 'amount'; currency: typeof base; value: Decimal } => ({
    kind: 'amount',
    currency: base,
    value: rounded(decimalFromNumber(value), minorUnits(base))
  });
  const flows = Array.from(history.flows, (flow, t): FigureInput[] =>
    flow === 0 ? [] : [{ label: 'flow', ...amount(flow), day: dayFromNumber(history.days[t] ?? 0) }]
  ).flat();
  const ends: FigureInput[] = [
    { label: 'opening', ...amount(returns.opening), day: period.start },
    { label: 'closing', ...amount(returns.closing), day: period.end }
  ];
  const days: FigureInput = { label: 'days', kind: 'count', value: decimalFromInteger(history.days.length) };
  const { events } = explainedPart(input, 'deposits');
  return figure === 'time-weighted'
    ? {
        formula: 'linked-days',
        result: returns.timeWeighted,
        inputs: [...ends, days, ...greatest(flows, input)],
        events
      }
    : {
        formula: 'rate-of-flows',
        result: rateShown(returns.moneyWeighted) ?? NaN,
        inputs: [...ends, ...greatest(flows, input)],
        events
      };
}
