import { accountId, type Account, type AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { ColumnMapping, StatementAccount, StatementContext } from '$lib/domain/statements';
import type { Findings } from './findings';
import { rowNumbers } from './marks';
import type { StatementRow } from '../generic/row-facts';

/** Accounts that the rows of a file belong to. */
export interface FileAccounts {
  readonly of: (row: StatementRow) => Account;
  /** The account of a row without counting the row. */
  readonly peek: (row: StatementRow) => { readonly account: Account; readonly known: boolean };
  readonly named: (text: string) => Account;
  readonly all: () => StatementAccount[];
}

/** Name for an account made for a file: the file's name without its ending, dates and dashes. */
export function accountNameFromFile(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const words = base
    .replace(/[_\-.]+/g, ' ')
    .replace(/\b\d{4,}\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'Imported' : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Accounts of rows: by name or id where the file names them, else one account for the whole file. When the ledger
 * has accounts the file may belong to, that is asked, the likeliest proposed.
 */
export function fileAccounts(
  rows: readonly StatementRow[],
  currency: () => CurrencyCode,
  context: StatementContext,
  saved: ColumnMapping | undefined,
  findings: Findings,
  likeliest: () => AccountId | undefined
): FileAccounts {
  const found = new Map<string, { account: Account; known: boolean; named?: string; rows: number }>();
  const used = new Set<AccountId>();
  const byName = new Map<string, Account>();
  for (const account of context.accounts)
    for (const name of [account.id, account.name]) byName.set(name.trim().toLowerCase(), account);
  const made = (name: string, named?: string): Account => {
    const key = name.trim().toLowerCase();
    const known = byName.get(key);
    const account = known ?? {
      id: accountId(`new:${key.replaceAll('|', ' ')}`),
      name: name.trim(),
      currency: currency()
    };
    if (!found.has(account.id))
      found.set(account.id, {
        account,
        known: known !== undefined,
        ...(named === undefined ? {} : { named }),
        rows: 0
      });
    return account;
  };
  const withoutName = rows.filter((row) => row.text('account') === '');
  const whole =
    withoutName.length > 0
      ? wholeFileAccount(
          rowNumbers(withoutName),
          context,
          findings,
          () => likeliest() ?? saved?.defaultAccount ?? onlyOne(context)
        )
      : undefined;
  const fallback = (): Account => {
    if (!whole) {
      const name = accountNameFromFile(context.fileName);
      return made(byName.has(name.toLowerCase()) ? `${name} (new)` : name);
    }
    if (!found.has(whole.id)) found.set(whole.id, { account: whole, known: true, rows: 0 });
    return whole;
  };
  const accountOf = (row: StatementRow): Account => {
    const text = row.text('account');
    return text === '' ? fallback() : made(text, text);
  };
  return {
    peek: (row) => {
      const account = accountOf(row);
      return { account, known: context.accounts.includes(account) };
    },
    of: (row) => {
      const account = accountOf(row);
      const entry = found.get(account.id);
      if (entry) entry.rows += 1;
      return account;
    },
    named: (text) => {
      const account = made(text, text);
      used.add(account.id);
      return account;
    },
    all: () => [...found.values()].filter((entry) => entry.rows > 0 || used.has(entry.account.id))
  };
}

const onlyOne = ({ accounts }: StatementContext): AccountId | undefined =>
  accounts.length === 1 ? accounts[0]?.id : undefined;

/** The account of the ledger that rows without one belong to, as answered or proposed; undefined for a new one. */
export function wholeFileAccount(
  rows: readonly number[],
  context: StatementContext,
  findings: Findings,
  likeliest: () => AccountId | undefined
): Account | undefined {
  if (context.accounts.length === 0) return undefined;
  const proposed = likeliest();
  const asked = findings.ask({
    subject: { code: 'which-account', accounts: context.accounts.map(({ id, name }) => ({ id, name })) },
    required: false,
    rows,
    options: [
      ...context.accounts.map(({ id }) => ({ id: `account:${id}`, ...(id === proposed ? { best: true } : {}) })),
      { id: 'account:new', ...(proposed === undefined ? { best: true } : {}) }
    ]
  });
  const choice = asked.choice();
  return context.accounts.find((account) => `account:${account.id}` === choice);
}
