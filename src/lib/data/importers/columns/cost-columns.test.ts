import { expect, test } from 'vitest';
import { costColumns } from './cost-columns';

const rows = (...lines: readonly string[]): string[][] => lines.map((line) => line.split('|'));
const chosen = (names: readonly string[], ...lines: readonly string[]): string[] =>
  costColumns(
    names.map((_, index) => ({ index })),
    names,
    rows(...lines)
  ).map((index) => names[index] ?? '');

test('costs of several columns are all told, equal ones too', () => {
  expect(chosen(['Commission', 'Exchange fee'], '1|0.5', '1|0.2')).toEqual(['Commission', 'Exchange fee']);
  expect(chosen(['CGST', 'SGST'], '9|9', '4|4', '2|2', '1|1')).toEqual(['CGST', 'SGST']);
});

test('a total stands for its parts: by its name, or by three rows that prove it', () => {
  expect(chosen(['Samlede afgifter', 'Kurtage'], '29|29', '0|0')).toEqual(['Samlede afgifter']);
  expect(chosen(['Commission', 'SEC fee', 'Total fees'], '1|0.5|1.5')).toEqual(['Total fees']);
  expect(chosen(['A fee', 'B fee', 'C fee'], '1|2|3', '2|3|5', '1|1|2')).toEqual(['C fee']);
  expect(chosen(['A fee', 'B fee', 'C fee'], '1|2|3')).toEqual(['A fee', 'B fee', 'C fee']);
  // A total may have parts that no column tells; one that is less than the others is none.
  expect(chosen(['Total fees', 'Stamp fee'], '1|0.5', '1|0.5')).toEqual(['Total fees']);
  expect(chosen(['Total fees', 'Stamp fee'], '1|0.5', '0|0.5')).toEqual(['Total fees', 'Stamp fee']);
});

test('the same cost in another currency is not told twice', () => {
  expect(chosen(['Fee (USD)', 'Fee (EUR)'], '1.50|1.38')).toEqual(['Fee (USD)']);
  expect(chosen(['Commission', 'Commission in EUR'], '1.50|1.38')).toEqual(['Commission']);
});
