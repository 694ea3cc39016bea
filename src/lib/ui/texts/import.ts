import type { ImportQuestion, StatementCounts } from '$lib/domain/statements';
import { count, date, quantity } from '$lib/ui/format';
import { coinEntryText } from './statement-coin-values';
import { list, times } from './statement-fields';
import { openingEntryText } from './statement-questions';

/** Texts of the import screen. */
export const importTexts = {
  drop: 'Drop a file of your broker anywhere on the page, or paste a table.',
  choose: 'Choose files',
  paste: 'Paste a table',
  pasteHint: 'Cells copied from a sheet or a web page, with the names of the columns in the first row.',
  pasteRead: 'Read it',
  pastedName: 'Pasted table',
  recognised: 'Recognised by what is in the file',
  anyTable: 'Any other table',
  tables: [
    ['CSV, TSV, XLSX', 'comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows; a sheet of a workbook; in a ZIP too'],
    ['Transactions', 'day, kind, symbol, quantity, price, amount, fees, taxes, account'],
    ['Holdings', 'symbol, quantity, cost or price, on one day'],
    ['Prices', 'day, symbol, close; or a column for each symbol; or open, high, low, close']
  ],
  notTried: 'not yet tried on a real file',
  untried: 'Built from the published columns; not yet tried on a real file. Look at the result with care.',
  asTable: 'Read it as a plain table instead',
  asFormat: 'Recognise the format again',
  inbox: 'Inbox',
  inboxHint: (files: number, open: number) =>
    `${times(files, 'file')}${open === files ? '' : `, ${count(open)} to do`}`,
  clearInbox: 'Clear what is done',
  partOf: (part: string) => `read: ${part}`,
  privateNote: 'Read on this device, nothing is sent.',
  past: 'Imports so far',
  noPast: 'Nothing was imported yet.',
  pastFact: (record: { posted: number; prices: number }) =>
    [
      record.posted > 0 ? times(record.posted, 'transaction') : '',
      record.prices > 0 ? times(record.prices, 'price') : ''
    ]
      .filter(Boolean)
      .join(', '),
  undone: 'undone',
  undo: 'Undo',
  redo: 'Redo',
  redid: (title: string) => `${title} is back in the ledger`,
  nothingToRedo: 'There is nothing to bring back',
  undid: (title: string, edited: number) =>
    edited === 0 ? `${title} is undone` : `${title} is undone, with ${times(edited, 'later edit')} of its rows`,
  nothingToUndo: 'There is nothing to undo',
  reading: (name: string) => `Reading ${name}`,
  comparing: 'Comparing with your ledger',
  costOfOpening: (amount: string, symbol: string) => `What ${amount} ${symbol} cost in all`,
  valueOfCoins: (what: string) => `What ${what} was worth`,
  valueOfCoinsHint: 'Empty when you do not know: the row stays out, or is booked without that fee.',
  costOfOpeningHint: 'Empty when you do not know: they are booked at no cost, and Health reminds you of it.',
  writing: 'Writing',
  writingOf: (name: string) => `Importing ${name}`,
  importCertain: (files: number) =>
    files === 1 ? 'Import the one that needs no answer' : `Import all ${count(files)} that need no answer`,
  importCertainHint: 'Each is one step to undo.',
  cancelled: 'Reading was cancelled. Nothing was written.',
  queue: (left: number) => (left === 1 ? '1 more file waits' : `${left} more files wait`),
  rows: (rows: number, prices: boolean) => times(rows, prices ? 'close' : 'row'),
  accounts: (number: number) => times(number, 'account'),
  series: (number: number) => `${count(number)} series`,
  readIn: (seconds: string) => `read in ${seconds} s on this device`,
  otherFile: 'Another file',
  understood: 'understood',
  needLook: 'need a look',
  alreadyThere: 'already in ledger',
  leftOut: 'left out',
  toMine: 'You are looking at the demo. This goes to your own data; the demo stays as it is.',
  needLookTitle: 'Need a look',
  questionsHint: (questions: number, waiting: number) =>
    `${times(questions, 'question')}, ${waiting === 0 ? 'all settled' : waiting === 1 ? '1 waits for you: its rows stay out until then' : `${waiting} wait for you: their rows stay out until then`}`,
  acceptAll: (questions: number) => `Accept all ${questions}`,
  accept: 'Accept all',
  nothingAsked: 'Nothing is uncertain.',
  suggested: 'suggested',
  each: (entries: number) => `One by one, ${entries}`,
  asAll: 'As above',
  questionOf: (at: number, all: number) => `Question ${at} of ${all}`,
  next: 'Next question',
  previous: 'Previous',
  line: 'line',
  accountsTitle: 'Accounts',
  columns: 'Columns',
  change: 'Change',
  done: 'Done',
  notRead: (columns: number) => `${times(columns, 'column')} not read`,
  seriesColumns: (columns: number) => `${times(columns, 'column')} of closes`,
  dateOrders: { dmy: 'day first', mdy: 'month first', ymd: 'year first' },
  decimalComma: 'decimal comma',
  newAccount: (currency: string) => `New account, ${currency}`,
  after: 'After this import',
  positions: 'Positions',
  shorts: (shorts: number) => `${count(shorts)} short`,
  cashOf: (account: string) => `Cash, ${account}`,
  pricesTitle: 'Prices',
  newSeries: 'new',
  gap: (days: number, after: string) => `gap of ${days} days after ${after}`,
  problems: 'Problems by line',
  noProblems: 'None',
  stopTheImport: (rows: number) => (rows === 0 ? 'none keeps a row out' : `${times(rows, 'row')} left out`),
  allProblems: (problems: number) => `All ${problems}`,
  fewerProblems: 'Fewer',
  importRows: (rows: number, prices: boolean) => `Import ${times(rows, prices ? 'price' : 'row')}`,
  nothingToImport: 'Nothing new to import',
  nothingYet: 'Nothing to import yet',
  nothingReason: (waiting: number) =>
    waiting > 0 ? 'Answer the questions first: their rows are left out until then' : 'No row of this file is new',
  keepColumns: 'Save mapping only',
  keepUnder: 'Name of the columns',
  keepHint: 'Files with the same columns are read like this from now on.',
  keepIt: 'Keep them',
  keptColumns: 'The columns are kept for files like this',
  templates: 'Kept columns',
  noTemplates: 'None yet. How a table was read is kept when it is imported.',
  templateFact: (columns: number) => times(columns, 'column'),
  share: 'Share',
  forget: 'Forget',
  loadColumns: 'Load columns',
  loadedColumns: (name: string) => `${name}: kept for files with these columns`,
  badColumns: (path: string, detail: string) =>
    `This file holds no columns that can be used${path === '' ? '' : `, at “${path}”`}: ${detail}`,
  badColumnsRemedy: 'Nothing was kept. Ask for the file again, or set the columns by hand once.',
  discard: 'Leave it',
  undoNote: 'Undo any time: one import is one step',
  imported: (name: string, rows: number, prices: boolean) =>
    `${times(rows, prices ? 'price' : 'row')} of ${name} imported`,
  nothingNew: (name: string) => `${name}: nothing new, everything was there already`,
  statusDrop: 'Another file? Drop it anywhere on the page',
  statusPrivate: 'The file is read here and not kept unless you say so'
} as const;

