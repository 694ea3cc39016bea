import type { JobContext } from '$lib/compute/protocol';
import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { FigureExplanation } from '$lib/quant/explanation';
import {
  explainedGain,
  explainedGains,
  gainSums,
  gainSumsBy,
  realisedGains,
  taxRates,
  taxYearOf,
  gainRule,
  type GainFigure,
  type GainRuleId,
  type GainSums,
  type HoldingTerm,
  type Matching,
  type RealisedGains,
  type TaxGain,
  type TaxYear,
  type TaxYearStart
} from '$lib/quant/tax';
import type { VaultName } from '$lib/storage/dexie';
import { valueFacts } from './input';

/** A tax year of realised gains under a rule. */
export interface RealisedQuestion {
  readonly vault: VaultName;
  readonly revision: number;
  readonly asOf: Day;
  readonly rule: GainRuleId;
  readonly base: CurrencyCode;
  /** That of the rule's country when absent, else the base. */
  readonly taxCurrency?: CurrencyCode;
  /** Calendar year in which the tax year begins; the latest with a gain when absent. */
  readonly year?: number;
  readonly yearStart?: TaxYearStart;
  /** Gains of these accounts alone are shown; the rule sees all of them. */
  readonly accounts?: readonly AccountId[];
  readonly owner?: string;
}

/** The gains of a year, and the years there are. */
export interface RealisedView {
  readonly rule: GainRuleId;
  readonly byTerm: boolean;
  readonly taxCurrency: CurrencyCode;
  readonly years: readonly TaxYear[];
  readonly year?: TaxYear;
  readonly gains: readonly TaxGain[];
  readonly sums: GainSums;
  /** By term where the rule tells terms apart, else by what the units were matched with. */
  readonly groups: readonly { readonly group: HoldingTerm | Matching; readonly sums: GainSums }[];
  readonly byInstrument: readonly { readonly instrument: InstrumentId; readonly sums: GainSums }[];
  readonly byAccount: readonly { readonly account: AccountId; readonly sums: GainSums }[];
  /** Owners that accounts name. */
  readonly owners: readonly string[];
}

let kept: { readonly key: string; readonly answer: RealisedGains } | undefined;

/** Realised gains of one tax year. The whole ledger is worked through once; other years are answered from it. */
export async function realised(question: RealisedQuestion, { progress }: JobContext): Promise<RealisedView> {
  const { vault, revision, asOf, rule, yearStart, accounts: shown, owner } = question;
  const taxCurrency = question.taxCurrency ?? gainRule(rule).currency ?? question.base;
  const facts = await valueFacts(vault, [], revision);
  const start = yearStart ?? gainRule(rule).taxYear;
  const key = [vault, revision, facts.head, asOf, rule, taxCurrency, start.month, start.day].join(' ');
  if (kept?.key !== key) {
    const { transactions: live, accounts } = facts;
    const rate = taxRates(facts, taxCurrency);
    const onProgress = (fraction: number): void => progress(fraction);
    const asked = { live, accounts, rule, taxCurrency, rate, asOf, taxYear: start, onProgress };
    kept = { key, answer: realisedGains(asked) };
  }
  const { gains: all, years: everyYear } = kept.answer;
  const wanted = all.filter(
    (one) => (shown?.includes(one.account) ?? true) && (owner === undefined || one.owner === owner)
  );
  const withGains = new Set(wanted.map(({ closed }) => taxYearOf(closed, start)));
  const years = everyYear.filter(({ year }) => withGains.has(year));
  const year = years.find((one) => one.year === question.year) ?? years[0];
  const gains = year ? wanted.filter(({ closed }) => closed >= year.first && closed <= year.last) : [];
  const { byTerm } = gainRule(rule);
  const groups = gainSumsBy(gains, (one) => groupOf(one, byTerm));
  return {
    rule,
    byTerm,
    taxCurrency,
    years,
    ...(year ? { year } : {}),
    gains,
    sums: gainSums(gains),
    groups: Array.from(groups, ([group, sums]) => ({ group, sums })),
    byInstrument: Array.from(
      gainSumsBy(gains, (one) => one.instrument),
      ([instrument, sums]) => ({ instrument, sums })
    ),
    byAccount: Array.from(
      gainSumsBy(gains, (one) => one.account),
      ([account, sums]) => ({ account, sums })
    ),
    owners: [...new Set(facts.accounts.flatMap((one) => (one.owner === undefined ? [] : [one.owner])))]
  };
}

function groupOf({ term, matching }: TaxGain, byTerm: boolean): HoldingTerm | Matching {
  return byTerm ? (term ?? 'short') : matching;
}

/** A figure of realised gains: of one by its key, else of all of the year, or of those of a group, instrument or account. */
export interface GainsFigure {
  readonly of: 'gains';
  readonly figure: GainFigure;
  readonly asked: Omit<RealisedQuestion, 'vault' | 'revision' | 'asOf'>;
  readonly gain?: string;
  readonly group?: string;
  readonly instrument?: InstrumentId;
  readonly account?: AccountId;
}

/** How a figure of realised gains comes about. */
export async function explainedGainFigure(
  { vault, revision, asOf }: Pick<RealisedQuestion, 'vault' | 'revision' | 'asOf'>,
  { figure, asked, gain, group, instrument, account }: GainsFigure,
  context: JobContext
): Promise<FigureExplanation | undefined> {
  const { gains, taxCurrency, byTerm } = await realised({ vault, revision, asOf, ...asked }, context);
  if (gain !== undefined) {
    const one = gains.find(({ key }) => key === gain);
    return one && explainedGain(one, figure, taxCurrency);
  }
  const wanted = gains.filter(
    (one) =>
      (group === undefined || groupOf(one, byTerm) === group) &&
      (instrument === undefined || one.instrument === instrument) &&
      (account === undefined || one.account === account)
  );
  return explainedGains(wanted, figure, taxCurrency);
}
