import type { OptionSettlement, Transaction } from '$lib/domain/ledger';
import {
  add,
  decimalFromUnits,
  negate,
  ONE,
  scaledBy,
  subtract,
  sum,
  ZERO,
  SCALE,
  type Decimal
} from '$lib/domain/money';

/** What a transaction moves: cash by account and currency, units by account and instrument ("account|commodity"). */
export interface Effects {
  readonly cash: readonly Move[];
  readonly units: readonly Move[];
}

type Move = readonly [key: string, change: Decimal];

/** Units held just before, by "account|instrument". */
export type HeldUnits = (key: string) => Decimal;

const none: Effects = { cash: [], units: [] };
const UNIT = 10n ** BigInt(SCALE);

/** Cash and units that a transaction moves, given what is held. */
export function effectsOf(transaction: Transaction, held: HeldUnits): Effects {
  const { account } = transaction;
  const cash = (currency: string, change: Decimal): Move => [`${account}|${currency}`, change];
  const units = (instrument: string, change: Decimal): Move => [`${account}|${instrument}`, change];
  switch (transaction.verb) {
    case 'deposit':
    case 'opening-cash':
      return { cash: [cash(transaction.cash.currency, transaction.cash.amount)], units: [] };
    case 'withdrawal':
    case 'fee':
    case 'tax':
      return { cash: [cash(transaction.cash.currency, negate(transaction.cash.amount))], units: [] };
    case 'buy':
    case 'buy-to-cover':
      return {
        cash: [
          cash(
            transaction.gross.currency,
            negate(sum([transaction.gross.amount, transaction.fees, transaction.taxes, transaction.accrued ?? ZERO]))
          )
        ],
        units: [units(transaction.instrument, transaction.quantity)]
      };
    case 'sell':
    case 'sell-short':
      return {
        cash: [cash(transaction.gross.currency, add(received(transaction), transaction.accrued ?? ZERO))],
        units: [units(transaction.instrument, negate(transaction.quantity))]
      };
    case 'dividend':
    case 'interest':
    case 'return-of-capital':
    case 'distribution':
      return { cash: [cash(transaction.gross.currency, received(transaction))], units: [] };
    case 'income-in-kind':
      return {
        cash: [cash(transaction.value.currency, negate(add(transaction.fees, transaction.taxes)))],
        units: [units(transaction.instrument, transaction.quantity)]
      };
    case 'capital-call': {
      const key = `${account}|${transaction.instrument}`;
      return {
        cash: [cash(transaction.cash.currency, negate(transaction.cash.amount))],
        units: held(key) === ZERO ? [[key, ONE]] : []
      };
    }
    case 'transfer-cash': {
      const { currency, amount } = transaction.cash;
      return { cash: [cash(currency, negate(amount)), [`${transaction.to}|${currency}`, amount]], units: [] };
    }
    case 'transfer-securities': {
      const { instrument, quantity } = transaction;
      return { cash: [], units: [units(instrument, negate(quantity)), [`${transaction.to}|${instrument}`, quantity]] };
    }
    case 'exchange': {
      const paid = sum([transaction.sold.amount, transaction.fees, transaction.taxes]);
      return {
        cash: [
          cash(transaction.sold.currency, negate(paid)),
          cash(transaction.bought.currency, transaction.bought.amount)
        ],
        units: []
      };
    }
    case 'opening-position':
    case 'delivery-in':
      return { cash: [], units: [units(transaction.instrument, transaction.quantity)] };
    case 'delivery-out':
      return { cash: [], units: [units(transaction.instrument, negate(transaction.quantity))] };
    case 'expiry':
      return { cash: [], units: [ended(transaction, held)] };
    case 'exercise':
    case 'assignment':
      return settled(transaction, held);
    case 'split':
    case 'reorganisation':
      return reshaped(transaction, held);
    case 'assert-cash':
    case 'assert-position':
      return none;
  }
}

const received = ({ gross, fees, taxes }: Extract<Transaction, { gross: unknown; fees: Decimal }>): Decimal =>
  subtract(gross.amount, add(fees, taxes));

/** Units that end, of a long or a short position. */
function ended(
  { account, instrument, quantity }: { account: string; instrument: string; quantity: Decimal },
  held: HeldUnits
): Move {
  const key = `${account}|${instrument}`;
  return [key, held(key) < ZERO ? quantity : negate(quantity)];
}

function settled(transaction: OptionSettlement, held: HeldUnits): Effects {
  const { account, underlying, units, way, gross, fees, taxes } = transaction;
  const costs = add(fees, taxes);
  const cash = way === 'receive' ? negate(add(gross.amount, costs)) : subtract(gross.amount, costs);
  return {
    cash: [[`${account}|${gross.currency}`, cash]],
    units: [ended(transaction, held), [`${account}|${underlying}`, way === 'receive' ? units : negate(units)]]
  };
}

/** What splits and reorganisations change; with cash in lieu only whole units stay. */
function reshaped(transaction: Extract<Transaction, { verb: 'split' | 'reorganisation' }>, held: HeldUnits): Effects {
  const key = `${transaction.account}|${transaction.instrument}`;
  const before = held(key);
  const cash: Move[] = [];
  const pay = (paid: { readonly amount: Decimal; readonly currency: string } | undefined): void => {
    if (paid) cash.push([`${transaction.account}|${paid.currency}`, paid.amount]);
  };
  const share = (numerator: number, denominator: number, whole: boolean): Decimal => {
    const units = scaledBy(before, BigInt(numerator), BigInt(denominator));
    return whole ? decimalFromUnits((units / UNIT) * UNIT) : units;
  };
  if (transaction.verb === 'split') {
    pay(transaction.lieu);
    const after = share(transaction.numerator, transaction.denominator, transaction.lieu !== undefined);
    return { cash, units: [[key, subtract(after, before)]] };
  }
  pay(transaction.boot?.amount);
  const units: Move[] = transaction.keeps ? [] : [[key, negate(before)]];
  for (const { instrument, numerator, denominator, lieu } of transaction.receives) {
    pay(lieu);
    units.push([`${transaction.account}|${instrument}`, share(numerator, denominator, lieu !== undefined)]);
  }
  return { cash, units };
}
