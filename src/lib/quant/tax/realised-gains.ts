import type { Day } from '$lib/domain/calendar';
import type { Account, LiveTransaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import { gainRule, type GainRuleId } from './catalog';
import type { TaxGain } from './gain';
import type { TaxRate } from './record/tax-amount';
import { taxYear, taxYearOf, type TaxYear, type TaxYearStart } from './record/tax-year';

/** A question about realised gains. */
export interface GainsQuestion {
  /** In ledger order; those after `asOf` are passed over. */
  readonly live: readonly LiveTransaction[];
  readonly accounts: readonly Account[];
  readonly rule: GainRuleId;
  readonly taxCurrency: CurrencyCode;
  /** Rates into the tax currency; undefined is said in the gains that need it, never guessed. */
  readonly rate: TaxRate;
  readonly asOf: Day;
  /** The rule's own when absent. */
  readonly taxYear?: TaxYearStart;
  /** Told how far the work is, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** All realised gains under a rule, in the order of their closing, and the tax years that have any, latest first. */
export interface RealisedGains {
  readonly rule: GainRuleId;
  readonly taxCurrency: CurrencyCode;
  readonly gains: readonly TaxGain[];
  readonly years: readonly TaxYear[];
}

/**
 * Realised gains of a ledger: the rule is a part of the question. Every rule sees the whole ledger, since pools and the
 * days around a sale do not end with a tax year; a year, an account or an owner is chosen from the answer.
 * @throws RangeError when transactions are out of order or the start of the year is none.
 */
export function realisedGains(question: GainsQuestion): RealisedGains {
  const { accounts, rule: id, taxCurrency, rate, asOf, onProgress } = question;
  const rule = gainRule(id);
  const start = question.taxYear ?? rule.taxYear;
  const owners = new Map(accounts.map((one) => [one.id, one.owner ?? '']));
  const live = question.live.filter(({ transaction }) => transaction.tradeDay <= asOf);
  const gains = rule.gains({
    live,
    accounts,
    setting: { owners, taxCurrency, rate, asOf, ...(onProgress ? { onProgress } : {}) }
  });
  gains.sort((a, b) => a.closed - b.closed);
  const years = [...new Set(gains.map(({ closed }) => taxYearOf(closed, start)))].sort((a, b) => b - a);
  return { rule: id, taxCurrency, gains, years: years.map((year) => taxYear(year, start)) };
}
