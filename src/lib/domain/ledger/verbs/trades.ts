import { add, negate, subtract, sum, ZERO, type Decimal } from '../../money';
import type { EventId } from '../journal';
import type { Trade } from '../transaction';
import type { LotTrade } from './books';
import { decimalField, instrumentField, moneyField, optional, picksField } from './fields';
import { datedFields, picksProblems, type VerbDescriptor } from './verb';

const fields: VerbDescriptor<Trade>['fields'] = {
  ...datedFields,
  instrument: instrumentField,
  quantity: decimalField('positive'),
  price: decimalField('zero-or-positive'),
  gross: moneyField('zero-or-positive'),
  fees: decimalField('zero-or-positive'),
  taxes: decimalField('zero-or-positive'),
  accrued: optional(decimalField('any')),
  lots: picksField
};

function lotTrade(trade: Trade, event: EventId, amount: Decimal, beyond: LotTrade['beyond']): LotTrade {
  const { account, instrument, tradeDay: day, quantity, gross, lots: picks } = trade;
  return { event, account, instrument, day, cause: 'trade', quantity, amount, currency: gross.currency, beyond, picks };
}

function acquisition(beyond?: 'overcovered'): VerbDescriptor<Trade> {
  return {
    turn: 'day',
    fields,
    problems: picksProblems,
    compile({ instrument, quantity, gross: { amount, currency }, fees, taxes, accrued = ZERO }, legs) {
      const about = { about: instrument };
      legs.units('position', instrument, quantity);
      legs.units('conversion', instrument, negate(quantity));
      legs.money('cash', currency, negate(sum([amount, fees, taxes, accrued])), about);
      legs.money('conversion', currency, amount, about);
      legs.money('fee', currency, fees, about);
      legs.money('tax', currency, taxes, about);
      legs.money('interest', currency, accrued, about);
    },
    fold(trade, event, books) {
      const amount = add(trade.gross.amount, add(trade.fees, trade.taxes));
      books.pay(trade.account, trade.gross.currency, negate(add(amount, trade.accrued ?? ZERO)));
      books.acquire(lotTrade(trade, event, amount, beyond));
    }
  };
}

function disposal(beyond?: 'oversold'): VerbDescriptor<Trade> {
  return {
    turn: 'day',
    fields,
    problems: picksProblems,
    compile({ instrument, quantity, gross: { amount, currency }, fees, taxes, accrued = ZERO }, legs) {
      const about = { about: instrument };
      legs.units('position', instrument, negate(quantity));
      legs.units('conversion', instrument, quantity);
      legs.money('cash', currency, subtract(add(amount, accrued), add(fees, taxes)), about);
      legs.money('conversion', currency, negate(amount), about);
      legs.money('fee', currency, fees, about);
      legs.money('tax', currency, taxes, about);
      legs.money('interest', currency, negate(accrued), about);
    },
    fold(trade, event, books) {
      const amount = subtract(trade.gross.amount, add(trade.fees, trade.taxes));
      books.pay(trade.account, trade.gross.currency, add(amount, trade.accrued ?? ZERO));
      books.dispose(lotTrade(trade, event, amount, beyond));
    }
  };
}

/** Units bought; they cover a short position first. */
export const buy = acquisition();

/** Units sold out of what is held; past that the fold warns. */
export const sell = disposal('oversold');

/** Units sold without being held; units held are closed first. */
export const sellShort = disposal();

/** Units bought to close a short position; past that the fold warns. */
export const buyToCover = acquisition('overcovered');
