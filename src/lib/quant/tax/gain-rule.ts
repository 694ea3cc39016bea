import type { Account, LiveTransaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { TaxGain } from './gain';
import type { PoolSetting } from './pools/pool-setting';
import type { TaxYearStart } from './record/tax-year';

/** What a rule is given: transactions in ledger order up to the last day known. */
export interface RuleInput {
  readonly live: readonly LiveTransaction[];
  readonly accounts: readonly Account[];
  readonly setting: PoolSetting;
}

/** How a jurisdiction, or a person's choice of lots, decides what a sale gained. */
export interface GainRule {
  /** True when gains are told apart by how long a lot was held. */
  readonly byTerm: boolean;
  /** When the tax year begins where it applies. */
  readonly taxYear: TaxYearStart;
  /** Currency in which it is declared, where the rule belongs to one country. */
  readonly currency?: CurrencyCode;
  gains(input: RuleInput): TaxGain[];
}
