import { bookTransaction, type Books, type LiveTransaction, type LotEvent, type LotTrade } from '$lib/domain/ledger';
import { add, money, negate, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Acquisition, Disposal, Stamp, TaxEvent } from './tax-event';

const stampOf = ({ event, account, instrument, day }: LotEvent): Stamp => ({ event, account, instrument, day });

/** Writes down what transactions do to holdings, as the tax rules read it. Cash alone is no concern of theirs. */
class TaxRecorder implements Books {
  readonly events: TaxEvent[] = [];
  /** Charges of the transaction being booked, where it states them. */
  charges: Decimal | undefined;

  // Cash moves no holding.
  pay(): void {
    return undefined;
  }

  acquire(trade: LotTrade): void {
    this.events.push(this.#acquisition(trade));
  }

  dispose(trade: LotTrade): void {
    this.events.push(this.#disposal(trade));
  }

  deliverOut(delivery: Parameters<Books['deliverOut']>[0]): void {
    this.events.push({ act: 'remove', ...stampOf(delivery), quantity: delivery.quantity });
  }

  transfer({ event, from, to, instrument, day, quantity }: Parameters<Books['transfer']>[0]): void {
    this.events.push({ act: 'move', event, account: from, to, instrument, day, quantity });
  }

  scale(scaling: Parameters<Books['scale']>[0]): void {
    const { numerator, denominator, lieu } = scaling;
    this.events.push({ act: 'scale', ...stampOf(scaling), numerator, denominator, ...(lieu ? { lieu } : {}) });
  }

  reorganise(reorganisation: Parameters<Books['reorganise']>[0]): void {
    const { keeps, retained, receives, boot } = reorganisation;
    this.events.push({
      act: 'reshape',
      ...stampOf(reorganisation),
      keeps,
      retained,
      receives: receives.map(({ basis, ...units }) => ({ ...units, weight: basis })),
      ...(boot ? { boot: { amount: boot.amount, weight: boot.basis } } : {})
    });
  }

  returnCapital(back: LotEvent & { readonly amount: Decimal; readonly currency: CurrencyCode }): void {
    this.events.push({ act: 'change-cost', ...stampOf(back), amount: money(negate(back.amount), back.currency) });
  }

  addCost(added: LotEvent & { readonly amount: Decimal; readonly currency: CurrencyCode }): void {
    this.events.push({ act: 'change-cost', ...stampOf(added), amount: money(added.amount, added.currency) });
  }

  expire(expiry: Parameters<Books['expire']>[0]): void {
    this.events.push({ act: 'end', ...stampOf(expiry), quantity: expiry.quantity });
  }

  settleOption(settlement: Parameters<Books['settleOption']>[0]): void {
    const { quantity, way, trade } = settlement;
    const underlying = way === 'receive' ? this.#acquisition(trade) : this.#disposal(trade);
    this.events.push({ act: 'settle', ...stampOf(settlement), quantity, trade: underlying });
  }

  #acquisition(trade: LotTrade): Acquisition {
    const { quantity, amount, currency, opened, cause } = trade;
    return {
      act: 'acquire',
      ...stampOf(trade),
      quantity,
      cost: money(amount, currency),
      ...(opened === undefined ? {} : { opened }),
      bought: cause === 'trade' || cause === 'income'
    };
  }

  #disposal(trade: LotTrade): Disposal {
    const { quantity, amount, currency, cause } = trade;
    const charges = this.charges === undefined ? {} : { charges: this.charges };
    const sold = cause === 'trade';
    return { act: 'dispose', ...stampOf(trade), quantity, proceeds: money(amount, currency), sold, ...charges };
  }
}

/** What transactions do to holdings, in the order given, which is ledger order. */
export function taxEvents(live: Iterable<LiveTransaction>): TaxEvent[] {
  const recorder = new TaxRecorder();
  for (const one of live) {
    const { transaction } = one;
    recorder.charges = 'fees' in transaction ? add(transaction.fees, transaction.taxes) : undefined;
    bookTransaction(one, recorder);
  }
  return recorder.events;
}
