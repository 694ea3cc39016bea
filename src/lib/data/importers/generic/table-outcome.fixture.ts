import { dayFromText, dayText } from '$lib/domain/calendar';
import { decimalText, type Decimal, type Money } from '$lib/domain/money';
import type { Transaction } from '$lib/domain/ledger';
import { effectsOf } from '../compare/effects';
import { acceptedAnswers, emptyContext } from '../import.fixture';
import { readStatement } from '../read-statement';

/** A table as a broker writes it, with what must become of its rows. */
export interface BrokerTable {
  readonly name: string;
  readonly rows: readonly string[];
  /** Each transaction in short, in the order of days. */
  readonly booked: readonly string[];
  /** Codes of the required questions, cash below zero aside. */
  readonly asks?: readonly string[];
  /** Problems as "line code". */
  readonly says?: readonly string[];
  /** Cash that moved by the amounts of the file: name of the signed column, and the sum it has. */
  readonly cash?: Readonly<Record<string, string>>;
}

/** What became of a table when every best answer is accepted. */
export interface TableOutcome {
  readonly format: string;
  readonly booked: string[];
  readonly asks: string[];
  readonly says: string[];
  readonly cash: Record<string, string>;
}

/** Reads a table as the screen does, unanswered and with the best answers. */
export function tableOutcome({ name, rows }: Pick<BrokerTable, 'name' | 'rows'>): TableOutcome {
  const context = emptyContext(`${name}.csv`, { today: dayFromText('2026-12-31') });
  const bytes = new TextEncoder().encode(rows.join('\n'));
  const first = readStatement(bytes, context);
  const preview = readStatement(bytes, context, {
    answers: acceptedAnswers((answers) => readStatement(bytes, context, { answers }))
  });
  const names = new Map(preview.instruments.map((one) => [one.instrument.id as string, one.named]));
  const taken = preview.drafts.filter((draft) => draft.standing === 'taken').map((draft) => draft.transaction);
  const cash = new Map<string, Decimal>();
  for (const one of taken)
    for (const [key, by] of effectsOf(one, () => 0n as Decimal).cash) {
      const currency = key.split('|').at(-1) ?? '';
      cash.set(currency, ((cash.get(currency) ?? 0n) + by) as Decimal);
    }
  return {
    format: preview.format,
    booked: taken.map((one) => inShort(one, names)),
    asks: first.questions.flatMap(({ required, subject }) =>
      required && subject.code !== 'cash-below-zero' ? [subject.code] : []
    ),
    says: preview.problems.map(({ line, subject }) => `${line ?? '-'} ${subject.code}`),
    cash: Object.fromEntries([...cash].map(([currency, sum]) => [currency, decimalText(sum)]))
  };
}

const sum = ({ amount, currency }: Money): string => `${decimalText(amount)} ${currency}`;
const cost = (name: string, value: Decimal): string => (value === 0n ? '' : ` ${name} ${decimalText(value)}`);

function inShort(one: Transaction, names: ReadonlyMap<string, string>): string {
  const about = 'instrument' in one && one.instrument ? ` ${names.get(one.instrument) ?? one.instrument}` : '';
  const head = `${dayText(one.tradeDay)} ${one.verb}${about}`;
  const costs = 'fees' in one ? `${cost('fee', one.fees)}${cost('tax', one.taxes)}` : '';
  switch (one.verb) {
    case 'buy':
    case 'sell':
    case 'sell-short':
    case 'buy-to-cover':
      return `${head} ${decimalText(one.quantity)} at ${decimalText(one.price).slice(0, 12)} = ${sum(one.gross)}${costs}${cost('accrued', one.accrued ?? (0n as Decimal))}`;
    case 'split':
      return `${head} ${one.numerator}:${one.denominator}`;
    case 'exchange':
      return `${head} ${sum(one.sold)} for ${sum(one.bought)}${costs}`;
    case 'reorganisation':
      return `${head} ${one.receives.map((got) => `${got.numerator}:${got.denominator} ${names.get(got.instrument) ?? ''}`).join()}`;
    case 'delivery-in':
    case 'opening-position':
      return `${head} ${decimalText(one.quantity)} for ${sum(one.cost)}`;
    case 'income-in-kind':
      return `${head} ${decimalText(one.quantity)} worth ${sum(one.value)}`;
    default:
      if ('gross' in one) return `${head} ${sum(one.gross)}${costs}`;
      return 'cash' in one
        ? `${head} ${sum(one.cash)}`
        : `${head} ${'quantity' in one ? decimalText(one.quantity) : ''}`.trim();
  }
}
