import { BrokenFileError } from '../../sheet/reader';
import type { TableRow } from '../../sheet/table-rows';
import { jsonTree, type JsonPath, type JsonTree } from '../../source/json';

/** An entry of a list, its members read as the cells of a row are. */
export interface JsonRow {
  readonly row: TableRow;
  readonly path: JsonPath;
}

function rowAt(tree: JsonTree, path: JsonPath): TableRow {
  const get = (...names: string[]): string => {
    for (const name of names) {
      const text = tree.textAt([...path, name]).trim();
      if (text !== '') return text;
    }
    return '';
  };
  return { line: tree.lineOf(path), cells: [], get, has: (name) => get(name) !== '' };
}

/** Entries of the list at a path of a JSON text. @throws {BrokenFileError} when the text is none, or has no such list. */
export function jsonRows(text: string, list: string): { readonly tree: JsonTree; readonly rows: readonly JsonRow[] } {
  const tree = jsonTree(text);
  const rows = entriesAt(tree, [list]);
  if (!rows) throw new BrokenFileError({ code: 'file-broken', detail: `no list of ${list}` }, tree.lineOf([list]));
  return { tree, rows };
}

/** Entries of a list; undefined when there is none. */
export function entriesAt(tree: JsonTree, path: JsonPath): JsonRow[] | undefined {
  let value: unknown = tree.value;
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  if (!Array.isArray(value)) return undefined;
  return value.map((_, at) => ({ row: rowAt(tree, [...path, at]), path: [...path, at] }));
}
