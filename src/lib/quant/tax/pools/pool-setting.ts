import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { TaxRate } from '../record/tax-amount';

/** Who owns the accounts, and how money becomes the tax currency. */
export interface PoolSetting {
  /** Owner of each account; accounts without one belong to one nameless person. */
  readonly owners: ReadonlyMap<AccountId, string>;
  readonly taxCurrency: CurrencyCode;
  readonly rate: TaxRate;
  /** Last day known. */
  readonly asOf: Day;
}

/** Days before and after a sale within which purchases matter to a rule. */
export const WINDOW = 30;

/** Owner of an account. */
export function ownerOf(owners: ReadonlyMap<AccountId, string>, account: AccountId): string {
  return owners.get(account) ?? '';
}

/** What tells pools apart: owner and instrument. */
export function poolKey(owners: ReadonlyMap<AccountId, string>, account: AccountId, instrument: InstrumentId): string {
  return `${ownerOf(owners, account)}\n${instrument}`;
}
