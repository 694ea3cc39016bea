import { absolute, negate, sign } from '../../money';
import type { OpeningPosition, SecurityTransfer } from '../transaction';
import { accountField, dayField, decimalField, instrumentField, moneyField, optional, picksField } from './fields';
import { acquiredProblems, datedFields, picksProblems, type FieldProblem, type VerbDescriptor } from './verb';

/** Securities to another account of the owner, with their lots. */
export const securityTransfer: VerbDescriptor<SecurityTransfer> = {
  turn: 'day',
  fields: {
    ...datedFields,
    to: accountField,
    instrument: instrumentField,
    quantity: decimalField('positive'),
    lots: picksField
  },
  problems: (transfer) =>
    transfer.account === transfer.to ? [{ field: 'to', reason: 'must be another account' }] : picksProblems(transfer),
  compile({ to, instrument, quantity }, legs) {
    legs.units('position', instrument, negate(quantity));
    legs.units('position', instrument, quantity, { account: to });
  },
  fold({ account: from, to, instrument, quantity, tradeDay: day, lots: picks }, event, books) {
    books.transfer({ event, from, to, instrument, day, quantity, picks });
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
    return [...found, ...acquiredProblems(acquired, tradeDay, 'opening of the record')];
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
      cause: 'opening' as const,
      quantity: absolute(quantity),
      currency: cost.currency,
      opened: acquired
    };
    if (quantity > 0n) books.acquire({ ...trade, amount: cost.amount });
    else books.dispose({ ...trade, amount: negate(cost.amount) });
  }
};
