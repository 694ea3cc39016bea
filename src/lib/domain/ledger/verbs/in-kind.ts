import { add, negate } from '../../money';
import type { IncomeInKind, InKindSource } from '../events';
import { choiceField, decimalField, instrumentField, moneyField, optional } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

const sources: readonly InKindSource[] = ['dividend', 'staking', 'airdrop', 'bonus', 'interest', 'other'];

/** Units received as income; costs are paid in cash on top. */
export const incomeInKind: VerbDescriptor<IncomeInKind> = {
  turn: 'day',
  fields: {
    ...datedFields,
    source: choiceField(sources),
    instrument: instrumentField,
    quantity: decimalField('positive'),
    value: moneyField('zero-or-positive'),
    fees: decimalField('zero-or-positive'),
    taxes: decimalField('zero-or-positive'),
    payer: optional(instrumentField)
  },
  compile({ source, instrument, payer = instrument, quantity, value: { amount, currency }, fees, taxes }, legs) {
    const about = { about: instrument };
    const side = source === 'interest' || source === 'staking' ? 'interest' : 'dividend';
    legs.units('position', instrument, quantity);
    legs.units('conversion', instrument, negate(quantity));
    legs.money('conversion', currency, amount, about);
    legs.money(side, currency, negate(amount), { about: payer });
    legs.money('cash', currency, negate(add(fees, taxes)), about);
    legs.money('fee', currency, fees, about);
    legs.money('tax', currency, taxes, about);
  },
  fold({ account, instrument, tradeDay: day, quantity, value: { amount, currency }, fees, taxes }, event, books) {
    const costs = add(fees, taxes);
    if (costs !== 0n) books.pay(account, currency, negate(costs));
    books.acquire({ event, account, instrument, day, cause: 'income', quantity, amount, currency });
  }
};
