import { add, negate, subtract, type Decimal } from '../../money';
import type { Dividend, DividendKind, Fee, Interest, Tax } from '../transaction';
import type { Legs } from '../posting';
import { choiceField, decimalField, instrumentField, moneyField, optional } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

const dividendKinds: readonly DividendKind[] = [
  'ordinary',
  'qualified',
  'short-term-gain',
  'long-term-gain',
  'interest'
];
const charged = { fees: decimalField('zero-or-positive'), taxes: decimalField('zero-or-positive') };

function incomeLegs(income: Dividend | Interest, side: 'dividend' | 'interest', legs: Legs): void {
  const { gross, fees, taxes } = income;
  const options = income.instrument === undefined ? {} : { about: income.instrument };
  legs.money('cash', gross.currency, netOf(income), options);
  legs.money(side, gross.currency, negate(gross.amount), options);
  legs.money('fee', gross.currency, fees, options);
  legs.money('tax', gross.currency, taxes, options);
}

function netOf({ gross, fees, taxes }: Dividend | Interest): Decimal {
  return subtract(gross.amount, add(fees, taxes));
}

/** Dividend in cash. */
export const dividend: VerbDescriptor<Dividend> = {
  turn: 'day',
  fields: {
    ...datedFields,
    ...charged,
    instrument: instrumentField,
    gross: moneyField('not-zero'),
    kind: optional(choiceField(dividendKinds))
  },
  compile: (transaction, legs) => incomeLegs(transaction, 'dividend', legs),
  fold: (transaction, _, books) => books.pay(transaction.account, transaction.gross.currency, netOf(transaction))
};

/** Interest received or charged. */
export const interest: VerbDescriptor<Interest> = {
  turn: 'day',
  fields: { ...datedFields, ...charged, gross: moneyField('not-zero'), instrument: optional(instrumentField) },
  compile: (transaction, legs) => incomeLegs(transaction, 'interest', legs),
  fold: (transaction, _, books) => books.pay(transaction.account, transaction.gross.currency, netOf(transaction))
};

function charge<T extends Fee | Tax>(side: T['verb']): VerbDescriptor<Fee | Tax> {
  return {
    turn: 'day',
    fields: { ...datedFields, cash: moneyField('not-zero'), instrument: optional(instrumentField) },
    compile({ cash, instrument }, legs) {
      const options = instrument === undefined ? {} : { about: instrument };
      legs.money('cash', cash.currency, negate(cash.amount), options);
      legs.money(side, cash.currency, cash.amount, options);
    },
    fold: ({ account, cash }, _, books) => books.pay(account, cash.currency, negate(cash.amount))
  };
}

/** Fee of the account or of an instrument. */
export const fee: VerbDescriptor<Fee> = charge<Fee>('fee');

/** Tax of the account or of an instrument. */
export const tax: VerbDescriptor<Tax> = charge<Tax>('tax');
