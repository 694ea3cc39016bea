import type { AccountId } from '$lib/domain/ledger';
import { sign, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { PostedAbout, Sheet } from '../../sheet/reader';
import { unknownKind } from '../rows/refusal';
import type { Row } from '../rows/row';
import { statedOn, type StatedWhen } from '../rows/stated';
import { tradeRepublicKind, type TradeRepublicKind } from './kinds';

/** A row of the official export, read. */
export interface Booked {
  readonly row: Row;
  readonly type: string;
  readonly kind: TradeRepublicKind;
  readonly cancelled: boolean;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
  readonly currency: CurrencyCode;
  readonly shares: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly tax: Decimal;
}

function accountOf(row: Row, sheet: Sheet, currency: CurrencyCode): AccountId {
  const type = row.text('account_type').toUpperCase();
  if (type === '' || type === 'DEFAULT') return sheet.account({ currency });
  return sheet.account({ name: `Trade Republic ${type}`, institution: 'Trade Republic', currency });
}

/** Cells of a row as values; refused when they cannot be read. */
export function bookedRow(row: Row, sheet: Sheet): Booked {
  const type = row.text('type');
  const cancelled = /_cancell?ed$|_canceled$|_reversal$/i.test(type);
  const named = tradeRepublicKind(type.replace(/_(cancell?ed|reversal)$/i, ''));
  const [shares, amount] = [row.optional('quantity', 'shares') ?? ZERO, row.optional('amount', 'amount') ?? ZERO];
  const kind = named === 'trade' ? tradeKind(shares, amount) : isCash(named, row, shares) ? 'cash' : named;
  if (kind === undefined) throw unknownKind([row.text('category'), type].filter(Boolean).join(' '), 'type');
  const { day, seconds } = row.has('datetime') ? row.when('datetime') : row.when('date');
  const stated = row.has('date') ? row.when('date').day : day;
  const currency = row.currency('currency') ?? sheet.baseCurrency;
  const id = row.text('transaction_id');
  const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }) };
  const number = (field: 'fee' | 'tax', name: string): Decimal => row.optional(field, name) ?? ZERO;
  return {
    row,
    type,
    kind,
    cancelled,
    when: statedOn(accountOf(row, sheet, currency), stated),
    about,
    currency,
    shares,
    amount,
    fee: number('fee', 'fee'),
    tax: number('tax', 'tax')
  };
}

/** A transfer that names no security moves cash, as between an account and its PEA. */
function isCash(kind: TradeRepublicKind | undefined, row: Row, shares: Decimal): boolean {
  return (kind === 'received' || kind === 'delivered') && sign(shares) === 0 && !row.has('symbol');
}

/** A purchase of a private fund stands in two rows: the cash that left, and later the units without an amount. */
function tradeKind(shares: Decimal, amount: Decimal): TradeRepublicKind {
  if (sign(shares) === 0 && sign(amount) !== 0) return 'cash';
  return sign(amount) === 0 && sign(shares) !== 0 ? 'received' : 'trade';
}
