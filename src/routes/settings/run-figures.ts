import { decimalToNumber } from '$lib/domain/money';
import { suggestionOf } from '$lib/services/optimize-portfolio';
import type { RunContents, RunKind } from '$lib/services/saved-runs';
import { count, MISSING, money, percent, ratio } from '$lib/ui/format';
import type { runTexts as texts } from '$lib/ui/texts';

/** A run's main figures as text, by name. */
export type RunFigures = Partial<Record<keyof typeof texts.figures, string>>;

const figures: { [K in RunKind]: (run: RunContents[K]) => RunFigures } = {
  optimize: ({ output: { answer } }) => {
    const found = suggestionOf(answer);
    if (!found) return {};
    return {
      expected: percent(found.expectedReturn),
      volatility: percent(found.volatility),
      sharpe: ratio(found.sharpe),
      cash: percent(found.cash)
    };
  },
  backtest: ({ question, output }) => {
    const first = output.answer.entries.find((one) => one.status === 'ran');
    if (first?.status !== 'ran') return {};
    const { measures, values, costs } = first.result;
    return {
      annualReturn: percent(measures.annualReturn),
      volatility: percent(measures.annualVolatility),
      sharpe: ratio(measures.sharpe),
      worst: percent(measures.worstDrawdown?.depth ?? 0),
      end: money(values.at(-1) ?? NaN, question.base),
      trades: money(costs.total, question.base)
    };
  },
  simulate: ({ question, output: { result } }) => {
    const at = (p: number): string =>
      money(result.terminal.quantiles.find((one) => Math.abs(one.p - p) < 1e-9)?.value ?? NaN, question.base);
    return {
      median: at(0.5),
      low: at(0.05),
      high: at(0.95),
      goal: percent(result.success.share),
      ruin: percent(1 - result.lasts.share)
    };
  },
  correlation: ({ output: { matrix, states, bets } }) => ({
    correlation: ratio(matrix.average),
    stressed: ratio(states.stressed),
    bets: ratio(bets, { digits: 1 })
  }),
  factors: ({ output: { portfolio, annualVolatility } }) => ({
    explained: percent(portfolio.rSquared),
    alpha: percent(portfolio.annualAlpha.value, { sign: 'change' }),
    volatility: percent(annualVolatility)
  }),
  risk: ({ question, output: { answer, hits, held } }) => {
    const found = answer.methods.find(({ method }) => method === question.method)?.risk;
    const amount = (share: number | undefined): string =>
      share === undefined || !Number.isFinite(share)
        ? MISSING
        : money(share * decimalToNumber(held.total), question.base);
    return {
      atRisk: amount(found?.valueAtRisk),
      shortfall: amount(found?.expectedShortfall),
      volatility: percent(answer.annualVolatility),
      worst: percent(-answer.drawdown),
      ...(hits.status === 'tested' ? { hits: `${count(hits.report.hits)} / ${count(hits.report.days)}` } : {})
    };
  },
  performance: ({ output: { report, convention } }) => {
    const figures = report.figures[convention];
    return {
      cumulative: percent(figures['cumulative-return'], { sign: 'change' }),
      annualReturn: percent(figures['annual-return'], { sign: 'change' }),
      volatility: percent(figures.volatility),
      sharpe: ratio(figures['sharpe-ratio']),
      worst: percent(-Math.abs(figures['maximum-drawdown'] ?? NaN))
    };
  }
};

/** Main figures of a run of a kind. */
export function runFigures<K extends RunKind>(kind: K, run: RunContents[K]): RunFigures {
  return figures[kind](run);
}
