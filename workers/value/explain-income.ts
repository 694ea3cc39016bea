import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId } from '$lib/domain/ledger';
import type { FigureExplanation } from '$lib/quant/explanation';
import {
  explainedExpected,
  explainedIncomeSum,
  explainedPayment,
  type ExpectedFigure,
  type PaymentFigure
} from '$lib/quant/income';
import { convertedIncome, type IncomeQuestion } from './income';
import type { ValueFacts } from './input';

/** A figure of income: a sum, or one payment. In a list of instruments null stands for cash. */
export type IncomeFigure =
  | {
      readonly of: 'income';
      readonly figure: 'received' | 'expected';
      /** Of all time instead of the year back. */
      readonly ever?: boolean;
      readonly from?: Day;
      readonly to?: Day;
      readonly instruments?: readonly (InstrumentId | null)[];
    }
  | { readonly of: 'payment'; readonly figure: PaymentFigure; readonly event: EventId }
  | { readonly of: 'expected'; readonly figure: ExpectedFigure; readonly instrument: InstrumentId; readonly day: Day };

/** How a figure of the income screen comes about. */
export function explainedIncomeFigure(
  facts: ValueFacts,
  question: Omit<IncomeQuestion, 'vault' | 'revision'>,
  figure: IncomeFigure
): FigureExplanation | undefined {
  const { all, received, expected } = convertedIncome(facts, question);
  const { base } = question;
  switch (figure.of) {
    case 'income': {
      const within = ({ day, instrument = null }: { readonly day: Day; readonly instrument?: InstrumentId | null }) =>
        (figure.from === undefined || day >= figure.from) &&
        (figure.to === undefined || day <= figure.to) &&
        (figure.instruments === undefined || figure.instruments.includes(instrument));
      return figure.figure === 'expected'
        ? explainedIncomeSum(expected.filter(within), base, 'expected')
        : explainedIncomeSum((figure.ever ? all : received).filter(within), base, 'payment');
    }
    case 'payment': {
      const one = all.find(({ event }) => event === figure.event);
      const booked = facts.transactions.find(({ event }) => event === figure.event);
      return one && booked && explainedPayment(one, booked.transaction, figure.figure, base);
    }
    case 'expected': {
      const one = expected.find(({ instrument, day }) => instrument === figure.instrument && day === figure.day);
      return one && explainedExpected(one, all, figure.figure, base);
    }
  }
}