/** State of a file of the inbox, and whether a person must act. */
export function inboxState(
  state: 'waiting' | 'reading' | 'ready' | 'asks' | 'refused' | 'failed' | 'left' | 'imported',
  questions: number,
  imported: number
): { text: string; tone: '' | 'warn' } {
  switch (state) {
    case 'waiting':
      return { text: 'waits', tone: '' };
    case 'reading':
      return { text: 'reading', tone: '' };
    case 'ready':
      return { text: 'read', tone: '' };
    case 'asks':
      return { text: `needs you, ${times(questions, 'question')}`, tone: 'warn' };
    case 'refused':
      return { text: 'cannot be read', tone: 'warn' };
    case 'failed':
      return { text: 'reading failed', tone: 'warn' };
    case 'left':
      return { text: 'put aside', tone: '' };
    case 'imported':
      return { text: imported > 0 ? `imported, ${count(imported)}` : 'nothing new', tone: '' };
  }
}

/** What several files brought that were imported together, and what is left to do. */
export function importedTogetherText(
  outcome: {
    readonly files: number;
    readonly rows: number;
    readonly nothingNew: number;
    readonly failed: number;
  },
  waiting: number
): string {
  const { files, rows, nothingNew, failed } = outcome;
  return [
    files > 0 ? `${times(rows, 'row')} of ${times(files, 'file')} imported.` : '',
    nothingNew > 0 ? `${times(nothingNew, 'file')} with nothing new.` : '',
    failed > 0 ? `${times(failed, 'file')} failed.` : '',
    waiting > 0 ? `${times(waiting, 'file')} ${waiting === 1 ? 'waits' : 'wait'} for you.` : ''
  ]
    .filter(Boolean)
    .join(' ');
}

