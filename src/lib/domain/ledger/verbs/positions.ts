import { absolute, negate, scaledBy, sign, subtract } from '../../money';
import type { OpeningPosition, SecurityTransfer, Split } from '../transaction';
import {
  accountField,
  dayField,
  decimalField,
  instrumentField,
  moneyField,
  optional,
  wholeNumberField
} from './fields';
import { datedFields, type FieldProblem, type VerbDescriptor } from './verb';

/** Securities to another account of the owner, with their lots. */
export const securityTransfer: VerbDescriptor<SecurityTransfer> = {
  turn: 'day',
  fields: { ...datedFields, to: accountField, instrument: instrumentField, quantity: decimalField('positive') },
  problems: ({ account, to }) => (account === to ? [{ field: 'to', reason: 'must be another account' }] : []),
  compile({ to, instrument, quantity }, legs) {
    legs.units('position', instrument, negate(quantity));
    legs.units('position', instrument, quantity, { account: to });
  },
  fold({ account: from, to, instrument, quantity, tradeDay: day }, event, books) {
    books.transfer({ event, from, to, instrument, day, quantity });
  }
};

/** New units for old ones; how many depends on what is held that morning. */
export const split: VerbDescriptor<Split> = {
  turn: 'morning',
  fields: {
    ...datedFields,
    instrument: instrumentField,
    numerator: wholeNumberField('positive'),
    denominator: wholeNumberField('positive')
  },
  compile({ account, instrument, numerator, denominator }, legs, held) {
    const before = held(account, instrument);
    const gained = subtract(scaledBy(before, BigInt(numerator), BigInt(denominator)), before);
    legs.units('position', instrument, gained);
    legs.units('conversion', instrument, negate(gained));
  },
  fold({ account, instrument, numerator, denominator }, _, books) {
    books.scale(account, instrument, BigInt(numerator), BigInt(denominator));
  }
};

/** A position held when the record begins. */
export const openingPosition: VerbDescriptor<OpeningPosition> = {
  turn: 'opening',
  fields: {
    ...datedFields,
    instrument: instrumentField,
    quantity: decimalField('not-zero'),
    cost: moneyField('any'),
    acquired: optional(dayField)
  },
  problems({ quantity, cost, acquired, tradeDay }) {
    const found: FieldProblem[] = [];
    if (sign(cost.amount) === -sign(quantity))
      found.push({ field: 'cost', reason: 'must have the sign of the quantity' });
    if (acquired !== undefined && acquired > tradeDay)
      found.push({ field: 'acquired', reason: 'cannot be after the opening of the record' });
    return found;
  },
  compile({ instrument, quantity }, legs) {
    legs.units('position', instrument, quantity);
    legs.units('opening', instrument, negate(quantity));
  },
  fold({ account, instrument, quantity, cost, acquired, tradeDay: day }, event, books) {
    const trade = {
      event,
      account,
      instrument,
      day,
      quantity: absolute(quantity),
      currency: cost.currency,
      opened: acquired
    };
    if (quantity > 0n) books.acquire({ ...trade, amount: cost.amount });
    else books.dispose({ ...trade, amount: negate(cost.amount) });
  }
};
