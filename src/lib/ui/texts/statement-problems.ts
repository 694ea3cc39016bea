import type { ImportProblem, ProblemSubject } from '$lib/domain/statements';
import { count, date, quantity } from '$lib/ui/format';
import { fields, list, times } from './statement-fields';
import { foreign, foreignDetails, foreignRemedies } from './statement-formats';

/** Problem in words: what, where and why, and what to do about it. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
}

/** Problem in words, with its line and column where it has them. */
export function problemText(problem: Pick<ImportProblem, 'subject' | 'line' | 'column'>): ProblemText {
  const words = problemWords(problem.subject);
  const place = [
    problem.line === undefined ? '' : `line ${problem.line}`,
    problem.column === undefined ? '' : `column “${problem.column}”`
  ]
    .filter(Boolean)
    .join(', ');
  const detail = place === '' ? words.detail : `${place.charAt(0).toUpperCase()}${place.slice(1)}. ${words.detail}`;
  return { ...words, detail: detail.trim() };
}

const mend = 'Correct it in the file and drop the file again; rows that are in the ledger by then are not added twice.';

function problemWords(subject: ProblemSubject): ProblemText {
  switch (subject.code) {
    case 'empty-file':
      return {
        title: 'The file is empty',
        detail: 'There is no text in it.',
        remedy: 'Export it again from where it came.'
      };
    case 'header-only':
      return {
        title: 'Only names of columns',
        detail: 'There is no row below the header.',
        remedy: 'Export it again for a span of days with transactions.'
      };
    case 'too-large':
      return {
        title: 'The file is too large',
        detail: `${count(Math.round(subject.bytes / 1048576))} MB; up to ${count(Math.round(subject.limit / 1048576))} MB are read.`,
        remedy: 'Split it by year and drop the parts one after another.'
      };
    case 'too-many-rows':
      return {
        title: 'Too many rows',
        detail: `${count(subject.rows)} rows; up to ${count(subject.limit)} are read at once.`,
        remedy: 'Split it by year and drop the parts one after another.'
      };
    case 'not-a-table':
      return {
        title: `This is ${foreign[subject.format]}`,
        detail: foreignDetails[subject.format] ?? 'Nothing in it looks like a statement that is read here.',
        remedy: foreignRemedies[subject.format] ?? 'Export a CSV from where it came.'
      };
    case 'one-column':
      return {
        title: 'No columns found',
        detail: 'No comma, semicolon, tab or bar parts the lines.',
        remedy: 'Export as CSV, or paste the cells from a sheet.'
      };
    case 'columns-unknown':
      return {
        title: 'The columns are not clear',
        detail:
          subject.missing.length > 0
            ? `Missing: ${subject.missing.map((field) => fields[field].toLowerCase()).join(', ')}.`
            : 'What the rows are cannot be told.',
        remedy: 'Say under Columns which is which. It is kept for files like this.'
      };
    case 'exchange-rates':
      return {
        title: 'These are exchange rates',
        detail: 'Every column is a currency. Transactions, holdings and prices of securities are read.',
        remedy: 'Drop a file of one of these kinds.'
      };
    case 'encoding-guessed':
      return {
        title: 'Some letters may be wrong',
        detail: `${times(subject.characters, 'character')} could not be read for certain.`,
        remedy: 'If names look wrong, save the file as UTF-8 and drop it again.'
      };
    case 'ragged-row':
      return {
        title: 'The row has another number of cells',
        detail: `${times(subject.cells, 'cell')} where the header has ${count(subject.expected)}.`,
        remedy: `A comma within a text needs quotes around the text. ${mend}`
      };
    case 'unclosed-quote':
      return { title: 'A quote does not close', detail: 'The text that begins with " has no end.', remedy: mend };
    case 'date-missing':
      return { title: 'No day', detail: 'The cell of the day is empty.', remedy: mend };
    case 'date-unreadable':
      return {
        title: `“${subject.text}” is not a day`,
        detail: 'Days look like 2026-11-20, 20/11/2026 or 20 Nov 2026.',
        remedy: mend
      };
    case 'number-unreadable':
      return {
        title: `“${subject.text}” is not a number`,
        detail: `A number is needed as ${fields[subject.field].toLowerCase()}.`,
        remedy: mend
      };
    case 'value-missing':
      return {
        title: `No ${fields[subject.field].toLowerCase()}`,
        detail: 'Without it the row says too little.',
        remedy: `Fill the cell, or say under Columns where it stands. ${mend}`
      };
    case 'quantity-zero':
      return { title: 'The quantity is zero', detail: 'Nothing was traded.', remedy: mend };
    case 'price-not-positive':
      return { title: `“${subject.text}” cannot be a price`, detail: 'A price is above zero.', remedy: mend };
    case 'price-not-a-number':
      return {
        title: `The price is “${subject.text}”`,
        detail: 'It stands for a price that is not known.',
        remedy: 'Empty the cell where there is no price; gaps are allowed.'
      };
    case 'action-missing':
      return {
        title: 'The kind is missing',
        detail: 'Whether this is a purchase, a sale or something else is not said.',
        remedy: mend
      };
    case 'sign-contradicts':
      return {
        title: `“${subject.action}” with ${subject.text}`,
        detail: 'The sign says the opposite of the word.',
        remedy: mend
      };
    case 'ratio-missing':
      return { title: 'The split has no ratio', detail: 'New for old is needed, as 4:1.', remedy: mend };
    case 'securities-without-cost':
      return {
        title: `${subject.symbol} came in without a cost`,
        detail: 'What it cost is needed for the gains.',
        remedy: 'Add a price or cost to the row, or enter the opening position by hand.'
      };
    case 'securities-without-partner':
      return {
        title: `${subject.symbol} left, and no account received it`,
        detail: 'A transfer needs both accounts.',
        remedy: 'Add the other account to the row, or enter the transfer or sale by hand.'
      };
    case 'exchange-unpaired':
      return { title: 'One half of an exchange', detail: 'The other half, on the same day, is missing.', remedy: mend };
    case 'same-account':
      return { title: 'From an account to itself', detail: 'A transfer needs two accounts.', remedy: mend };
    case 'costs-in-other-currency':
      return {
        title: `A cost of ${subject.text} ${subject.currency} left aside`,
        detail: 'It is in another currency than the amount, one that is not known.',
        remedy: 'Enter it by hand as a fee or tax if it was not taken from the amount.'
      };
    case 'cost-from-price':
      return {
        title: `Cost of ${subject.symbol} taken from its price`,
        detail: 'The file has no cost, so gains count from this day.',
        remedy: 'Edit the opening position if you know what it cost.'
      };
    case 'costs-from-amounts':
      return {
        title: `Costs of ${times(subject.rows, 'row')} follow from the cash that moved`,
        detail: 'No column names them: they are what was paid past price times quantity, or withheld of a dividend.',
        remedy: 'Nothing to do. Say which column holds the fees or taxes if there is one.'
      };
    case 'duplicate-day':
      return {
        title: `Two closes of ${subject.symbol} on ${date(subject.day)}`,
        detail: `The one on line ${subject.keptLine} counts.`,
        remedy: 'Nothing to do if the last one is right.'
      };
    case 'cells-passed-over':
      return {
        title: `“${subject.text}” read as no price`,
        detail: `${times(subject.cells, 'cell')} passed over.`,
        remedy: 'Nothing to do: gaps are allowed.'
      };
    case 'file-broken':
      return {
        title: 'The file is damaged or cut off',
        detail: `What stands in the way: ${subject.detail}`,
        remedy: 'Export it again from where it came. Nothing of it was taken.'
      };
    case 'is-template':
      return {
        title: 'These are kept columns, not a statement',
        detail: 'The file says how to read tables of one kind.',
        remedy: 'Load it with “Load columns” on this screen.'
      };
    case 'file-encrypted':
      return {
        title: 'The file is locked with a password',
        detail: 'What is in it cannot be seen.',
        remedy: 'Open it with its password, save it without one, and drop it again.'
      };
    case 'row-kind-unknown':
      return {
        title: `“${subject.text}” is not known in this format`,
        detail: 'The row is left out.',
        remedy: 'Enter it by hand if it moved cash or securities.'
      };
    case 'not-booked':
      return {
        title: `“${subject.text}”: it did not take place`,
        detail: 'The source says that the row was not booked.',
        remedy: 'Nothing to do. If it took place after all, export again.'
      };
    case 'half-missing':
      return {
        title: `One half of “${subject.text}”`,
        detail: 'The other half is not in the file.',
        remedy: 'Export a span of days that holds both, or enter it by hand.'
      };
    case 'currency-unreadable':
      return {
        title: subject.text === '' ? 'The currency is missing' : `“${subject.text}” is no known currency`,
        detail: 'The amount cannot be booked without one.',
        remedy: mend
      };
    case 'symbol-missing':
      return { title: 'The security is missing', detail: 'The row names none.', remedy: mend };
    case 'cost-unknown':
      return {
        title: `${subject.symbol} came in at no cost`,
        detail: 'The file does not say what the units cost; a later sale counts as gain in full.',
        remedy: 'Edit the entry in the ledger if you know what they cost.'
      };
    case 'action-to-check':
      return {
        title: `Check “${subject.text}”`,
        detail: 'A corporate action changes what is held in ways that one row does not say in full.',
        remedy: 'Book it under Corporate actions, then compare the holdings with your broker after that day.'
      };
    case 'row-inconsistent':
      return {
        title: 'The row contradicts itself',
        detail: `${subject.field}: ${subject.detail}.`,
        remedy: mend
      };
    case 'balance-differs':
      return {
        title: `${subject.what}: the file says ${quantity(subject.stated)}, the ledger has ${quantity(subject.found)}`,
        detail: `At the close of ${date(subject.day)}, with this file in it.`,
        remedy: 'Look for a missing file or entry before that day; Reconcile shows the first day that differs.'
      };
    case 'prices-in-other-currency':
      return {
        title: `Closes of ${subject.symbol} in ${subject.currency} left aside`,
        detail: 'The closes that are stored are in another currency.',
        remedy: 'Nothing to do: the stored closes go on.'
      };
    case 'parts-not-read':
      return {
        title: `Read: ${subject.read}`,
        detail: `Also in the file: ${list(subject.others, 6)}.`,
        remedy: 'Choose another part above if this is not the statement.'
      };
    case 'more-problems':
      return {
        title: `${count(subject.count)} more problems`,
        detail: 'Only the first 300 are listed.',
        remedy: 'Mend those first; the others are often of the same kind.'
      };
  }
}
