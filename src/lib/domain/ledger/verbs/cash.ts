import { add, negate } from '../../money';
import type { CashTransfer, CurrencyExchange, Deposit, OpeningCash, Withdrawal } from '../transaction';
import { accountField, decimalField, moneyField } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

/** Cash from outside. */
export const deposit: VerbDescriptor<Deposit> = {
  turn: 'day',
  fields: { ...datedFields, cash: moneyField('positive') },
  compile({ cash }, legs) {
    legs.money('cash', cash.currency, cash.amount);
    legs.money('outside', cash.currency, negate(cash.amount));
  },
  fold({ account, cash }, _, books) {
    books.pay(account, cash.currency, cash.amount);
  }
};

/** Cash to outside. */
export const withdrawal: VerbDescriptor<Withdrawal> = {
  turn: 'day',
  fields: { ...datedFields, cash: moneyField('positive') },
  compile({ cash }, legs) {
    legs.money('cash', cash.currency, negate(cash.amount));
    legs.money('outside', cash.currency, cash.amount);
  },
  fold({ account, cash }, _, books) {
    books.pay(account, cash.currency, negate(cash.amount));
  }
};

/** Cash held when the record begins. */
export const openingCash: VerbDescriptor<OpeningCash> = {
  turn: 'opening',
  fields: { ...datedFields, cash: moneyField('any') },
  compile({ cash }, legs) {
    legs.money('cash', cash.currency, cash.amount);
    legs.money('opening', cash.currency, negate(cash.amount));
  },
  fold({ account, cash }, _, books) {
    books.pay(account, cash.currency, cash.amount);
  }
};

/** Cash to another account of the owner. */
export const cashTransfer: VerbDescriptor<CashTransfer> = {
  turn: 'day',
  fields: { ...datedFields, to: accountField, cash: moneyField('positive') },
  problems: ({ account, to }) => (account === to ? [{ field: 'to', reason: 'must be another account' }] : []),
  compile({ to, cash }, legs) {
    legs.money('cash', cash.currency, negate(cash.amount));
    legs.money('cash', cash.currency, cash.amount, { account: to });
  },
  fold({ account, to, cash }, _, books) {
    books.pay(account, cash.currency, negate(cash.amount));
    books.pay(to, cash.currency, cash.amount);
  }
};

/** One currency for another. */
export const currencyExchange: VerbDescriptor<CurrencyExchange> = {
  turn: 'day',
  fields: {
    ...datedFields,
    sold: moneyField('positive'),
    bought: moneyField('positive'),
    fees: decimalField('zero-or-positive'),
    taxes: decimalField('zero-or-positive')
  },
  problems: ({ sold, bought }) =>
    sold.currency === bought.currency ? [{ field: 'bought', reason: 'must be in another currency' }] : [],
  compile({ sold, bought, fees, taxes }, legs) {
    legs.money('cash', sold.currency, negate(add(sold.amount, add(fees, taxes))));
    legs.money('conversion', sold.currency, sold.amount);
    legs.money('fee', sold.currency, fees);
    legs.money('tax', sold.currency, taxes);
    legs.money('cash', bought.currency, bought.amount);
    legs.money('conversion', bought.currency, negate(bought.amount));
  },
  fold({ account, sold, bought, fees, taxes }, _, books) {
    books.pay(account, sold.currency, negate(add(sold.amount, add(fees, taxes))));
    books.pay(account, bought.currency, bought.amount);
  }
};
