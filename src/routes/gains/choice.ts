import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { RealisedQuestion } from '$lib/services/realised-gains';
import { session, type Question } from '$lib/state/session.svelte';
import { ask, type Ask } from '../asks';
import { gainsTexts as texts } from '$lib/ui/texts';

export type RuleId = RealisedQuestion['rule'];
export type StartId = keyof typeof texts.starts;

export const RULE_START: StartId = 'rule';

/** Days on which a tax year can begin, that of the rule first. */
export const starts = [RULE_START, '01-01', '03-01', '04-01', '04-06', '07-01', '10-01'] as const satisfies StartId[];

/** What is chosen in the address, besides what all screens share. */
export interface GainChoice {
  readonly rule: RuleId;
  readonly start: StartId;
  readonly taxCurrency?: CurrencyCode;
  readonly year?: number;
  readonly owner?: string;
}

/** The choice that stands in the address. */
export function choiceFromAddress(): GainChoice {
  const rule = session.read('rule') ?? '';
  const start = starts.find((one) => one === session.read('start')) ?? RULE_START;
  const taxCurrency = currencyFromCode(session.read('tax') ?? '')?.code;
  const year = Number(session.read('year'));
  const owner = session.read('owner');
  return {
    rule: Object.hasOwn(texts.rules, rule) ? (rule as RuleId) : 'account',
    start,
    ...(taxCurrency === undefined ? {} : { taxCurrency }),
    ...(Number.isInteger(year) && year > 0 ? { year } : {}),
    ...(owner === undefined ? {} : { owner })
  };
}

/** The question of a choice. */
export function gainsQuestion(question: Question, choice: GainChoice): RealisedQuestion {
  const { vault, revision, asOf, base, accounts } = question;
  const { rule, start, taxCurrency, year, owner } = choice;
  const [month = 1, day = 1] = start.split('-').map(Number);
  return {
    vault,
    revision,
    asOf,
    base,
    rule,
    ...(accounts === undefined ? {} : { accounts }),
    ...(taxCurrency === undefined ? {} : { taxCurrency }),
    ...(year === undefined ? {} : { year }),
    ...(owner === undefined ? {} : { owner }),
    ...(start === RULE_START ? {} : { yearStart: { month, day } })
  };
}

/** A figure of realised gains. */
export type GainFigure = Extract<Ask['figure'], { of: 'gains' }>['figure'];

/** Of which gains: one by its key, or those of a group, an instrument or an account; of all of the year where none is said. */
export type GainsOf = Pick<Extract<Ask['figure'], { of: 'gains' }>, 'gain' | 'group' | 'instrument' | 'account'>;

/** Asks what stands behind a figure of the gains that a question found. */
export type GainAsk = (figure: GainFigure, of?: GainsOf) => Ask;

/** Figures of the gains of a question. */
export function gainAsks({ vault: _, revision: __, asOf: ___, ...asked }: RealisedQuestion): GainAsk {
  return (figure, of = {}) => ask({ of: 'gains', figure, asked, ...of });
}
