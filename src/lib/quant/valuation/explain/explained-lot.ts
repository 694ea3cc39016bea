import { decimalToNumber, divide, type Decimal } from '$lib/domain/money';
import { reconciled, recorded, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import type { ExplainContext } from './context';
import { bookLots, explainedValue } from './explained-row';
import type { HeldFigure } from './figure-question';
import { explainedGain, gainOverCost, shareOfTotal } from './value-and-cost';
import type { CashRow, HoldingRow, LotRow } from '../holdings';

/** How a figure of an open lot comes about; undefined when it has none. */
export function explainedLot(
  context: ExplainContext,
  row: HoldingRow,
  lot: LotRow,
  figure: HeldFigure
): FigureExplanation | undefined {
  const { base } = context.input;
  const own = bookLots(context, row).find(({ id, account }) => id === lot.id && account === lot.account);
  const events = own ? [own.event] : [];
  const amount = { kind: 'amount', currency: base } as const;
  switch (figure) {
    case 'quantity':
      return recorded(
        { label: 'lot', kind: 'units', value: lot.quantity, day: lot.opened, account: lot.account },
        events
      );
    case 'value':
      // Long and short lots that cancel leave no row to have a share of.
      if (row.quantity === 0n && row.price.source !== 'cost') {
        return { ...explainedValue(context, { ...row, quantity: lot.quantity, value: lot.value }), events };
      }
      return reconciled({
        formula: 'share-of-row',
        makes: 'product',
        result: lot.value,
        ...amount,
        inputs: [
          { label: 'value', ...amount, value: row.value, instrument: row.instrument, day: context.input.period.end },
          { label: 'units', kind: 'units', value: lot.quantity },
          { label: 'units-of-row', kind: 'units', value: row.quantity, inverse: true }
        ],
        events
      });
    case 'cost': {
      if (!own) return recorded({ label: 'cost', ...amount, value: lot.cost, day: lot.opened }, events);
      const rate = context.market.rates.rate(own.currency, lot.opened);
      const paid: FigureInput = {
        label: 'paid',
        kind: 'amount',
        value: own.cost,
        currency: own.currency,
        day: lot.opened
      };
      const inputs: FigureInput[] =
        own.currency === base
          ? [paid]
          : [paid, { label: 'rate', kind: 'rate', value: rate, currency: own.currency, day: lot.opened }];
      return reconciled({ formula: 'cost-of-lot', makes: 'product', result: lot.cost, ...amount, inputs, events });
    }
    case 'gain':
      return explainedGain(context, lot, events);
    case 'gain-return':
      return gainOverCost(lot.gain, lot.cost, context, events);
    case 'weight': {
      const share = shareOfTotal(lot.value, shareOf(lot.value, context.held.total), context, { account: lot.account });
      return share && { ...share, events };
    }
    default:
      return undefined;
  }
}

/** How a figure of cash comes about: its worth, its share of the whole; the amount is the business of its movements. */
export function explainedCash(
  context: ExplainContext,
  { account, currency, amount, value, weight }: CashRow,
  figure: HeldFigure
): FigureExplanation | undefined {
  const { input, market } = context;
  const day = input.period.end;
  if (figure === 'weight') return shareOfTotal(value, weight, context, { account });
  if (figure !== 'value') return undefined;
  const held: FigureInput = { label: 'cash', kind: 'amount', value: amount, currency, account, day };
  const rate: FigureInput = { label: 'rate', kind: 'rate', value: market.rates.rate(currency, day), currency, day };
  return reconciled({
    formula: 'amount-at-rate',
    makes: 'product',
    result: value,
    kind: 'amount',
    currency: input.base,
    inputs: currency === input.base ? [held] : [held, rate],
    events: []
  });
}

function shareOf(part: Decimal, whole: Decimal): number {
  return whole === 0n ? NaN : decimalToNumber(divide(part, whole));
}
