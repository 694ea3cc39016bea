import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId, LiveTransaction } from '$lib/domain/ledger';
import { reconciled, recorded, shortened, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { explainedPrivateMeasure, type PrivateFigure } from '$lib/quant/private-equity';
import { explainedBalance, explainedCash, type BalanceFigure, type CashFigure } from '$lib/quant/reconciliation';
import { explainFigure, instrumentRecord, type ValuationFigure } from '$lib/quant/valuation';
import { explainedIncomeFigure, type IncomeFigure } from './explain-income';
import { valuationInput, valueFacts, type ValueFacts, type ValueQuestion } from './input';
import { privateHoldingFlows } from './private-holding';
import { explainedGainFigure, type GainsFigure } from './realised';

/** A measure of a private holding. */
export interface PrivateHoldingFigure {
  readonly of: 'private';
  readonly figure: PrivateFigure;
  readonly instrument: InstrumentId;
}

/** A sum of cash over a part of the ledger. */
export interface LedgerFigure extends CashFigure {
  readonly of: 'ledger';
  /** Places in ledger order of the transactions that are summed. */
  readonly positions: Int32Array;
}

/** A figure that a check of the ledger found in transactions. */
export interface FoundFigure {
  readonly of: 'found';
  readonly input: Omit<FigureInput, 'label'>;
  readonly events: readonly EventId[];
}

/** Every figure that can be asked about: the one descriptor of a figure. */
export type FigureQuestion =
  ValuationFigure | PrivateHoldingFigure | IncomeFigure | GainsFigure | BalanceFigure | LedgerFigure | FoundFigure;

/** A figure of a screen, under the question it was shown for. */
export interface ExplainQuestion extends ValueQuestion {
  readonly revision: number;
  readonly figure: FigureQuestion;
  /** Most inputs, and most events, that are named one by one. */
  readonly most: number;
}

/** What stands behind a figure, and the transactions that it names; no events where all of them are named by inputs. */
export interface ExplainedFigure extends FigureExplanation {
  readonly transactions: readonly LiveTransaction[];
  /** How many inputs and events there are, named or not. */
  readonly inputCount: number;
  readonly eventCount: number;
}

/** Formula, inputs and events behind a figure; undefined when there is no such figure. */
export async function explain(question: ExplainQuestion, context: JobContext): Promise<ExplainedFigure | undefined> {
  const also = question.benchmark === undefined ? [] : [question.benchmark];
  const facts = await valueFacts(question.vault, also, question.revision);
  const whole = await explanationOf(facts, question, context);
  if (!whole) return undefined;
  const { most } = question;
  // Events that the inputs name need no list of their own.
  const told = new Set(whole.inputs.flatMap(({ event }) => event ?? []));
  const isTold = whole.events.every((event) => told.has(event));
  const short = { ...shortened(whole, most), events: isTold ? [] : whole.events.slice(0, most) };
  const named = new Set([...short.inputs.flatMap(({ event }) => event ?? []), ...short.events]);
  return {
    ...short,
    transactions: named.size === 0 ? [] : facts.transactions.filter(({ event }) => named.has(event)),
    inputCount: whole.inputs.length,
    eventCount: whole.events.length
  };
}

async function explanationOf(
  facts: ValueFacts,
  question: ExplainQuestion,
  context: JobContext
): Promise<FigureExplanation | undefined> {
  const { figure, base } = question;
  switch (figure.of) {
    case 'income':
    case 'payment':
    case 'expected':
      return explainedIncomeFigure(facts, question, figure);
    case 'gains':
      return explainedGainFigure(question, figure, context);
    case 'balance':
      return explainedBalance(facts.transactions, figure);
    case 'ledger':
      return explainedCash(
        Array.from(figure.positions).flatMap((position) => facts.transactions[position] ?? []),
        figure
      );
    case 'found':
      return reconciled(recorded({ ...figure.input, label: 'found' }, figure.events, 'as-found'));
    case 'private': {
      const input = valuationInput(facts, question);
      const flows = input && privateHoldingFlows(facts, instrumentRecord(input, figure.instrument), question.asOf);
      const currency = facts.instruments.find(({ id }) => id === figure.instrument)?.currency ?? base;
      return flows && explainedPrivateMeasure(flows, figure.figure, currency);
    }
    default: {
      const input = valuationInput(facts, question);
      const series = facts.prices.find((one) => one.instrument === question.benchmark);
      return input && explainFigure(input, figure, series);
    }
  }
}
