import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import {
  batchId,
  eventId,
  liveTransactions,
  type AccountId,
  type BatchId,
  type Commodity,
  type JournalAct
} from '$lib/domain/ledger';
import { money, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { now, today } from '$lib/platform/clock';
import { readFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Which account, on which day. */
export type BalanceQuestion = InputOf<'value', 'balances'>;

/** What the ledger has in the account. */
export type AccountBalances = OutputOf<'value', 'balances'>;

/** A broker's figures held against the ledger. */
export type Reconciled = OutputOf<'value', 'reconcile'>;
export type ReconcileQuestion = InputOf<'value', 'reconcile'>;

/** A balance as a broker states it. */
export interface Stated {
  readonly what: Commodity;
  readonly stated: Decimal;
}

/** What the ledger has in an account at the close of a day. */
export const accountBalances = (question: BalanceQuestion, control: { readonly signal: AbortSignal }) =>
  run('value', 'balances', question, control);

/** Holds a broker's figures against the ledger. */
export const reconciled = (question: ReconcileQuestion, control: { readonly signal: AbortSignal }) =>
  run('value', 'reconcile', question, control);

/** Keeps a broker's figures as a statement of that day, in place of those of the same balances on that day. */
export async function statementKept(
  name: VaultName,
  account: AccountId,
  day: Day,
  stated: readonly Stated[],
  title: string
): Promise<BatchId> {
  const [{ appendActs, loadLedger }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const { entries, head } = await loadLedger(vault);
  const live = liveTransactions(entries);
  const dated = { account, tradeDay: day, settlementDay: day };
  const acts = stated.map(({ what, stated: amount }): JournalAct => {
    const known = live.find(
      ({ transaction: t }) =>
        t.account === account &&
        t.tradeDay === day &&
        ((t.verb === 'assert-cash' && what.kind === 'currency' && t.cash.currency === what.code) ||
          (t.verb === 'assert-position' && what.kind === 'instrument' && t.instrument === what.id))
    );
    const transaction =
      what.kind === 'currency'
        ? ({ verb: 'assert-cash', ...dated, cash: money(amount, what.code) } as const)
        : ({ verb: 'assert-position', ...dated, instrument: what.id, quantity: amount } as const);
    return known
      ? { act: 'amend', event: known.event, transaction }
      : { act: 'post', event: eventId(randomId()), transaction };
  });
  const batch = batchId(randomId());
  await appendActs(vault, acts, { batch, recordedAt: now(), title, expectedHead: head });
  return batch;
}

/** Balances that a broker's holdings file states; nothing is written. @throws FileTooLargeError, JobError. */
export async function statedInFile(name: VaultName, file: File, baseCurrency: CurrencyCode) {
  const source = await readFile(file);
  const input = { key: randomId(), vault: name, fileName: file.name, source, today: today(), baseCurrency };
  return run('import', 'stated', input, { transfer: [source.buffer] });
}
