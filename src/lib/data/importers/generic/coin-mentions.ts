import { currencyFromCode } from '$lib/domain/money';
import type { StatementAction } from '$lib/domain/statements';
import type { InstrumentMention } from '../compare/instruments';
import type { StatementRow } from './row-facts';

const CODE = /^[A-Z0-9]{2,10}$/;

/** Code of the coin in which the fee of a row is paid; undefined where it is paid in money or nobody knows the code. */
export function feeCoinOf(row: StatementRow, isCash: (code: string) => boolean): string | undefined {
  const code = row.text('fee-currency').trim().toUpperCase();
  if (row.fee === 0n || !CODE.test(code) || isCash(code)) return undefined;
  const known = currencyFromCode(code)?.kind === 'crypto';
  return known || aboutCoins(row) ? code : undefined;
}

/** Coins that rows are about beside their own: got in an exchange, or paid as a fee. */
export function coinMentions(
  rows: readonly StatementRow[],
  actionOf: (row: StatementRow) => StatementAction | undefined,
  isCash: (code: string) => boolean
): { row: StatementRow; mention: InstrumentMention }[] {
  return rows.flatMap((row) => {
    const action = actionOf(row);
    if (row.out || action === undefined || action === 'nothing') return [];
    const codes = new Set([row.swap?.code, feeCoinOf(row, isCash)]);
    return [...codes].flatMap((symbol) =>
      symbol === undefined
        ? []
        : [
            {
              row,
              mention: {
                ...{ row: row.row, symbol, isin: '', name: '', kindText: 'crypto' },
                currency: row.swap ? currencyFromCode(row.text('currency'))?.code : undefined
              }
            }
          ]
    );
  });
}

const aboutCoins = (row: StatementRow): boolean =>
  row.swap !== undefined || /crypto|coin/i.test(row.kindText) || currencyFromCode(row.symbol)?.kind === 'crypto';
