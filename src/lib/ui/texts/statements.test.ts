import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { accountId } from '$lib/domain/ledger';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode, decimal, money } from '$lib/domain/money';
import type {
  ImportProblem,
  ImportQuestion,
  ProblemSubject,
  QuestionOption,
  QuestionSubject
} from '$lib/domain/statements';
import { optionText, problemText, questionText } from './statements';

const usd = currencyCode('USD');
const day = dayFromText('2050-06-06');
const short = {
  key: 'k',
  account: accountId('a'),
  symbol: 'ACME',
  day: dayFromText('2024-01-04'),
  line: 4,
  rows: 1,
  short: decimal('1182'),
  currency: usd
};
const opening = {
  key: 'a|ACME',
  account: accountId('a'),
  symbol: 'ACME',
  cash: false,
  day: dayFromText('2024-01-01'),
  amount: decimal('40'),
  stated: decimal('50'),
  statedDay: dayFromText('2024-12-31'),
  currency: usd
};
const unknown = {
  key: 'VWO.L',
  symbol: 'VWO.L',
  rows: 2,
  resembles: { id: instrumentId('i1'), symbol: 'VWO', name: 'Emerging Markets', by: 'symbol' as const }
};

const questions: readonly (readonly [QuestionSubject, string, readonly string[]])[] = [
  [{ code: 'opens-short', entries: [short] }, 'This opens a short of 1,182 ACME', ['keep', 'opening', 'leave-out']],
  [
    { code: 'opens-short', entries: [short, { ...short, key: 'm', symbol: 'NOVA' }] },
    '2 securities go short',
    ['keep']
  ],
  [
    {
      code: 'amount-differs',
      entries: [
        {
          key: '264',
          line: 264,
          symbol: 'X',
          quantity: decimal('40'),
          price: decimal('512.30'),
          computed: money(decimal('20492'), usd),
          stated: money(decimal('20942'), usd)
        }
      ]
    },
    'Amount does not follow from price',
    ['computed', 'stated', 'leave-out']
  ],
  [
    { code: 'future-dates', first: day, last: day, today: dayFromText('2024-12-31') },
    '6 Jun 2050 is still to come',
    ['leave-out', 'keep']
  ],
  [{ code: 'instruments-similar', entries: [unknown] }, 'Which security is “VWO.L”?', ['match', 'create', 'match:i1']],
  [{ code: 'instruments-new', entries: [unknown, { ...unknown, key: 'B' }] }, '2 new securities', ['create']],
  [
    {
      code: 'date-order',
      example: '03/04/2024',
      readings: [
        { order: 'dmy', first: day, last: day },
        { order: 'mdy', first: day, last: day }
      ]
    },
    'Is 03/04/2024 day first or month first?',
    ['order:dmy', 'order:mdy']
  ],
  [
    {
      code: 'cash-below-zero',
      account: accountId('a'),
      accountName: 'Main',
      currency: usd,
      first: day,
      lowest: decimal('-150.5'),
      lowestDay: day
    },
    'Cash goes below zero: −$150.50',
    ['accept', 'deposit-before']
  ],
  [
    { code: 'which-account', accounts: [{ id: accountId('a'), name: 'Main' }] },
    'Which account is this from?',
    ['account:a', 'account:new']
  ],
  [{ code: 'which-snapshot', days: [day] }, 'Which day opens your record?', [`day:${day}`]],
  [
    {
      code: 'split-ratio',
      entries: [{ key: '1', line: 1, symbol: 'X', quantity: decimal('30'), held: decimal('10') }]
    },
    'What was the split of X?',
    ['ratio:4:1']
  ],
  [
    {
      code: 'corporate-actions',
      entries: [{ key: '4', line: 4, text: 'Merger · NEWC', symbol: 'NEWC', quantity: decimal('5'), given: 'OLDC' }]
    },
    'What happened to these shares?',
    ['reorganise', 'delivered', 'sold', 'split', 'as-dividend', 'as-capital']
  ],
  [{ code: 'currency-unknown', entries: [{ key: 'QQQ', rows: 1 }] }, 'Which currency is “QQQ”?', ['currency:EUR']],
  [
    { code: 'action-unknown', entries: [{ key: 'Frob', rows: 1 }] },
    'What is “Frob”?',
    ['action:buy', 'action:nothing']
  ],
  [
    { code: 'already-by-hand', entries: [{ key: '1', line: 1, day }] },
    'Is this already in your ledger?',
    ['leave-out', 'add']
  ],
  [
    { code: 'old-dates', first: dayFromText('1960-01-01'), last: dayFromText('1960-01-01') },
    'Is 1 Jan 1960 right?',
    ['leave-out', 'keep']
  ],
  [
    { code: 'deliveries', entries: [{ key: '3', line: 3, symbol: 'ACME', quantity: decimal('-5') }] },
    '5 ACME left without a price',
    ['delivered', 'leave-out']
  ],
  [
    {
      code: 'coin-values',
      entries: [{ key: '3', line: 3, day, given: '0.004 BTC', got: '0.08 ETH', currency: currencyCode('EUR') }]
    },
    'What was 0.004 BTC worth on 6 Jun 2050?',
    ['value', 'leave-out']
  ],
  [
    {
      code: 'which-part',
      container: 'xlsx',
      parts: [
        { name: 'January', rows: 3 },
        { name: 'February', rows: 4 }
      ]
    },
    'Which sheet is it?',
    ['part:January', 'part:February']
  ],
  [
    { code: 'price-adjustment', column: 'Close' },
    'What do these closes contain?',
    ['adjustment:none', 'adjustment:splits', 'adjustment:total-return']
  ],
  [{ code: 'opening-missing', entries: [opening] }, 'Was 40 ACME held before this file?', ['opening', 'keep']],
  [
    { code: 'opening-missing', entries: [opening, { ...opening, key: 'a|USD', symbol: 'USD', cash: true }] },
    '2 balances began before this file',
    ['opening', 'keep']
  ]
];

