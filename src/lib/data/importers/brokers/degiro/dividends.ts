import { absolute, money, sign, sum, ZERO } from '$lib/domain/money';
import { addTo } from '../../values/grouping';
import { RowRefusal, readOne } from '../rows/refusal';
import { cashEffect } from '../rows/stated';
import type { AccountRow } from './account-row';
import type { AccountBook } from './account-book';
import type { DegiroKind } from './kinds';

type Income = { readonly row: AccountRow; readonly kind: DegiroKind };

/** Dividends joined with the taxes withheld from them: those of one instrument, currency and value date. */
export function postDividends(book: AccountBook, incomes: readonly Income[]): void {
  const groups = new Map<string, Income[]>();
  for (const income of incomes)
    addTo(groups, [income.row.isin || income.row.product, income.row.currency, income.row.valueDay].join('|'), income);
  for (const group of groups.values()) postGroup(book, group);
}

function postGroup(book: AccountBook, group: readonly Income[]): void {
  const dividends = group
    .filter(({ kind, row }) => kind === 'dividend' && sign(row.amount) !== 0)
    .map(({ row }) => row);
  const open = new Set(
    group.filter(({ kind, row }) => kind === 'dividend-tax' && sign(row.amount) < 0).map(({ row }) => row)
  );
  const taxesOf = new Map<AccountRow, AccountRow[]>();
  for (const row of dividends) {
    if (sign(row.amount) < 0) continue;
    // Several dividends of one day: each takes the tax that stands at its own time.
    const own = [...open].filter((tax) => dividends.length === 1 || tax.moment === row.moment);
    const taken = dividends.length === 1 ? own : own.slice(0, 1);
    for (const tax of taken) open.delete(tax);
    taxesOf.set(row, taken);
  }
  for (const { row, kind } of group) {
    readOne(book.sheet, [row.line, ...row.lines], () => {
      if (sign(row.amount) === 0) return book.post(row, undefined);
      if (!row.currency) throw new RowRefusal({ code: 'currency-unreadable', text: '' });
      if (kind === 'dividend') postDividend(book, row, taxesOf.get(row) ?? []);
      else if (open.has(row) || sign(row.amount) > 0)
        book.post(row, cashEffect(book.when(row), 'tax', row.amount, row.currency, book.instrument(row)));
    });
  }
}

function postDividend(book: AccountBook, row: AccountRow, taxes: readonly AccountRow[]): void {
  if (!row.currency) return;
  const withheld = sum(taxes.map(({ amount }) => absolute(amount)));
  const fund = row.isin === '' && row.product === '';
  if (fund) {
    const effect = cashEffect(book.when(row), 'interest', row.amount, row.currency);
    return book.post(row, effect);
  }
  const gross = money(row.amount, row.currency);
  const instrument = book.instrument(row);
  const taxed = sign(gross.amount) < 0 ? ZERO : withheld;
  book.post(row, { ...book.when(row), verb: 'dividend', instrument, gross, fees: ZERO, taxes: taxed }, taxes);
}
