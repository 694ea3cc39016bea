import { accountId, accountsOf, type Account, type AccountId, type Transaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { StatementAccount, StatementContext } from '$lib/domain/statements';
import { wholeFileAccount } from '../compare/accounts';
import type { Findings } from '../compare/findings';
import { addTo, mostFrequent } from '../values/grouping';
import type { NamedAccount } from './reader';
import type { LedgerMarks, SheetRow } from './sheet-rows';
import { FILE_ACCOUNT, type StatementSheet } from './statement-sheet';

/** Accounts of a sheet, by their provisional ids. */
export interface SheetAccounts {
  readonly of: (id: AccountId) => Account;
  readonly all: () => StatementAccount[];
}

interface Found {
  readonly account: Account;
  readonly known: boolean;
  readonly named?: string;
}

/**
 * Accounts that a sheet names, found in the ledger by name and number, or by the rows that they hold there already; the
 * account of the whole file is asked about once.
 * @param brand name of the broker, for an account that the file does not name.
 */
export function sheetAccounts(
  rows: readonly SheetRow[],
  sheet: StatementSheet,
  brand: string,
  context: StatementContext,
  marks: LedgerMarks,
  findings: Findings
): SheetAccounts {
  const rowsOf = new Map<AccountId, SheetRow[]>();
  for (const row of rows) for (const id of accountsOf(row.post.transaction as Transaction)) addTo(rowsOf, id, row);
  const likeliest = (id: AccountId): AccountId | undefined =>
    mostFrequent((rowsOf.get(id) ?? []).flatMap((row) => marks.accountsOf(row)));
  const knownById = (id: AccountId | undefined): Account | undefined => context.accounts.find((one) => one.id === id);
  const knownByName = (name: string): Account | undefined =>
    context.accounts.find((one) => sameName(one.name, name) || sameName(one.id, name));
  const made = (id: AccountId, named: NamedAccount): Account => ({
    // Keys of what is held are "account|commodity".
    id: accountId(`new:${id.replaceAll('|', ' ')}`),
    name: fullName(named),
    currency: named.currency ?? currencyOf(rowsOf.get(id) ?? []) ?? sheet.fileCurrency ?? context.baseCurrency,
    institution: named.institution ?? brand,
    ...(named.owner === undefined ? {} : { owner: named.owner }),
    ...(named.kind === undefined ? {} : { kind: named.kind })
  });
  const found = new Map<AccountId, Found>();
  for (const [id, list] of rowsOf) {
    if (id === FILE_ACCOUNT) {
      const numbers = list.map((row) => row.row);
      const whole = wholeFileAccount(numbers, context, findings, () => likeliest(id) ?? knownByName(brand)?.id);
      const currency = sheet.fileCurrency === undefined ? {} : { currency: sheet.fileCurrency };
      const name = knownByName(brand) ? `${brand} (new)` : brand;
      found.set(
        id,
        whole ? { account: whole, known: true } : { account: made(id, { name, ...currency }), known: false }
      );
      continue;
    }
    const named = sheet.accounts.get(id) ?? { name: id };
    const known = knownByName(fullName(named)) ?? knownById(likeliest(id));
    found.set(id, { account: known ?? made(id, named), known: known !== undefined, named: fullName(named) });
  }
  return {
    of: (id) => {
      const account = found.get(id)?.account;
      if (!account) throw new RangeError(`an account that no row names: ${id}`);
      return account;
    },
    all: () => [...found].map(([id, one]) => ({ ...one, rows: rowsOf.get(id)?.length ?? 0 }))
  };
}

const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Name with the number, where the name does not have it already. */
function fullName({ name, number }: NamedAccount): string {
  return number === undefined || number === '' || name.includes(number) ? name.trim() : `${name.trim()} ${number}`;
}

function currencyOf(rows: readonly SheetRow[]): CurrencyCode | undefined {
  return mostFrequent(
    rows.map(({ post: { transaction } }) =>
      'cash' in transaction
        ? transaction.cash.currency
        : 'gross' in transaction
          ? transaction.gross.currency
          : 'cost' in transaction
            ? transaction.cost.currency
            : undefined
    )
  );
}
