import type { InstrumentView } from '$lib/services/follow-instrument';
import { date, exactMoney, money, price, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { verbTexts } from '$lib/ui/texts';
import { instrumentTexts as texts } from '$lib/ui/texts';
import { ask, eventAsk, heldAsk } from '../asks';
import type { Names } from '../ledger/rows';

/** Lots that are open: bought, account, units, cost, value, gain. */
export function lotRows(view: InstrumentView, base: string, names: Names): SumRow[] {
  return (view.row?.lots ?? []).map((lot) => {
    const of = (figure: Parameters<typeof heldAsk>[0]) =>
      heldAsk(figure, [{ instrument: view.instrument, lot: lot.id, account: lot.account }]);
    return {
      key: lot.id,
      cells: [
        date(lot.opened),
        { text: names.account(lot.account), tone: 'quiet' },
        { text: quantity(lot.quantity), ask: of('quantity') },
        { text: money(lot.cost, base), ask: of('cost') },
        { text: money(lot.value, base), ask: of('value') },
        {
          text: money(lot.gain, base, { sign: 'change' }),
          tone: lot.gain < 0n ? 'loss' : 'gain',
          ask: of('gain')
        }
      ]
    };
  });
}

/** All lots together. */
export function lotTotal({ row, instrument }: InstrumentView, base: string): SumRow {
  const of = (figure: Parameters<typeof heldAsk>[0]) => heldAsk(figure, [{ instrument }]);
  return {
    key: 'total',
    cells: [
      texts.total,
      '',
      '',
      { text: money(row?.cost, base), ask: of('cost') },
      { text: money(row?.value, base), ask: of('value') },
      { text: money(row?.gain, base, { sign: 'change' }), ask: of('gain') }
    ]
  };
}

/** Events, newest first: day, what, account, units, price, paid or earned, held then. */
export function eventRows(view: InstrumentView, names: Names, href: (event: string) => string): SumRow[] {
  return view.events.toReversed().map((one, at) => {
    const currency = one.currency ?? '';
    const amount = one.paid !== 0n ? one.paid : one.income;
    const of = (figure: Parameters<typeof eventAsk>[0]) => eventAsk(figure, one, view.instrument);
    return {
      key: `${one.event} ${one.account} ${at}`,
      href: href(one.event),
      cells: [
        date(one.day),
        { text: verbTexts[one.verb], strong: true },
        { text: names.account(one.account), tone: 'quiet' },
        one.units === 0n ? '' : { text: quantity(one.units), ask: of('units') },
        one.price === undefined || one.units === 0n ? '' : { text: price(one.price, currency), ask: of('price') },
        amount === 0n ? '' : { text: exactMoney(amount, currency), ask: of('paid') },
        { text: quantity(one.held), ask: of('held') }
      ]
    };
  });
}

/** Realised gains, newest first: sold, bought, units, cost, proceeds, gain. */
export function realisedRows(view: InstrumentView): SumRow[] {
  return view.realised.toReversed().map((one, at) => {
    const of = (figure: 'units' | 'cost' | 'proceeds' | 'gain') =>
      ask({ of: 'closing', figure, instrument: view.instrument, event: one.event, lot: one.lot });
    return {
      key: `${one.event} ${one.lot} ${at}`,
      cells: [
        date(one.closed),
        { text: date(one.opened), tone: 'quiet' },
        { text: quantity(one.quantity), ask: of('units') },
        { text: exactMoney(one.cost, one.costCurrency), ask: of('cost') },
        { text: exactMoney(one.proceeds, one.currency), ask: of('proceeds') },
        one.gain === undefined
          ? texts.none
          : {
              text: exactMoney(one.gain, one.currency, { sign: 'change' }),
              tone: one.gain < 0n ? 'loss' : 'gain',
              ask: of('gain')
            }
      ]
    };
  });
}
