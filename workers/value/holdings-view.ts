import { plusMonths } from '$lib/domain/calendar';
import { ZERO } from '$lib/domain/money';
import {
  accountReturns,
  holdings,
  portfolioReturns,
  positionReturns,
  valueHistory,
  type Holdings,
  type ReturnSummary
} from '$lib/quant/valuation';
import { sparks, type Spark } from './overview';
import { valuationInput, valueFacts, type ValueQuestion } from './input';

/** Positions, cash and lots on a day, with a year of prices beside each. */
export interface HoldingsView {
  readonly holdings: Holdings;
  readonly sparks: readonly Spark[];
}

/** What is held on the day of the question; nothing when nothing happened up to it. */
export async function holdingsView(question: ValueQuestion & { revision: number }): Promise<HoldingsView> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return { holdings: nothingHeld(question), sparks: [] };
  return {
    holdings: holdings(input, question.asOf),
    sparks: sparks(facts, plusMonths(question.asOf, -12), question.asOf)
  };
}

function nothingHeld({ asOf, base }: ValueQuestion): Holdings {
  const sums = {
    total: ZERO,
    securities: ZERO,
    cashTotal: ZERO,
    costBase: ZERO,
    gain: ZERO,
    dayChange: ZERO,
    income: ZERO
  };
  return { asOf, base, rows: [], cash: [], ...sums, problems: [] };
}

/** Returns of the whole, of each account and of each position over the period of the question. */
export interface ReturnsView {
  readonly whole: ReturnSummary;
  readonly accounts: ReturnType<typeof accountReturns>;
  readonly positions: ReturnType<typeof positionReturns>;
  readonly days: Int32Array;
  readonly index: Float64Array;
}

/** Time- and money-weighted returns at every level. */
export async function returnsView(question: ValueQuestion & { revision: number }): Promise<ReturnsView | undefined> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return undefined;
  const history = valueHistory(input);
  return {
    whole: portfolioReturns(input, history),
    accounts: accountReturns(input),
    positions: positionReturns(input),
    days: history.days,
    index: history.twrIndex
  };
}
