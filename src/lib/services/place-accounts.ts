import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Account, AccountId } from '$lib/domain/ledger';
import type { OptimizeQuestion } from './optimize-portfolio';

type PlaceAnswer = NonNullable<OutputOf<'decide', 'place'>>;

/** Weights to place, the accounts as they are kept, and what a year of income and of gains is taxed. */
export interface PlacementQuestion {
  readonly value: Omit<InputOf<'value', 'accountShares'>, 'instruments'>;
  readonly question: OptimizeQuestion;
  readonly accounts: readonly Account[];
  readonly weights: InputOf<'decide', 'place'>['weights'];
  readonly volatility: number;
  readonly incomeTax: number;
  readonly gainTax: number;
  /** Accounts that may hold only what they hold now. */
  readonly menus: readonly AccountId[];
}

/** Where to hold what. Fractions are of `value`, what the accounts are worth together. */
export interface AccountPlacement extends PlaceAnswer {
  readonly accounts: readonly AccountId[];
  readonly value: number;
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Places weights across the accounts so that the tax of a year is least; undefined with fewer than two accounts. */
export async function placedAcrossAccounts(
  { value, question, accounts, weights, volatility, incomeTax, gainTax, menus }: PlacementQuestion,
  control: Control
): Promise<AccountPlacement | undefined> {
  const { instruments } = question;
  const shares = await run('value', 'accountShares', { ...value, instruments }, control);
  if (shares.accounts.length < 2) return undefined;
  const total = shares.accounts.reduce((sum, one) => sum + one.value, 0);
  const treatmentOf = new Map(accounts.map((one) => [one.id, one.taxTreatment ?? 'taxable']));
  const household = shares.accounts.map(({ account, value: worth, held }) => ({
    id: account,
    value: worth / total,
    treatment: treatmentOf.get(account) ?? ('taxable' as const),
    incomeTax,
    gainTax,
    ...(menus.includes(account) ? { allowed: held.map((one): InstrumentId => one.instrument) } : {})
  }));
  const answer = await run(
    'decide',
    'place',
    { question, accounts: household, yields: shares.yields, weights, volatility },
    control
  );
  return answer && { ...answer, accounts: shares.accounts.map((one) => one.account), value: total };
}
