import type { Transaction } from '$lib/domain/ledger';
import { add, negate, subtract, sum, type Decimal } from '$lib/domain/money';

/** What a transaction moves: cash by account and currency, units by account and instrument ("account|commodity"). */
export interface Effects {
  readonly cash: readonly (readonly [key: string, change: Decimal])[];
  readonly units: readonly (readonly [key: string, change: Decimal])[];
}

const none: Effects = { cash: [], units: [] };

/** Cash and units that a transaction moves; a split moves none here, it multiplies. */
export function effectsOf(transaction: Transaction): Effects {
  const { account } = transaction;
  const cash = (currency: string, change: Decimal): Effects => ({
    cash: [[`${account}|${currency}`, change]],
    units: []
  });
  switch (transaction.verb) {
    case 'deposit':
    case 'opening-cash':
      return cash(transaction.cash.currency, transaction.cash.amount);
    case 'withdrawal':
    case 'fee':
    case 'tax':
      return cash(transaction.cash.currency, negate(transaction.cash.amount));
    case 'buy':
    case 'buy-to-cover':
      return {
        cash: [
          [
            `${account}|${transaction.gross.currency}`,
            negate(sum([transaction.gross.amount, transaction.fees, transaction.taxes]))
          ]
        ],
        units: [[`${account}|${transaction.instrument}`, transaction.quantity]]
      };
    case 'sell':
    case 'sell-short':
      return {
        cash: [
          [
            `${account}|${transaction.gross.currency}`,
            subtract(transaction.gross.amount, add(transaction.fees, transaction.taxes))
          ]
        ],
        units: [[`${account}|${transaction.instrument}`, negate(transaction.quantity)]]
      };
    case 'dividend':
    case 'interest':
      return cash(
        transaction.gross.currency,
        subtract(transaction.gross.amount, add(transaction.fees, transaction.taxes))
      );
    case 'transfer-cash': {
      const { currency, amount } = transaction.cash;
      return {
        cash: [
          [`${account}|${currency}`, negate(amount)],
          [`${transaction.to}|${currency}`, amount]
        ],
        units: []
      };
    }
    case 'transfer-securities': {
      const { instrument, quantity } = transaction;
      return {
        cash: [],
        units: [
          [`${account}|${instrument}`, negate(quantity)],
          [`${transaction.to}|${instrument}`, quantity]
        ]
      };
    }
    case 'exchange': {
      const paid = sum([transaction.sold.amount, transaction.fees, transaction.taxes]);
      return {
        cash: [
          [`${account}|${transaction.sold.currency}`, negate(paid)],
          [`${account}|${transaction.bought.currency}`, transaction.bought.amount]
        ],
        units: []
      };
    }
    case 'opening-position':
      return { cash: [], units: [[`${account}|${transaction.instrument}`, transaction.quantity]] };
    case 'split':
      return none;
  }
}
