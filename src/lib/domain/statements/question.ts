import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { AccountId } from '../ledger';
import type { CurrencyCode, Decimal, Money } from '../money';
import type { DateOrder, StatementKind } from './mapping';

/** A line of the file as it stands; characters [from, to) are the ones in question (equal when none). */
export interface Excerpt {
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** An instrument that the file names and the ledger does not know. */
export interface UnknownInstrument {
  readonly key: string;
  readonly symbol: string;
  readonly name?: string;
  readonly rows: number;
  /** Known instrument that resembles it, and in what. */
  readonly resembles?: {
    readonly id: InstrumentId;
    readonly symbol: string;
    readonly name: string;
    readonly by: 'name' | 'symbol';
  };
}

/** Sales of an instrument past what is held; `short` is the greatest short position they lead to, positive. */
export interface OpenedShort {
  readonly key: string;
  readonly account: AccountId;
  readonly symbol: string;
  readonly day: Day;
  readonly line: number;
  readonly rows: number;
  readonly short: Decimal;
  /** Currency of the sales. */
  readonly currency: CurrencyCode;
}

/** What an account must have held before the file begins, so that what the file states comes out. */
export interface OpeningBalance {
  readonly key: string;
  readonly account: AccountId;
  /** The instrument, or the currency of cash. */
  readonly symbol: string;
  readonly cash: boolean;
  /** Day before the first row of the account in the file. */
  readonly day: Day;
  /** Units, or cash in `currency`; negative for a short position or a debt. */
  readonly amount: Decimal;
  readonly stated: Decimal;
  readonly statedDay: Day;
  readonly currency: CurrencyCode;
  /** Cost of the units in all, where it follows from what the file states. */
  readonly cost?: Money;
}

/** A row whose amount does not follow from price times quantity and costs. */
export interface DifferingAmount {
  readonly key: string;
  readonly line: number;
  readonly symbol: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly computed: Money;
  readonly stated: Money;
  /** The difference, where it can be a fee that no column says. */
  readonly fee?: Money;
}

/** What a question is about. Entries with a `key` can be answered each on its own. */
export type QuestionSubject =
  | {
      readonly code: 'date-order';
      readonly example: string;
      readonly readings: readonly { readonly order: DateOrder; readonly first: Day; readonly last: Day }[];
    }
  | { readonly code: 'which-kind'; readonly guess: StatementKind; readonly date?: Day }
  | { readonly code: 'which-account'; readonly accounts: readonly { readonly id: AccountId; readonly name: string }[] }
  | { readonly code: 'which-snapshot'; readonly days: readonly Day[] }
  | { readonly code: 'currency-assumed'; readonly currency: CurrencyCode }
  | { readonly code: 'currency-unknown'; readonly entries: readonly { readonly key: string; readonly rows: number }[] }
  | { readonly code: 'action-unknown'; readonly entries: readonly { readonly key: string; readonly rows: number }[] }
  | { readonly code: 'instruments-new'; readonly entries: readonly UnknownInstrument[] }
  | { readonly code: 'instruments-similar'; readonly entries: readonly UnknownInstrument[] }
  | { readonly code: 'future-dates'; readonly first: Day; readonly last: Day; readonly today: Day }
  | { readonly code: 'old-dates'; readonly first: Day; readonly last: Day }
  | { readonly code: 'amount-differs'; readonly entries: readonly DifferingAmount[] }
  | {
      readonly code: 'already-by-hand';
      readonly entries: readonly { readonly key: string; readonly line: number; readonly day: Day }[];
    }
  | {
      readonly code: 'already-held';
      readonly entries: readonly { readonly key: string; readonly symbol: string; readonly held: Decimal }[];
    }
  | {
      readonly code: 'split-ratio';
      readonly entries: readonly {
        readonly key: string;
        readonly line: number;
        readonly symbol: string;
        readonly quantity: Decimal;
        readonly held: Decimal;
      }[];
    }
  | { readonly code: 'opens-short'; readonly entries: readonly OpenedShort[] }
  /** The file states balances that its rows do not lead to: the record begins before it. */
  | { readonly code: 'opening-missing'; readonly entries: readonly OpeningBalance[] }
  | {
      readonly code: 'cash-below-zero';
      readonly account: AccountId;
      readonly accountName: string;
      readonly currency: CurrencyCode;
      /** First day on which the cash is below zero, the lowest cash (negative) and its day. */
      readonly first: Day;
      readonly lowest: Decimal;
      readonly lowestDay: Day;
    }
  /** Securities that came or went without a price and without the other account. */
  | {
      readonly code: 'deliveries';
      readonly entries: readonly {
        readonly key: string;
        readonly line: number;
        readonly symbol: string;
        /** Positive in, negative out. */
        readonly quantity: Decimal;
      }[];
    }
  /** Coins exchanged for coins, or paid as a fee, without a value in money. */
  | {
      readonly code: 'coin-values';
      readonly entries: readonly {
        readonly key: string;
        readonly line: number;
        readonly day: Day;
        /** What was given, as "0.004 BTC"; and what was got for it, absent for a fee. */
        readonly given: string;
        readonly got?: string;
        /** Currency of a value that is typed. */
        readonly currency: CurrencyCode;
        /** What it was worth, and by what that is known. */
        readonly value?: Money;
        readonly by?: 'stablecoin' | 'close' | 'trade';
      }[];
    }
  /** Corporate actions that rows tell in part: mergers, spin-offs, changes of symbol, cash for units. */
  | {
      readonly code: 'corporate-actions';
      readonly entries: readonly {
        readonly key: string;
        readonly line: number;
        /** The event as the file words it. */
        readonly text: string;
        readonly symbol: string;
        /** Units that came (positive) or went (negative); zero when only cash moved. */
        readonly quantity: Decimal;
        /** What was given for them, where a second row says so. */
        readonly given?: string;
      }[];
    }
  /** A workbook or an archive with several parts that can be read. */
  | {
      readonly code: 'which-part';
      readonly container: 'xlsx' | 'zip';
      readonly parts: readonly { readonly name: string; readonly rows: number }[];
    }
  | { readonly code: 'price-adjustment'; readonly column: string };

/** Name of a kind of question. */
export type QuestionCode = QuestionSubject['code'];

/**
 * One answer that can be chosen. Ids: "leave-out", "create", "keep", "computed", "stated", "accept", "deposit-before",
 * "add", or a choice with its value as "order:dmy", "kind:prices", "account:<id>", "account:new", "day:<Day>",
 * "opening" (held before, at no known cost), "opening:<cost>", "currency:EUR", "action:buy", "part:<name>", "delivered", "value" (at the value proposed), "value:<amount>", "match:<instrument id>", "ratio:4:1", "adjustment:splits".
 */
export interface QuestionOption {
  readonly id: string;
  /** The answer proposed. */
  readonly best?: boolean;
  /** Only for the entry with this key. */
  readonly entry?: string;
}

/** A chosen option, for the whole question; `each` overrides it for entries by their key. */
export interface Answer {
  readonly option: string;
  readonly each?: Readonly<Record<string, string>>;
}

/** Answers by question id. */
export type Answers = Readonly<Record<string, Answer>>;

/** Something in a file that a person decides. Left unanswered, its rows are refused when it is required, else the best option holds. */
export interface ImportQuestion {
  readonly id: string;
  readonly subject: QuestionSubject;
  readonly required: boolean;
  /** Lines concerned, ascending. */
  readonly lines: readonly number[];
  /** Up to three of these lines. */
  readonly excerpts: readonly Excerpt[];
  readonly options: readonly QuestionOption[];
  readonly answer?: Answer;
}

/** Answers that accept the best option of every question that has one, keeping the answers already given. */
export function bestAnswers(questions: readonly ImportQuestion[]): Answers {
  const answers: Record<string, Answer> = {};
  for (const question of questions) {
    if (question.answer) {
      answers[question.id] = question.answer;
      continue;
    }
    const best = question.options.find((option) => option.best && option.entry === undefined);
    if (!best) continue;
    const each = question.options.flatMap((option) =>
      option.best && option.entry !== undefined ? [[option.entry, option.id] as const] : []
    );
    answers[question.id] = each.length > 0 ? { option: best.id, each: Object.fromEntries(each) } : { option: best.id };
  }
  return answers;
}
