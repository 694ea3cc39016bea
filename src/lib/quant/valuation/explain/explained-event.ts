import { absolute, divide } from '$lib/domain/money';
import { reconciled, recorded, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import type { ClosingFigure, EventFigure } from './figure-question';
import { instrumentRecord, type InstrumentEvent } from '../instrument-record';
import type { ValuationInput } from '../market';

/** How a figure of what one event did to an instrument comes about; undefined where it did nothing of the kind. */
export function explainedEvent(input: ValuationInput, question: EventFigure): FigureExplanation | undefined {
  const events = instrumentRecord(input, question.instrument).events.filter(
    ({ account }) => account === question.account
  );
  const at = events.findLastIndex(({ event }) => event === question.event);
  const one = events[at];
  if (!one) return undefined;
  const about = { day: one.day, account: one.account, event: one.event };
  switch (question.figure) {
    case 'units':
      return recorded({ label: 'recorded', kind: 'units', value: one.units, ...about }, [one.event]);
    case 'paid': {
      if (one.currency === undefined) return undefined;
      const value = one.paid === 0n ? one.income : one.paid;
      return recorded({ label: 'recorded', kind: 'amount', value, currency: one.currency, ...about }, [one.event]);
    }
    case 'price':
      return pricePaid(one);
    case 'held': {
      const inputs = events
        .slice(0, at + 1)
        .flatMap(({ units, day, event }): FigureInput[] =>
          units === 0n ? [] : [{ label: 'movement', kind: 'units', value: units, day, event }]
        );
      return reconciled({
        formula: 'sum-of-movements',
        makes: 'sum',
        result: one.held,
        kind: 'units',
        inputs,
        events: inputs.flatMap(({ event }) => event ?? [])
      });
    }
  }
}

function pricePaid({ price, paid, units, currency, event, day }: InstrumentEvent): FigureExplanation | undefined {
  if (price === undefined || currency === undefined) return undefined;
  return reconciled({
    formula: 'paid-over-units',
    makes: 'product',
    result: divide(absolute(paid), absolute(units)),
    kind: 'price',
    currency,
    inputs: [
      { label: 'paid', kind: 'amount', value: absolute(paid), currency, day, event },
      { label: 'units', kind: 'units', value: absolute(units), inverse: true }
    ],
    events: [event]
  });
}

/** How a figure of the closing of a lot comes about, by the account's own lots, in the currencies of its trades. */
export function explainedClosing(input: ValuationInput, question: ClosingFigure): FigureExplanation | undefined {
  const one = instrumentRecord(input, question.instrument).realised.find(
    ({ event, lot }) => event === question.event && lot === question.lot
  );
  if (!one) return undefined;
  const { event, account, closed, opened, currency, costCurrency } = one;
  const proceeds: FigureInput = {
    label: 'proceeds',
    kind: 'amount',
    value: one.proceeds,
    currency,
    day: closed,
    event
  };
  const cost: FigureInput = {
    label: 'cost',
    kind: 'amount',
    value: one.cost,
    currency: costCurrency,
    day: opened,
    account
  };
  switch (question.figure) {
    case 'units':
      return recorded({ label: 'recorded', kind: 'units', value: one.quantity, day: closed, account, event }, [event]);
    case 'proceeds':
      return recorded(proceeds, [event]);
    case 'cost':
      return recorded(cost, [event]);
    case 'gain':
      if (one.gain === undefined) return undefined;
      return reconciled({
        formula: 'proceeds-less-cost',
        makes: 'sum',
        result: one.gain,
        kind: 'amount',
        currency,
        inputs: [proceeds, { ...cost, inverse: true }],
        events: [event]
      });
  }
}
