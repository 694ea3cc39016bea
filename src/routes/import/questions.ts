import { decimal, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Answer, ImportQuestion } from '$lib/domain/statements';
import type { StatementView } from '$lib/services/import-statement';

/** Option that holds for the whole of a question: the one answered, else the best where no answer is needed. */
export function chosenOption(question: ImportQuestion, answer: Answer | undefined): string | undefined {
  if (answer) return answer.option;
  if (question.required) return undefined;
  return question.options.find((option) => option.best && option.entry === undefined)?.id;
}

/** An option without what was typed along with it: "opening:1234.5" is "opening", "value:12" is "value". */
export const plainOption = (option: string): string => /^(opening|value):/.exec(option)?.[1] ?? option;

/** A holding that is to open the record and whose cost the file does not tell. */
export interface CostlessOpening {
  readonly key: string;
  readonly symbol: string;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  /** What was typed so far. */
  readonly cost: Decimal | undefined;
}

/** Holdings that a question is to open the record with, as it is answered, without a cost. */
export function costlessOpenings(question: ImportQuestion, answer: Answer | undefined): CostlessOpening[] {
  const { subject } = question;
  const whole = answer?.option ?? question.options.find((option) => option.best)?.id ?? '';
  const openings =
    subject.code === 'opens-short'
      ? subject.entries.map(({ key, symbol, short, currency }) => ({ key, symbol, amount: short, currency }))
      : subject.code === 'opening-missing'
        ? subject.entries.filter(({ cash, cost }) => !cash && !cost)
        : [];
  return openings.flatMap(({ key, symbol, amount, currency }) => {
    const given = answer?.each?.[key] ?? whole;
    if (plainOption(given) !== 'opening') return [];
    const text = given.slice('opening:'.length);
    return [{ key, symbol, amount, currency, cost: text === '' ? undefined : decimal(text) }];
  });
}

/** Coins that a question is to book at a value that nothing tells. */
export interface ValuelessCoins {
  readonly key: string;
  readonly text: string;
  readonly currency: CurrencyCode;
  /** What was typed so far. */
  readonly value: Decimal | undefined;
}

/** Exchanges and fees of coins that are to be booked at a value, as the question is answered, and have none. */
export function valuelessCoins({ subject }: ImportQuestion, answer: Answer | undefined): ValuelessCoins[] {
  if (subject.code !== 'coin-values') return [];
  return subject.entries.flatMap(({ key, given, got, currency, value }) => {
    const choice = answer?.each?.[key] ?? answer?.option ?? '';
    if (value || plainOption(choice) !== 'value') return [];
    const typed = choice.slice('value:'.length);
    const text = got === undefined ? given : `${given} → ${got}`;
    return [{ key, text, currency, value: typed === '' ? undefined : decimal(typed) }];
  });
}

/** Entries of a question that can be answered each on its own. */
export function entryKeys({ subject }: ImportQuestion): string[] {
  return 'entries' in subject ? subject.entries.map((one) => one.key) : [];
}

/** Questions whose rows stay out until they are answered. */
export function unanswered(preview: StatementView): ImportQuestion[] {
  return preview.questions.filter((one) => one.required && !one.answer);
}

/**
 * Questions that nobody looked at and that are not settled by what is certain: those whose rows wait, and which account the
 * file belongs to, which is a guess however likely.
 */
export function openQuestions(preview: StatementView): ImportQuestion[] {
  return preview.questions.filter((one) => !one.answer && (one.required || one.subject.code === 'which-account'));
}

/** True for questions about closes, whose lines are counted as such. */
export function isPrices({ subject }: ImportQuestion): boolean {
  return subject.code === 'price-adjustment';
}

/** Names of accounts and instruments by id, for the words of options. */
export function namesOf(
  preview: StatementView,
  known: readonly { readonly id: string; readonly name: string }[]
): ReadonlyMap<string, string> {
  return new Map([
    ...known.map((one) => [one.id, one.name] as const),
    ...preview.accounts.map(({ account }) => [account.id as string, account.name] as const),
    ...preview.instruments.map(({ instrument }) => [instrument.id as string, instrument.name] as const)
  ]);
}

/** True when nothing of the file can be read. */
export function isRefused(preview: StatementView): boolean {
  return preview.problems.some((one) => one.effect === 'file');
}
