import { add, negate, ONE, subtract } from '../../money';
import type { CapitalCall, Distribution, ReturnOfCapital } from '../events';
import { decimalField, instrumentField, moneyField } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

const charged = { fees: decimalField('zero-or-positive'), taxes: decimalField('zero-or-positive') };

/** Cash that lowers the cost of what is held. */
export const returnOfCapital: VerbDescriptor<ReturnOfCapital> = {
  turn: 'day',
  fields: { ...datedFields, ...charged, instrument: instrumentField, gross: moneyField('positive') },
  compile({ instrument, gross: { amount, currency }, fees, taxes }, legs) {
    const about = { about: instrument };
    legs.money('cash', currency, subtract(amount, add(fees, taxes)), about);
    legs.money('conversion', currency, negate(amount), about);
    legs.money('fee', currency, fees, about);
    legs.money('tax', currency, taxes, about);
  },
  fold({ account, instrument, tradeDay: day, gross: { amount, currency }, fees, taxes }, event, books) {
    books.pay(account, currency, subtract(amount, add(fees, taxes)));
    books.returnCapital({ event, account, instrument, day, amount, currency });
  }
};

/** Cash into a private holding of one unit. */
export const capitalCall: VerbDescriptor<CapitalCall> = {
  turn: 'day',
  fields: { ...datedFields, instrument: instrumentField, cash: moneyField('positive') },
  compile({ account, instrument, cash: { amount, currency } }, legs, held) {
    const about = { about: instrument };
    if (held(account, instrument) <= 0n) {
      legs.units('position', instrument, ONE);
      legs.units('conversion', instrument, negate(ONE));
    }
    legs.money('cash', currency, negate(amount), about);
    legs.money('conversion', currency, amount, about);
  },
  fold({ account, instrument, tradeDay: day, cash: { amount, currency } }, event, books) {
    books.pay(account, currency, negate(amount));
    books.addCost({ event, account, instrument, day, amount, currency });
  }
};

/** Cash out of a private holding: capital given back, and income. */
export const distribution: VerbDescriptor<Distribution> = {
  turn: 'day',
  fields: {
    ...datedFields,
    ...charged,
    instrument: instrumentField,
    gross: moneyField('positive'),
    returned: decimalField('zero-or-positive')
  },
  problems: ({ gross, returned }) =>
    returned > gross.amount ? [{ field: 'returned', reason: 'cannot be more than the whole amount' }] : [],
  compile({ instrument, gross: { amount, currency }, returned, fees, taxes }, legs) {
    const about = { about: instrument };
    legs.money('cash', currency, subtract(amount, add(fees, taxes)), about);
    legs.money('conversion', currency, negate(returned), about);
    legs.money('dividend', currency, subtract(returned, amount), about);
    legs.money('fee', currency, fees, about);
    legs.money('tax', currency, taxes, about);
  },
  fold({ account, instrument, tradeDay: day, gross: { amount, currency }, returned, fees, taxes }, event, books) {
    books.pay(account, currency, subtract(amount, add(fees, taxes)));
    if (returned !== 0n) books.returnCapital({ event, account, instrument, day, amount: returned, currency });
  }
};
