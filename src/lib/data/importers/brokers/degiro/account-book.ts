import type { InstrumentId } from '$lib/domain/instruments';
import { decimalText } from '$lib/domain/money';
import type { Sheet, StatedTransaction } from '../../sheet/reader';
import { RowRefusal } from '../rows/refusal';
import type { StatedWhen } from '../rows/stated';
import type { AccountRow } from './account-row';
import type { TradeNumbers } from './trade-text';

/** Lines of rows, those they are broken over too. */
export function linesOf(rows: readonly AccountRow[]): number[] {
  return rows.flatMap((row) => [row.line, ...row.lines]);
}

/** Writes rows of one account statement to the sheet. */
export class AccountBook {
  constructor(readonly sheet: Sheet) {}

  instrument(row: AccountRow, multiplier: TradeNumbers['multiplier'] = '1'): InstrumentId {
    if (row.isin === '' && row.product === '') throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
    const quoted = row.trade?.currency.toUpperCase();
    const currency = quoted === 'GBX' ? undefined : row.currency;
    return this.sheet.instrument({
      ...(row.isin === '' ? {} : { isin: row.isin }),
      ...(row.product === '' ? {} : { name: row.product }),
      ...(currency === undefined ? {} : { currency }),
      ...(multiplier === '1' ? {} : { multiplier, kind: multiplier === '100' ? 'other' : 'bond' })
    });
  }

  when(row: AccountRow): StatedWhen {
    const account = this.sheet.account();
    return { account, tradeDay: row.day, settlementDay: row.valueDay < row.day ? row.day : row.valueDay };
  }

  /** Posts what a row says, or passes over one that moves nothing. */
  post(row: AccountRow, transaction: StatedTransaction | undefined, joined: readonly AccountRow[] = []): void {
    const lines = [...row.lines, ...joined.flatMap((one) => [one.line, ...one.lines])];
    if (!transaction) {
      for (const line of [row.line, ...lines]) this.sheet.passOver(line);
      return;
    }
    const about = {
      ...(row.seconds === undefined ? {} : { seconds: row.seconds }),
      // The fills and costs of one order share its number; their words and amounts tell them apart.
      ...(row.order === ''
        ? {}
        : { id: [row.order, transaction.verb, row.description, decimalText(row.amount)].join(' ') }),
      ...(lines.length > 0 ? { lines } : {})
    };
    this.sheet.post(row.line, transaction, about);
  }
}
