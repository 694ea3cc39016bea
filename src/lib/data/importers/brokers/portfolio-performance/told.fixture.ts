import { dayText } from '$lib/domain/calendar';
import { decimalText, type Decimal } from '$lib/domain/money';
import type { PostedTransaction, StatementSheet } from '../../sheet/statement-sheet';

/** One transaction in a line: day, verb, account, units, money, costs. */
export function told(sheet: StatementSheet): string[] {
  const name = (id: PostedTransaction['transaction']['account']): string => sheet.accounts.get(id)?.name ?? id;
  return sheet.posted.map(({ transaction }) => {
    const { tradeDay, verb, account } = transaction;
    const parts = [dayText(tradeDay), verb, name(account)];
    if ('to' in transaction) parts.push(`-> ${name(transaction.to)}`);
    if ('quantity' in transaction) parts.push(decimalText(transaction.quantity));
    for (const field of ['gross', 'cash', 'cost', 'sold', 'bought'] as const) {
      const value = (transaction as unknown as Record<string, { amount: Decimal; currency: string } | undefined>)[
        field
      ];
      if (value) parts.push(`${decimalText(value.amount)} ${value.currency}`);
    }
    if ('fees' in transaction) parts.push(`(${decimalText(transaction.fees)}, ${decimalText(transaction.taxes)})`);
    return parts.join(' ');
  });
}
