import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipped, keyOrder, sortedRows, tableLines } from './lines';
import { placeAfterKey } from './steering';
import { fewHoldings, holdingColumns, type Holding } from './table.fixture';

const source = {
  rows: fewHoldings,
  keyOf: (row: Holding) => row.id,
  groups: [{ id: 'Equity', title: 'Shares' }],
  groupOf: (row: Holding) => row.cls,
  childrenOf: (row: Holding) => row.lots ?? [],
  folded: new Set<string>(),
  expanded: new Set<string>()
};

describe('lines of a table', () => {
  it('stand under their groups, known groups first', () => {
    expect(tableLines(source).map((line) => line.key)).toEqual(['group Equity', 'VTI', 'MSFT', 'group Bonds', 'BND']);
  });

  it('leave out what is folded and add the children of open rows', () => {
    expect(
      tableLines({ ...source, folded: new Set(['Bonds']), expanded: new Set(['VTI']) }).map((line) => line.key)
    ).toEqual(['group Equity', 'VTI', 'VTI/lot 1', 'VTI/lot 2', 'MSFT', 'group Bonds']);
  });

  it('count the rows of a group', () => {
    const [first] = tableLines(source);
    expect(first?.kind === 'group' ? first.group.count : undefined).toBe(2);
  });
});

describe('sorting', () => {
  it('orders by the key of a column, what is missing last either way', () => {
    const rows = [...fewHoldings, { id: 'X', cls: 'Bonds', value: NaN }];
    const ids = (descending: boolean) =>
      sortedRows(rows, holdingColumns, { key: 'value', descending }).map((row) => row.id);
    expect(ids(true)).toEqual(['VTI', 'MSFT', 'BND', 'X']);
    expect(ids(false)).toEqual(['BND', 'MSFT', 'VTI', 'X']);
  });

  it('compares exact amounts past the reach of floats', () => {
    expect(keyOrder(10n ** 30n + 1n, 10n ** 30n, false)).toBe(1);
  });

  it('reads numbers within texts', () => {
    expect(keyOrder('lot 2', 'lot 10', false)).toBeLessThan(0);
  });
});

describe('steering', () => {
  it('never leaves the table', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'PageDown', 'PageUp', 'ArrowLeft')),
        fc.integer({ min: 1, max: 40 }),
        (keys, lines) => {
          let at = { line: 0, column: 0 };
          for (const key of keys) at = placeAfterKey(key, key === 'End', at, lines, 3) ?? at;
          expect(at.line).toBeGreaterThanOrEqual(0);
          expect(at.line).toBeLessThan(lines);
          expect(at.column).toBeGreaterThanOrEqual(0);
          expect(at.column).toBeLessThan(3);
        }
      )
    );
  });

  it('flips a key in and out', () => {
    expect([...flipped(flipped(new Set(['a']), 'b'), 'a')]).toEqual(['b']);
  });
});
