import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notebookFileText, notebookFromText, type Notebook } from './notebooks';

const notebook: Omit<Notebook, 'id'> = {
  title: 'One',
  cells: [
    { id: 'a', kind: 'text', text: '# hi' },
    { id: 'b', kind: 'sql', text: 'SELECT 1', result: { columns: ['x'], rows: [['1'], [null]] } },
    { id: 'c', kind: 'chart', chart: 'bars' }
  ]
};

test('a notebook comes back from its file as it went', () => {
  expect(notebookFromText(notebookFileText(notebook))).toEqual({ notebook });
});

test.each([
  ['{', { code: 'not-json' }],
  ['[]', { code: 'not-notebook' }],
  ['{"format":"sextant-notebook","version":2,"title":"a","cells":[]}', { code: 'newer', version: '2' }]
])('%s is refused', (text, problem) => expect(notebookFromText(text)).toEqual({ problem }));

test('a cell that is none is refused with its place', () => {
  const text = '{"format":"sextant-notebook","version":1,"title":"a","cells":[{"id":"a","kind":"script","text":"x"}]}';
  expect(notebookFromText(text)).toMatchObject({ problem: { code: 'cell', field: 'cells.0.kind' } });
  expect(notebookFromText(text.replace('"script"', '"sql","evil":1'))).toMatchObject({ problem: { code: 'cell' } });
});

test('cells of one name get names of their own', () => {
  const text = notebookFileText({ title: 'a', cells: [0, 1].map(() => ({ id: 'same', kind: 'text', text: '' })) });
  const read = notebookFromText(text);
  expect('notebook' in read && new Set(read.notebook.cells.map(({ id }) => id)).size).toBe(2);
});

test('property: any JSON is read or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const read = notebookFromText(text);
      expect('problem' in read).toBe(true);
    })
  );
});
