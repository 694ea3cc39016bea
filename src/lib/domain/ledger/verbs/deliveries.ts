import { negate } from '../../money';
import type { DeliveryIn, DeliveryOut } from '../events';
import { dayField, decimalField, instrumentField, moneyField, optional, picksField } from './fields';
import { acquiredProblems, datedFields, picksProblems, type VerbDescriptor } from './verb';

/** Securities from outside at a given cost. */
export const deliveryIn: VerbDescriptor<DeliveryIn> = {
  turn: 'day',
  fields: {
    ...datedFields,
    instrument: instrumentField,
    quantity: decimalField('positive'),
    cost: moneyField('zero-or-positive'),
    acquired: optional(dayField)
  },
  problems: ({ acquired, tradeDay }) => acquiredProblems(acquired, tradeDay, 'delivery'),
  compile({ instrument, quantity }, legs) {
    legs.units('position', instrument, quantity);
    legs.units('outside', instrument, negate(quantity));
  },
  fold({ account, instrument, tradeDay: day, quantity, cost, acquired: opened }, event, books) {
    const { amount, currency } = cost;
    books.acquire({ event, account, instrument, day, cause: 'delivery', quantity, amount, currency, opened });
  }
};

/** Securities to outside, without a gain. */
export const deliveryOut: VerbDescriptor<DeliveryOut> = {
  turn: 'day',
  fields: { ...datedFields, instrument: instrumentField, quantity: decimalField('positive'), lots: picksField },
  problems: picksProblems,
  compile({ instrument, quantity }, legs) {
    legs.units('position', instrument, negate(quantity));
    legs.units('outside', instrument, quantity);
  },
  fold({ account, instrument, tradeDay: day, quantity, lots: picks }, event, books) {
    books.deliverOut({ event, account, instrument, day, quantity, picks });
  }
};
