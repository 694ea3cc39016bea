import { dayText, plusDays } from '$lib/domain/calendar';
import type { Instrument } from '$lib/domain/instruments';
import type { Transaction } from '$lib/domain/ledger';
import {
  absolute,
  decimal,
  decimalText,
  money,
  multiply,
  negate,
  ONE,
  roundedToMinorUnit,
  type Decimal
} from '$lib/domain/money';
import { dayFromTyped, decimalFromTyped } from '$lib/ui/format';

/** Columns of the ledger that can be changed in place. */
export type EditableColumn = 'day' | 'quantity' | 'price' | 'amount' | 'note';

/** True where a transaction has something to change in a column. */
export function isEditable(transaction: Transaction, column: string): column is EditableColumn {
  switch (column) {
    case 'day':
    case 'note':
      return true;
    case 'quantity':
      return 'quantity' in transaction;
    case 'price':
      return 'price' in transaction;
    case 'amount':
      return 'cash' in transaction || (income(transaction) && transaction.fees + transaction.taxes === 0n);
    default:
      return false;
  }
}

/** What stands in the field when it is opened. */
export function editText(transaction: Transaction, column: EditableColumn): string {
  switch (column) {
    case 'day':
      return dayText(transaction.tradeDay);
    case 'note':
      return transaction.note ?? '';
    case 'quantity':
      return 'quantity' in transaction ? decimalText(transaction.quantity) : '';
    case 'price':
      return 'price' in transaction ? decimalText(transaction.price) : '';
    case 'amount':
      return 'cash' in transaction
        ? decimalText(transaction.cash.amount)
        : 'gross' in transaction
          ? decimalText(transaction.gross.amount)
          : '';
  }
}

/**
 * The transaction with one column changed as typed; undefined when the text does not fit it. A new quantity or price of a
 * trade gives a new gross amount; a new day moves the settlement with it.
 */
export function editedInPlace(
  transaction: Transaction,
  column: EditableColumn,
  text: string,
  instruments: readonly Instrument[]
): Transaction | undefined {
  if (column === 'note') return { ...transaction, note: text.trim() === '' ? undefined : text.trim() } as Transaction;
  if (column === 'day') {
    const day = dayFromTyped(text);
    if (day === undefined) return undefined;
    const lag = transaction.settlementDay - transaction.tradeDay;
    return { ...transaction, tradeDay: day, settlementDay: plusDays(day, lag) };
  }
  const value = decimalFromTyped(text);
  if (value === undefined) return undefined;
  if (column === 'amount') return withAmount(transaction, value);
  if (value < 0n || (value === 0n && column === 'quantity')) return undefined;
  if (!('price' in transaction))
    return column === 'quantity' && 'quantity' in transaction ? { ...transaction, quantity: value } : undefined;
  const changed = { ...transaction, [column]: value };
  const multiplier = instruments.find(({ id }) => id === changed.instrument)?.multiplier;
  const factor = multiplier === undefined ? ONE : decimal(multiplier);
  const gross = money(multiply(multiply(changed.quantity, changed.price), factor), changed.gross.currency);
  return { ...changed, gross: roundedToMinorUnit(gross) };
}

function income(transaction: Transaction): transaction is Extract<Transaction, { verb: 'dividend' | 'interest' }> {
  return transaction.verb === 'dividend' || transaction.verb === 'interest';
}

function withAmount(transaction: Transaction, value: Decimal): Transaction | undefined {
  if (value === 0n) return undefined;
  if (income(transaction)) return { ...transaction, gross: money(value, transaction.gross.currency) };
  if (!('cash' in transaction)) return undefined;
  const signed = transaction.verb === 'opening-cash' || transaction.verb === 'assert-cash';
  const refund = (transaction.verb === 'fee' || transaction.verb === 'tax') && transaction.cash.amount < 0n;
  const amount = signed ? value : refund ? negate(absolute(value)) : absolute(value);
  return { ...transaction, cash: money(amount, transaction.cash.currency) };
}