test.each(questions)('%o is "%s"', (subject, title, options) => {
  const question: Pick<ImportQuestion, 'subject' | 'lines'> = { subject, lines: [1] };
  expect(questionText(question).title).toBe(title);
  expect(questionText(question).detail).not.toBe('');
  const labels = options.map((id): string => optionText(question, { id } satisfies QuestionOption));
  expect(new Set(labels).size).toBe(options.length);
  for (const label of labels) expect(label).toMatch(/^[A-Z1-9]/);
  for (const label of labels) expect(label).not.toMatch(/^\w+:/);
});

test('both figures of an amount are shown', () => {
  const [, , [subject] = [undefined]] = questions;
  if (!subject) throw new Error('no question');
  expect(questionText({ subject, lines: [264] }).detail).toBe(
    'Line 264: 40 × 512.3 is $20,492.00. Before costs the file says $20,942.00.'
  );
});

const problems: readonly (readonly [ProblemSubject, string])[] = [
  [{ code: 'not-a-table', format: 'xlsx' }, 'This is an Excel workbook'],
  [{ code: 'too-large', bytes: 300 * 1048576, limit: 200 * 1048576 }, 'The file is too large'],
  [{ code: 'number-unreadable', text: '<invalid>', field: 'fee' }, '“<invalid>” is not a number'],
  [{ code: 'price-not-positive', text: '-3' }, '“-3” cannot be a price'],
  [{ code: 'date-unreadable', text: 'not-a-date' }, '“not-a-date” is not a day'],
  [{ code: 'columns-unknown', missing: ['date', 'quantity'] }, 'The columns are not clear'],
  [{ code: 'ragged-row', cells: 7, expected: 6 }, 'The row has another number of cells'],
  [{ code: 'empty-file' }, 'The file is empty'],
  [{ code: 'file-broken', detail: '<OFX> is not closed' }, 'The file is damaged or cut off'],
  [{ code: 'file-encrypted' }, 'The file is locked with a password'],
  [{ code: 'row-kind-unknown', text: 'Frob' }, '“Frob” is not known in this format'],
  [{ code: 'not-booked', text: 'rejected' }, '“rejected”: it did not take place'],
  [{ code: 'half-missing', text: 'Transfer' }, 'One half of “Transfer”'],
  [{ code: 'currency-unreadable', text: 'QQQ' }, '“QQQ” is no known currency'],
  [{ code: 'currency-unreadable', text: '' }, 'The currency is missing'],
  [{ code: 'symbol-missing' }, 'The security is missing'],
  [{ code: 'cost-unknown', symbol: 'ACME' }, 'ACME came in at no cost'],
  [{ code: 'action-to-check', text: 'Merger' }, 'Check “Merger”'],
  [{ code: 'costs-from-amounts', rows: 2 }, 'Costs of 2 rows follow from the cash that moved'],
  [{ code: 'row-inconsistent', field: 'quantity', detail: 'is below zero' }, 'The row contradicts itself'],
  [
    { code: 'balance-differs', what: 'ACME', day, stated: decimal('12.5'), found: decimal('12.4') },
    'ACME: the file says 12.5, the ledger has 12.4'
  ],
  [{ code: 'prices-in-other-currency', symbol: 'ACME', currency: 'EUR' }, 'Closes of ACME in EUR left aside'],
  [{ code: 'is-template' }, 'These are kept columns, not a statement'],
  [{ code: 'parts-not-read', read: 'Trades', others: ['Cover'] }, 'Read: Trades']
];

test.each(problems)('%o is "%s", with place and remedy', (subject, title) => {
  const text = problemText({ subject, line: 3, column: 'Fee' });
  expect(text.title).toBe(title);
  expect(text.detail.startsWith('Line 3, column “Fee”. ')).toBe(true);
  expect(text.remedy.length).toBeGreaterThan(10);
  const file: Pick<ImportProblem, 'subject'> = { subject };
  expect(problemText(file).detail).not.toContain('Line');
});