/** The sum of an import in one line: what comes from where, and what stays out. */
export function importSum(counts: StatementCounts, waiting: boolean): string {
  const { rows, understood, alreadyThere, passedOver, leftOut, taken } = counts;
  const answered = Math.max(0, taken - understood);
  const byAnswers = Math.max(0, rows - understood - answered - alreadyThere - passedOver - leftOut);
  const out = [
    alreadyThere > 0 ? `${count(alreadyThere)} in the ledger` : '',
    passedOver > 0 ? `${count(passedOver)} that move nothing` : '',
    leftOut > 0 ? `${count(leftOut)} with problems` : '',
    byAnswers > 0
      ? waiting
        ? `${count(byAnswers)} by answers or still waiting for one`
        : `${count(byAnswers)} by your answers`
      : ''
  ].filter(Boolean);
  const first = `${count(understood)} understood${answered > 0 ? `, ${count(answered)} from your answers` : ''}.`;
  return out.length === 0 ? first : `${first} ${count(rows - understood - answered)} left out: ${out.join(', ')}.`;
}

/** Name of one entry of a question. */
export function entryText({ subject }: Pick<ImportQuestion, 'subject'>, key: string): string {
  switch (subject.code) {
    case 'instruments-new':
    case 'instruments-similar': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? list([...new Set([entry.symbol, entry.name ?? ''])].filter(Boolean)) : key;
    }
    case 'opens-short': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? `${entry.symbol}, ${quantity(entry.short)} short on ${date(entry.day)}` : key;
    }
    case 'opening-missing': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? openingEntryText(entry) : key;
    }
    case 'amount-differs':
    case 'deliveries':
    case 'split-ratio': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? `${entry.symbol}, line ${entry.line}` : key;
    }
    case 'coin-values': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? coinEntryText(entry) : key;
    }
    case 'already-by-hand': {
      const entry = subject.entries.find((one) => one.key === key);
      return entry ? `${date(entry.day)}, line ${entry.line}` : key;
    }
    case 'already-held':
      return subject.entries.find((one) => one.key === key)?.symbol ?? key;
    default:
      return `“${key}”`;
  }
}

const remedies: Readonly<Record<string, string>> = {
  'file-too-large': 'Split it by year and drop the parts one after another.',
  'storage-full': 'Free some space on the disk, or remove saved results in Settings, then import again.',
  'corrupt-vault': 'Restore your last backup on the Backup screen, then import again.',
  'series-mismatch': 'Choose under “What do these closes contain?” the kind that is stored, or leave the prices out.',
  'head-moved': 'Another tab keeps writing. Wait until it is done, then import again.',
  'worker-died':
    'The browser ran out of memory or ended the reader. Close other tabs, or split the file, and drop it again.',
  'storage-closed': 'Reload the page.',
  'newer-data': 'Reload the page to get the newer version.'
};

/** A failed import in words: what happened, that nothing was written, and what to do. */
export function importFailure(error: Error): { what: string; works: string; details: string } {
  const code = String(Reflect.get(error, 'code') ?? '');
  const gone = error.name === 'NotReadableError' || error.name === 'NotFoundError';
  const what = gone
    ? 'The file can no longer be read: it was moved, changed or deleted.'
    : code in remedies && code !== 'worker-died'
      ? error.message
      : code === 'worker-died'
        ? 'The reader of the file was ended.'
        : 'The import failed.';
  const remedy = gone ? 'Choose it again.' : (remedies[code] ?? 'Drop the file again.');
  return { what, works: `Your ledger is as it was. ${remedy}`, details: `${error.name} ${code} ${error.message}` };
}
