import type { LiveTransaction, Transaction } from '$lib/domain/ledger';
import { add, ZERO, type Decimal } from '$lib/domain/money';
import type { DraftTransaction, StatementInstrument } from '$lib/domain/statements';
import { effectsOf } from '../compare/effects';
import type { Findings } from '../compare/findings';

/** Notes what the file says is held where the ledger, with everything taken in it, has something else at the close of that day. */
export function noteBalances(
  drafts: readonly DraftTransaction[],
  live: readonly LiveTransaction[],
  instruments: readonly StatementInstrument[],
  findings: Findings,
  rowOf: (draft: DraftTransaction) => number
): void {
  const assertions = drafts.filter(
    ({ transaction: { verb }, standing, question }) =>
      (verb === 'assert-cash' || verb === 'assert-position') &&
      // While it is asked what was held before, the question says so.
      !(standing === 'waiting' && question === 'opening-missing')
  );
  if (assertions.length === 0) return;
  const taken = drafts.filter((draft) => draft.standing === 'taken').map((draft) => draft.transaction);
  const all = [...live.map((one) => one.transaction), ...taken].sort((a, b) => a.tradeDay - b.tradeDay);
  const balances = new Map<string, Decimal>();
  const held = (key: string): Decimal => balances.get(key) ?? ZERO;
  const play = (transaction: Transaction): void => {
    const { cash, units } = effectsOf(transaction, held);
    for (const [key, by] of [...cash, ...units]) balances.set(key, add(held(key), by));
  };
  const names = new Map(instruments.map((one) => [one.instrument.id as string, one.named]));
  let next = 0;
  for (const draft of [...assertions].sort((a, b) => a.transaction.tradeDay - b.transaction.tradeDay)) {
    const { transaction } = draft;
    for (; (all[next]?.tradeDay ?? Infinity) <= transaction.tradeDay; next++) {
      const one = all[next];
      if (one) play(one);
    }
    if (transaction.verb !== 'assert-cash' && transaction.verb !== 'assert-position') continue;
    const isCash = transaction.verb === 'assert-cash';
    const key = isCash ? transaction.cash.currency : transaction.instrument;
    const stated = isCash ? transaction.cash.amount : transaction.quantity;
    const found = held(`${transaction.account}|${key}`);
    if (found === stated) continue;
    findings.report(
      'note',
      { code: 'balance-differs', what: names.get(key) ?? key, day: transaction.tradeDay, stated, found },
      rowOf(draft)
    );
  }
}
