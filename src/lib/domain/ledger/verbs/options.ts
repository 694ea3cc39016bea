import { absolute, add, greatest, least, negate, sign, subtract, ZERO, type Decimal } from '../../money';
import type { Expiry, OptionSettlement } from '../events';
import { choiceField, decimalField, instrumentField, moneyField } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

/** An end without worth; what goes past the position moves nothing. */
export const expiry: VerbDescriptor<Expiry> = {
  turn: 'day',
  fields: { ...datedFields, instrument: instrumentField, quantity: decimalField('positive') },
  compile({ account, instrument, quantity }, legs, held) {
    const before = held(account, instrument);
    const ended = least(quantity, absolute(before));
    const change = sign(before) > 0 ? negate(ended) : ended;
    legs.units('position', instrument, change);
    legs.units('conversion', instrument, negate(change));
  },
  fold({ account, instrument, tradeDay: day, quantity }, event, books) {
    books.expire({ event, account, instrument, day, quantity });
  }
};

/** Cash of the underlying's trade with its costs, by what happens to the units. */
function settledAmount({ way, gross, fees, taxes }: OptionSettlement): Decimal {
  const costs = add(fees, taxes);
  return way === 'receive' ? add(gross.amount, costs) : subtract(gross.amount, costs);
}

/** @param contracts the sign of the options that end: held ones are exercised, written ones assigned. */
function settlement(contracts: 1n | -1n): VerbDescriptor<OptionSettlement> {
  const side = contracts > 0n ? 'long' : 'short';
  return {
    turn: 'day',
    fields: {
      ...datedFields,
      instrument: instrumentField,
      quantity: decimalField('positive'),
      underlying: instrumentField,
      units: decimalField('positive'),
      way: choiceField<OptionSettlement['way']>(['receive', 'deliver']),
      gross: moneyField('zero-or-positive'),
      fees: decimalField('zero-or-positive'),
      taxes: decimalField('zero-or-positive')
    },
    problems: ({ instrument, underlying }) =>
      instrument === underlying ? [{ field: 'underlying', reason: 'must be another instrument' }] : [],
    compile(transaction, legs, held) {
      const { account, instrument, quantity, underlying, units, way, gross, fees, taxes } = transaction;
      const before = held(account, instrument);
      const ended = least(quantity, greatest(ZERO, contracts > 0n ? before : negate(before)));
      const change = contracts > 0n ? negate(ended) : ended;
      legs.units('position', instrument, change);
      legs.units('conversion', instrument, negate(change));
      const received = way === 'receive' ? units : negate(units);
      const paid = settledAmount(transaction);
      const about = { about: underlying };
      legs.units('position', underlying, received);
      legs.units('conversion', underlying, negate(received));
      legs.money('cash', gross.currency, way === 'receive' ? negate(paid) : paid, about);
      legs.money('conversion', gross.currency, way === 'receive' ? gross.amount : negate(gross.amount), about);
      legs.money('fee', gross.currency, fees, about);
      legs.money('tax', gross.currency, taxes, about);
    },
    fold(transaction, event, books) {
      const { account, instrument, tradeDay: day, quantity, underlying, units, way, gross } = transaction;
      const { currency } = gross;
      const amount = settledAmount(transaction);
      const trade = { event, account, instrument: underlying, day, cause: 'trade', quantity: units } as const;
      books.pay(account, currency, way === 'receive' ? negate(amount) : amount);
      books.settleOption({
        ...{ event, account, instrument, day, quantity, side, way },
        trade: { ...trade, amount, currency }
      });
    }
  };
}

/** Options held that are used. */
export const exercise = settlement(1n);

/** Options written that are used by their holder. */
export const assignment = settlement(-1n);
