import { add, negate, subtract } from '../../money';
import type { Trade } from '../transaction';
import { decimalField, instrumentField, moneyField } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

const fields: VerbDescriptor<Trade>['fields'] = {
  ...datedFields,
  instrument: instrumentField,
  quantity: decimalField('positive'),
  price: decimalField('zero-or-positive'),
  gross: moneyField('zero-or-positive'),
  fees: decimalField('zero-or-positive'),
  taxes: decimalField('zero-or-positive')
};

function acquisition(beyond?: 'overcovered'): VerbDescriptor<Trade> {
  return {
    turn: 'day',
    fields,
    compile({ instrument, quantity, gross: { amount, currency }, fees, taxes }, legs) {
      const about = { about: instrument };
      legs.units('position', instrument, quantity);
      legs.units('conversion', instrument, negate(quantity));
      legs.money('cash', currency, negate(add(amount, add(fees, taxes))), about);
      legs.money('conversion', currency, amount, about);
      legs.money('fee', currency, fees, about);
      legs.money('tax', currency, taxes, about);
    },
    fold({ account, instrument, tradeDay: day, quantity, gross, fees, taxes }, event, books) {
      const amount = add(gross.amount, add(fees, taxes));
      const currency = gross.currency;
      books.pay(account, currency, negate(amount));
      books.acquire({ event, account, instrument, day, quantity, amount, currency, beyond });
    }
  };
}

function disposal(beyond?: 'oversold'): VerbDescriptor<Trade> {
  return {
    turn: 'day',
    fields,
    compile({ instrument, quantity, gross: { amount, currency }, fees, taxes }, legs) {
      const about = { about: instrument };
      legs.units('position', instrument, negate(quantity));
      legs.units('conversion', instrument, quantity);
      legs.money('cash', currency, subtract(amount, add(fees, taxes)), about);
      legs.money('conversion', currency, negate(amount), about);
      legs.money('fee', currency, fees, about);
      legs.money('tax', currency, taxes, about);
    },
    fold({ account, instrument, tradeDay: day, quantity, gross, fees, taxes }, event, books) {
      const amount = subtract(gross.amount, add(fees, taxes));
      const currency = gross.currency;
      books.pay(account, currency, amount);
      books.dispose({ event, account, instrument, day, quantity, amount, currency, beyond });
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
