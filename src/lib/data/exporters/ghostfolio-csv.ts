import { dayText, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { DeliveryIn, Dividend, IncomeInKind, OpeningPosition, Trade, Transaction } from '$lib/domain/ledger';
import {
  absolute,
  add,
  decimal,
  decimalText,
  divide,
  multiply,
  ONE,
  rounded,
  sign,
  subtract,
  ZERO
} from '$lib/domain/money';
import type { Decimal } from '$lib/domain/money';
import { delimitedText, ExportNames, ExportTally, type ExportedFiles, type ExportSource } from './exported';

const head = ['Date', 'Code', 'DataSource', 'Currency', 'Price', 'Quantity', 'Action', 'Fee', 'Note', 'Account'];
const CENT = decimal('0.01');
const PRICE_DIGITS = 10;

interface Activity {
  readonly action: 'BUY' | 'SELL' | 'DIVIDEND' | 'INTEREST' | 'FEE';
  readonly code: string;
  readonly manual?: boolean;
  readonly currency: string;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly fee: Decimal;
  readonly day?: Day;
}

/**
 * Transactions in the columns that Ghostfolio imports: purchases, sales, dividends, interest and fees. It has no cash,
 * no splits and no transfers; what it cannot say is counted.
 */
export function ghostfolioCsv(source: ExportSource): ExportedFiles {
  const names = new ExportNames(source);
  const tally = new ExportTally();
  const rows: string[][] = [];
  for (const { transaction } of source.live) {
    const activities = activitiesOf(transaction, names, tally);
    if (!activities) {
      tally.leave(transaction.verb);
      continue;
    }
    tally.written += 1;
    for (const one of activities) {
      rows.push([
        dayText(one.day ?? transaction.tradeDay),
        one.code,
        one.manual ? 'MANUAL' : 'YAHOO',
        one.currency,
        decimalText(one.price),
        decimalText(one.quantity),
        one.action,
        decimalText(one.fee),
        transaction.note ?? '',
        names.account(transaction.account)
      ]);
    }
  }
  return tally.told({ 'ghostfolio.csv': delimitedText([head, ...rows], ',') });
}

/** The activities that say a transaction; undefined when none do. */
function activitiesOf(transaction: Transaction, names: ExportNames, tally: ExportTally): Activity[] | undefined {
  switch (transaction.verb) {
    case 'buy':
    case 'sell':
      return trade(transaction, names, tally);
    case 'dividend':
      if (sign(transaction.gross.amount) <= 0) return undefined;
      return [dividend(transaction, transaction.gross, names, tally)];
    case 'income-in-kind':
      return inKind(transaction, names, tally);
    case 'interest':
      return sign(transaction.gross.amount) > 0
        ? [{ ...single('Interest', transaction.gross), action: 'INTEREST', fee: costs(transaction, tally) }]
        : undefined;
    case 'fee':
    case 'tax': {
      const { amount, currency } = transaction.cash;
      if (sign(amount) <= 0) return undefined;
      if (transaction.verb === 'tax') tally.reword('tax-as-fee');
      const code = transaction.verb === 'tax' ? 'Tax' : 'Fee';
      return [{ action: 'FEE', code, manual: true, currency, price: ZERO, quantity: ZERO, fee: amount }];
    }
    case 'delivery-in':
      tally.reword('delivery-as-buy');
      return [entered(transaction, names)];
    case 'opening-position':
      if (sign(transaction.quantity) < 0) return undefined;
      tally.reword('opening-as-buy');
      return [entered(transaction, names)];
    default:
      return undefined;
  }
}

function trade(transaction: Trade, names: ExportNames, tally: ExportTally): Activity[] | undefined {
  const { instrument, quantity, gross, accrued } = transaction;
  const { currency } = gross;
  const traded: Activity = {
    action: transaction.verb === 'buy' ? 'BUY' : 'SELL',
    code: names.symbol(instrument),
    ...{ currency, quantity },
    price: unitPrice(quantity, transaction.price, gross.amount),
    fee: costs(transaction, tally)
  };
  if (accrued === undefined || sign(accrued) === 0) return [traded];
  if (transaction.verb === 'buy') {
    // Interest that a buyer pays lowers his income, which Ghostfolio cannot say.
    tally.reword('accrued-in-price');
    return [{ ...traded, price: unitPrice(quantity, ZERO, add(gross.amount, accrued)) }];
  }
  tally.reword('accrued-as-interest');
  return [traded, { ...single('Interest', { amount: accrued, currency }), action: 'INTEREST' }];
}

/** The price as it was given where it says the gross amount, else the amount by the unit. */
function unitPrice(quantity: Decimal, price: Decimal, gross: Decimal): Decimal {
  const off = absolute(subtract(multiply(quantity, price), gross));
  return off <= CENT ? price : rounded(divide(gross, quantity), PRICE_DIGITS);
}

function dividend(
  transaction: Dividend | IncomeInKind,
  gross: { readonly amount: Decimal; readonly currency: string },
  names: ExportNames,
  tally: ExportTally
): Activity {
  const code = names.symbol(payerOf(transaction));
  return { ...single(code, gross), manual: false, action: 'DIVIDEND', fee: costs(transaction, tally) };
}

function payerOf(transaction: Dividend | IncomeInKind): InstrumentId {
  return transaction.verb === 'dividend' ? transaction.instrument : (transaction.payer ?? transaction.instrument);
}

function inKind(transaction: IncomeInKind, names: ExportNames, tally: ExportTally): Activity[] {
  const { instrument, quantity, value } = transaction;
  tally.reword('in-kind-as-dividend-and-buy');
  const price = rounded(divide(value.amount, quantity), PRICE_DIGITS);
  const bought = { currency: value.currency, code: names.symbol(instrument), price, quantity, fee: ZERO };
  const received: Activity = { action: 'BUY', ...bought };
  return sign(value.amount) > 0 ? [dividend(transaction, value, names, tally), received] : [received];
}

function entered(transaction: DeliveryIn | OpeningPosition, names: ExportNames): Activity {
  const { instrument, quantity, cost, acquired } = transaction;
  return {
    ...{ action: 'BUY', code: names.symbol(instrument), currency: cost.currency, quantity, fee: ZERO },
    price: rounded(divide(cost.amount, quantity), PRICE_DIGITS),
    ...(acquired === undefined ? {} : { day: acquired })
  };
}

/** One unit at an amount, of something without a market. */
function single(code: string, { amount, currency }: { readonly amount: Decimal; readonly currency: string }) {
  return { code, manual: true, currency, price: amount, quantity: ONE, fee: ZERO };
}

function costs({ fees, taxes }: { readonly fees: Decimal; readonly taxes: Decimal }, tally: ExportTally): Decimal {
  if (sign(taxes) !== 0) tally.reword('taxes-in-fee');
  return add(fees, taxes);
}
