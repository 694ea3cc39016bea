import { expect, test } from 'vitest';
import type { StatementPreview } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, previewOf, previewOfText, written } from '../import.fixture';

const header = 'date,action,symbol,quantity,price,currency,amount\n';
const deposit = '2024-01-02,deposit,,,,USD,1000\n';
const fill = '2024-01-03,buy,ACME,1,10,USD,10\n';
const taken = (preview: StatementPreview): number[] =>
  preview.drafts.filter((one) => one.standing === 'taken').map((one) => one.line);

test.each([
  'plain-trades.csv',
  'german-broker.csv',
  'us-statement.csv',
  'other-movements.csv',
  'holdings.csv',
  'signed-quantities.csv',
  'doubtful.csv'
])('%s a second time adds nothing', (name) => {
  const context = emptyContext(name);
  const answers = acceptedAnswers((given) => previewOf(name, given, context));
  const first = previewOf(name, answers, context);
  const acts = written(first);
  expect(acts.transactions.length).toBeGreaterThan(0);
  const after = contextAfter(context, acts);
  const again = previewOf(name, {}, after);
  expect(again.counts.taken).toBe(0);
  expect(again.counts.alreadyThere).toBe(first.counts.taken);
  expect(written(again, 'b')).toEqual({ accounts: [], instruments: [], transactions: [], series: [] });
  const insisted = previewOf(
    name,
    acceptedAnswers((given) => previewOf(name, given, after)),
    after
  );
  expect(written(insisted, 'b').transactions).toEqual([]);
});

test('two equal fills within one file both count, a third in a later file is new', () => {
  const context = emptyContext('typed.csv');
  const first = previewOfText(header + deposit + fill + fill, {}, context);
  expect(taken(first)).toEqual([2, 3, 4]);
  const after = contextAfter(context, written(first));
  const later = previewOfText(header + deposit + fill + fill + fill, {}, after);
  expect(taken(later)).toEqual([5]);
  expect(later.counts).toMatchObject({ alreadyThere: 3, taken: 1, needLook: 0 });
});

test('rows are known whatever their order and whatever the file is called', () => {
  const context = emptyContext('typed.csv');
  const after = contextAfter(context, written(previewOfText(header + deposit + fill, {}, context)));
  const other = previewOfText(header + fill + deposit, {}, { ...after, fileName: 'renamed.csv' });
  expect(other.counts).toMatchObject({ alreadyThere: 2, taken: 0 });
});

test('undone rows can be imported again', () => {
  const context = emptyContext('typed.csv');
  const after = contextAfter(context, written(previewOfText(header + deposit + fill, {}, context)));
  const undone = { ...after, live: [] };
  expect(previewOfText(header + deposit + fill, {}, undone).counts).toMatchObject({ alreadyThere: 0, taken: 2 });
});

test('the same rows into another account are other rows', () => {
  const context = emptyContext('typed.csv');
  const after = contextAfter(context, written(previewOfText(header + deposit + fill, {}, context)));
  const elsewhere = previewOfText(header + deposit + fill, { 'which-account': { option: 'account:new' } }, after);
  expect(elsewhere.counts).toMatchObject({ alreadyThere: 0, taken: 2 });
});

test('confirmed acts name only what they need, with final ids, in the order of time', () => {
  const preview = previewOf('us-statement.csv');
  const acts = written(preview);
  expect(acts.accounts.map((one) => one.id)).toEqual(['a-account-1']);
  expect(acts.instruments.map((one) => [one.id, one.identifiers[0]?.value])).toEqual([['a-instrument-2', 'ORBT']]);
  const days = acts.transactions.map((one) => one.tradeDay);
  expect([...days].sort((a, b) => a - b)).toEqual(days);
  expect(
    JSON.stringify(acts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  ).not.toContain('new:');
  const left = previewOf('us-statement.csv', { 'instruments-new': { option: 'leave-out' } });
  expect(written(left).instruments).toEqual([]);
});
