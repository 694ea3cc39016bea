import type { InstrumentView } from '$lib/services/follow-instrument';
import { date, exactMoney, money, price, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { verbTexts } from '$lib/ui/texts';
import { instrumentTexts as texts } from '$lib/ui/texts';
import type { Names } from '../ledger/rows';

/** Lots that are open: bought, account, units, cost, value, gain. */
export function lotRows(view: InstrumentView, base: string, names: Names): SumRow[] {
  return (view.row?.lots ?? []).map((lot) => ({
    key: lot.id,
    cells: [
      date(lot.opened),
      { text: names.account(lot.account), tone: 'quiet' },
      quantity(lot.quantity),
      money(lot.cost, base),
      money(lot.value, base),
      { text: money(lot.gain, base, { sign: 'change' }), tone: lot.gain < 0n ? 'loss' : 'gain' }
    ]
  }));
}

/** Events, newest first: day, what, account, units, price, paid or earned, held then. */
export function eventRows(view: InstrumentView, names: Names, href: (event: string) => string): SumRow[] {
  return view.events.toReversed().map((one, at) => {
    const currency = one.currency ?? '';
    const amount = one.paid !== 0n ? one.paid : one.income;
    return {
      key: `${one.event} ${one.account} ${at}`,
      href: href(one.event),
      cells: [
        date(one.day),
        { text: verbTexts[one.verb], strong: true },
        { text: names.account(one.account), tone: 'quiet' },
        one.units === 0n ? '' : quantity(one.units),
        one.price === undefined || one.units === 0n ? '' : price(one.price, currency),
        amount === 0n ? '' : exactMoney(amount, currency),
        quantity(one.held)
      ]
    };
  });
}

/** Realised gains, newest first: sold, bought, units, cost, proceeds, gain. */
export function realisedRows(view: InstrumentView): SumRow[] {
  return view.realised.toReversed().map((one, at) => ({
    key: `${one.event} ${one.lot} ${at}`,
    cells: [
      date(one.closed),
      { text: date(one.opened), tone: 'quiet' },
      quantity(one.quantity),
      exactMoney(one.cost, one.costCurrency),
      exactMoney(one.proceeds, one.currency),
      one.gain === undefined
        ? texts.none
        : { text: exactMoney(one.gain, one.currency, { sign: 'change' }), tone: one.gain < 0n ? 'loss' : 'gain' }
    ]
  }));
}
