import type { AccountId } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import { sum } from '$lib/domain/money';
import type { PortfolioFilter } from '$lib/domain/portfolio';
import type { FigureExplanation, FigureInput } from '$lib/quant/explanation';
import { explainContext } from './context';
import { explainedBenchmark } from './explained-benchmark';
import { explainedClosing, explainedEvent } from './explained-event';
import { explainedHeld } from './explained-held';
import { explainedProfit } from './explained-profit';
import { explainedReturn, explainedWorth } from './explained-return';
import type { ValuationFigure } from './figure-question';
import { holdings } from '../holdings';
import type { ValuationInput } from '../market';

/**
 * Formula, inputs and events behind a figure that a valuation makes, computed when it is asked for. The figures are those of
 * `holdings` and `instrumentRecord` on the last day of the input's period and of `profitSplit`, `profitByInstrument`, `portfolioReturns` (and those by
 * account and instrument) and `benchmarkComparison` over it. Undefined when the input has no such figure.
 * @param benchmark series of the benchmark, for figures of it.
 */
export function explainFigure(
  input: ValuationInput,
  question: ValuationFigure,
  benchmark?: PriceSeries
): FigureExplanation | undefined {
  switch (question.of) {
    case 'held':
      return explainedHeld(explainContext(input), question.figure, question.rows);
    case 'profit':
      if (question.figure === 'opening') return explainedWorth(input, input.period.start);
      if (question.figure === 'closing') return explainedWorth(input, input.period.end);
      return explainedProfit(explainContext(input), question.figure, question.instruments);
    case 'return':
      return explainedReturn({ ...input, filter: narrowed(input.filter, question) }, question);
    case 'worth':
      return explainedAccounts(input, question.accounts);
    case 'event':
      return explainedEvent(input, question);
    case 'closing':
      return explainedClosing(input, question);
    case 'benchmark':
      return benchmark && explainedBenchmark(input, benchmark, question.figure);
  }
}

function narrowed(
  filter: PortfolioFilter,
  { account, instrument }: Extract<ValuationFigure, { of: 'return' }>
): PortfolioFilter {
  return {
    ...filter,
    ...(account === undefined ? {} : { accounts: [account] }),
    ...(instrument === undefined ? {} : { instruments: [instrument] })
  };
}

/** Accounts' worths together. */
function explainedAccounts(input: ValuationInput, accounts: readonly AccountId[]): FigureExplanation {
  const { base, period } = input;
  const inputs = accounts.map((account): FigureInput => {
    const { total } = holdings({ ...input, filter: { ...input.filter, accounts: [account] } }, period.end);
    return { label: 'account', kind: 'amount', currency: base, value: total, account, day: period.end };
  });
  const result = sum(inputs.map(({ value }) => value));
  return { formula: 'sum-of-accounts', makes: 'sum', result, kind: 'amount', currency: base, inputs, events: [] };
}
