import type { DateOrder, ImportQuestion, OpeningBalance, QuestionSubject } from '$lib/domain/statements';
import { absolute, type Decimal } from '$lib/domain/money';
import { count, date, exactMoney, quantity } from '$lib/ui/format';
import { coinValueWords } from './statement-coin-values';
import { list, times } from './statement-fields';

/** Question in words. */
export interface QuestionText {
  readonly title: string;
  readonly detail: string;
}

const orders: Record<DateOrder, string> = { dmy: 'day first', mdy: 'month first', ymd: 'year first' };

/** Question in words. */
export function questionText(question: Pick<ImportQuestion, 'subject' | 'lines'>): QuestionText {
  return questionWords(question.subject, question.lines.length);
}

function questionWords(subject: QuestionSubject, rows: number): QuestionText {
  switch (subject.code) {
    case 'date-order':
      return {
        title: `Is ${subject.example} day first or month first?`,
        detail: subject.readings
          .map((one) => `${orders[one.order]}: ${date(one.first)} to ${date(one.last)}`)
          .join('. ')
      };
    case 'which-kind':
      return { title: 'Holdings or purchases?', detail: 'Each row has a symbol, a quantity and a price, and no kind.' };
    case 'which-account':
      return { title: 'Which account is this from?', detail: 'The file does not name one.' };
    case 'which-snapshot':
      return {
        title: 'Which day opens your record?',
        detail: `The file lists holdings on ${count(subject.days.length)} days; one of them becomes the opening.`
      };
    case 'currency-assumed':
      return { title: `Are the amounts in ${subject.currency}?`, detail: 'The file names no currency.' };
    case 'currency-unknown':
      return {
        title: `Which currency is ${list(subject.entries.map((one) => `“${one.key}”`))}?`,
        detail: `${times(rows, 'row')} with a code that is no known currency.`
      };
    case 'action-unknown':
      return {
        title: `What is ${list(
          subject.entries.map((one) => `“${one.key}”`),
          3
        )}?`,
        detail: `${times(rows, 'row')} of a kind that is not known here. Your answer is kept for files like this.`
      };
    case 'instruments-new':
      return {
        title:
          subject.entries.length === 1
            ? `Is “${subject.entries[0]?.symbol ?? ''}” a new security?`
            : `${count(subject.entries.length)} new securities`,
        detail: list(
          subject.entries.map((one) =>
            one.name && one.name !== one.symbol ? `${one.symbol}, ${one.name}` : one.symbol
          ),
          6
        )
      };
    case 'instruments-similar':
      return {
        title:
          subject.entries.length === 1
            ? `Which security is “${subject.entries[0]?.symbol ?? ''}”?`
            : `${count(subject.entries.length)} securities resemble yours`,
        detail: list(
          subject.entries.map(
            (one) =>
              `${one.symbol} resembles ${one.resembles?.symbol ?? ''}, ${one.resembles?.name ?? ''}, by its ${one.resembles?.by ?? 'name'}`
          ),
          3
        )
      };
    case 'future-dates':
      return {
        title:
          subject.first === subject.last ? `${date(subject.first)} is still to come` : 'Days that are still to come',
        detail: `${times(rows, 'row')} after today, ${date(subject.today)}.`
      };
    case 'old-dates':
      return {
        title: subject.first === subject.last ? `Is ${date(subject.first)} right?` : 'Are these days right?',
        detail: `${times(rows, 'row')} before 1970, from ${date(subject.first)} to ${date(subject.last)}.`
      };
    case 'deliveries': {
      const [first] = subject.entries;
      const way = (amount: Decimal): string => (amount < 0n ? 'left' : 'came in');
      return {
        title:
          subject.entries.length === 1 && first
            ? `${quantity(absolute(first.quantity))} ${first.symbol} ${way(first.quantity)} without a price`
            : `${count(subject.entries.length)} securities came or left without a price`,
        detail: `Units that come in are booked at no cost, units that leave end without a gain. ${list(
          subject.entries.map((one) => `${quantity(absolute(one.quantity))} ${one.symbol} ${way(one.quantity)}`),
          4
        )}.`
      };
    }
    case 'coin-values':
      return coinValueWords(subject);
    case 'corporate-actions': {
      const came = subject.entries.map(
        (one) =>
          `Line ${one.line}: ${one.text}${one.quantity === 0n ? '' : `, ${quantity(one.quantity)} ${one.symbol}`}${one.given ? ` for ${one.given}` : ''}`
      );
      return {
        title:
          subject.entries.length === 1
            ? 'What happened to these shares?'
            : `What happened in ${count(subject.entries.length)} corporate actions?`,
        detail: `${list(came, 3)}. Units delivered come in at no cost: to share the cost of the old ones, leave the row out and book it under Corporate actions.`
      };
    }
    case 'which-part':
      return {
        title: subject.container === 'xlsx' ? 'Which sheet is it?' : 'Which file of the archive is it?',
        detail: list(
          subject.parts.map((one) => `${one.name}, ${times(one.rows, 'row')}`),
          6
        )
      };
    case 'amount-differs':
      return amountWords(subject);
    case 'already-by-hand':
      return {
        title: 'Is this already in your ledger?',
        detail: `${times(rows, 'row')} with the same day, security, quantity and amount as an entry you have.`
      };
    case 'already-held':
      return {
        title: 'You hold this already',
        detail: `Taking it over as an opening would count it twice: ${list(subject.entries.map((one) => one.symbol))}.`
      };
    case 'split-ratio':
      return {
        title: `What was the split of ${list(subject.entries.map((one) => one.symbol))}?`,
        detail: subject.entries
          .map((one) =>
            one.quantity === 0n
              ? `Line ${one.line} can be read both ways; ${quantity(one.held)} held the day before`
              : `Line ${one.line} says ${quantity(one.quantity)}; ${quantity(one.held)} held the day before`
          )
          .slice(0, 3)
          .join('. ')
      };
    case 'opens-short': {
      const [first] = subject.entries;
      if (subject.entries.length === 1 && first)
        return {
          title: `This opens a short of ${quantity(first.short)} ${first.symbol}`,
          detail: `${times(first.rows, 'sale')} past what is held, first on ${date(first.day)}, line ${first.line}.`
        };
      const shorts = subject.entries.map((one) => `${one.symbol} ${quantity(one.short)}`);
      return {
        title: `${count(subject.entries.length)} securities go short`,
        detail: `${times(rows, 'sale')} past what is held. At most: ${list(shorts, 7)}.`
      };
    }
    case 'opening-missing': {
      const [first] = subject.entries;
      const held = (one: typeof first): string => (one ? openingText(one) : '');
      const title =
        subject.entries.length === 1 && first
          ? `Was ${held(first)} held before this file?`
          : `${count(subject.entries.length)} balances began before this file`;
      const subjectOf = subject.entries.length === 1 ? 'It' : 'They';
      const day = first
        ? ` ${subjectOf} would be recorded on ${date(first.day)}. Import older files first, if you have them.`
        : '';
      if (subject.entries.length === 1 && first) {
        const stated = first.cash ? exactMoney(first.stated, first.currency) : quantity(first.stated);
        return {
          title,
          detail: `The file says ${stated} on ${date(first.statedDay)}, and its rows lead to less.${day}`
        };
      }
      return {
        title,
        detail: `The file says more is held than its rows lead to. Missing at the beginning: ${list(subject.entries.map(held), 7)}.${day}`
      };
    }
    case 'cash-below-zero':
      return {
        title: `Cash goes below zero: ${exactMoney(subject.lowest, subject.currency)}`,
        detail: `${subject.accountName}, from ${date(subject.first)}, lowest on ${date(subject.lowestDay)}. The file may lack a deposit.`
      };
    case 'price-adjustment':
      return {
        title: 'What do these closes contain?',
        detail: 'A series that contains splits or dividends must not meet them in the ledger again.'
      };
  }
}

/** A balance at the beginning, with what it cost where that follows. */
function openingText({ amount, cash, currency, symbol }: OpeningBalance): string {
  return cash ? exactMoney(amount, currency) : `${quantity(amount)} ${symbol}`;
}

/** A balance that may open the record, in one line. */
export function openingEntryText(entry: OpeningBalance): string {
  const cost = entry.cost ? `, cost ${exactMoney(entry.cost.amount, entry.cost.currency)}` : '';
  return `${openingText(entry)} on ${date(entry.day)}${cost}`;
}

function amountWords(subject: Extract<QuestionSubject, { code: 'amount-differs' }>): QuestionText {
  const [first] = subject.entries;
  if (!first) return { title: 'Amount does not follow from price', detail: '' };
  const computed = exactMoney(first.computed.amount, first.computed.currency);
  const stated = exactMoney(first.stated.amount, first.stated.currency);
  const more = subject.entries.length > 1 ? ` ${count(subject.entries.length - 1)} more like it.` : '';
  return {
    title: 'Amount does not follow from price',
    detail: `Line ${first.line}: ${quantity(first.quantity)} × ${quantity(first.price)} is ${computed}. Before costs the file says ${stated}.${more}`
  };
}
