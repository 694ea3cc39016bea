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
  /** Told how far the work is, 0 to 1, now and then. */
  readonly onProgress?: (fraction: number) => void;
}

const TOLD_EVERY = 1024;

/** Tells how far a pass over a list is, where passes before it have done a part of the work (a fraction). */
export function tellProgress({ onProgress }: PoolSetting, at: number, of: number, before = 0): void {
  if (onProgress && at % TOLD_EVERY === 0 && of > 0) onProgress(before + ((1 - before) * at) / of);
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
