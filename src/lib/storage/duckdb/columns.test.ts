import { tableFromIPC, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { arrowTable } from './columns';

test('property: texts with gaps and numbers come back from Arrow as they went in, without compiling source', () => {
  const compiled = vi.spyOn(globalThis, 'Function');
  const text = fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const numbers = Float64Array.from(texts, (_, i) => i / 3);
      const table = tableFromIPC(tableToIPC(arrowTable({ texts: { texts }, numbers }), 'stream'));
      expect(
        Array.from({ length: texts.length }, (_, i) => (table.getChild('texts')?.get(i) as string | null) ?? undefined)
      ).toEqual(texts);
      expect(Float64Array.from(table.getChild('numbers') ?? [])).toEqual(numbers);
    })
  );
  expect(compiled).not.toHaveBeenCalled();
  compiled.mockRestore();
});
