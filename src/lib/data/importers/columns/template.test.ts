import { describe, expect, test } from 'vitest';
import { accountId } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import type { ColumnMapping } from '$lib/domain/statements';
import { emptyContext } from '../import.fixture';
import { readStatement } from '../read-statement';
import { templateFromText, templateText } from './template';

const mapping: ColumnMapping = {
  version: 1,
  header: 'when|what|how many|each',
  kind: 'transactions',
  delimiter: ';',
  encoding: 'utf-8',
  columns: { When: 'date', What: 'symbol', 'How many': 'quantity', Each: 'price' },
  actions: { gekauft: 'buy' },
  currencies: { EURO: currencyCode('EUR') },
  dateOrder: 'dmy',
  decimalMark: ',',
  defaultAccount: accountId('secret')
};

test('a template says again what it was made from, without the account', () => {
  const { defaultAccount: _, ...shared } = mapping;
  const text = templateText({ name: 'My bank', mapping });
  expect(text).not.toContain('secret');
  expect(templateFromText(text)).toEqual({ name: 'My bank', mapping: shared });
});

test('a template that is dropped as a statement says what it is', () => {
  const text = new TextEncoder().encode(templateText({ name: 'My bank', mapping }));
  expect(readStatement(text, emptyContext('bank.columns.json')).problems[0]?.subject).toEqual({ code: 'is-template' });
});

describe('what is no template is refused with its place', () => {
  const changed = (change: (value: { mapping: Record<string, unknown> } & Record<string, unknown>) => void): string => {
    const value = JSON.parse(templateText({ name: 'My bank', mapping })) as never;
    change(value);
    return JSON.stringify(value);
  };
  test.each<[string, string, string]>([
    ['no JSON', '{', ''],
    ['other JSON', '{"a": 1}', 'format'],
    [
      'a field that does not exist',
      changed((one) => (one.mapping['columns'] = { When: 'moon' })),
      'mapping.columns.When'
    ],
    [
      'an action that does not exist',
      changed((one) => (one.mapping['actions'] = { x: 'explode' })),
      'mapping.actions.x'
    ],
    [
      'a currency that does not exist',
      changed((one) => (one.mapping['currencies'] = { x: 'QQQ' })),
      'mapping.currencies.x'
    ],
    ['something more', changed((one) => (one.mapping['extra'] = 1)), 'mapping.extra'],
    ['an empty name', changed((one) => (one['name'] = ' ')), 'name'],
    ['a later version', changed((one) => (one.mapping['version'] = 2)), 'mapping.version']
  ])('%s', (_, text, path) => {
    const read = templateFromText(text);
    expect('path' in read ? read.path : 'accepted').toBe(path);
    expect('detail' in read && read.detail).toBeTruthy();
  });
});
