import type { Column, Line, LineList, RowGroup, RowPages, Sort, SortKey } from './table-types';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function isMissing(key: SortKey): boolean {
  return key === null || key === undefined || (typeof key === 'number' && Number.isNaN(key));
}

/** Order of two sort keys; what is missing comes last whichever way the column is sorted. */
export function keyOrder(a: SortKey, b: SortKey, descending: boolean): number {
  const [noA, noB] = [isMissing(a), isMissing(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  const order =
    typeof a === 'string' && typeof b === 'string'
      ? collator.compare(a, b)
      : Number((a as number) > (b as number)) - Number((a as number) < (b as number));
  return descending ? -order : order;
}

/** Rows in the order of a column; equal rows keep theirs. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined
): readonly Row[] {
  const by = sort && columns.find((column) => column.key === sort.key)?.sort;
  if (!by) return rows;
  return rows
    .map((row) => ({ row, key: by(row) }))
    .sort((a, b) => keyOrder(a.key, b.key, sort.descending))
    .map((one) => one.row);
}

/** How rows become lines. */
export interface LineSource<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly groups: readonly RowGroup[];
  readonly groupOf?: (row: Row) => string | undefined;
  readonly childrenOf?: (row: Row) => readonly Row[];
  readonly folded: ReadonlySet<string>;
  readonly expanded: ReadonlySet<string>;
}

const plain = { kind: 'row', level: 0, expandable: false, expanded: false } as const;

function rowLines<Row>(row: Row, source: LineSource<Row>): Line<Row>[] {
  const key = source.keyOf(row);
  const children = source.childrenOf?.(row) ?? [];
  const expanded = children.length > 0 && source.expanded.has(key);
  const own: Line<Row> = { kind: 'row', key, row, level: 0, expandable: children.length > 0, expanded };
  if (!expanded) return [own];
  return [
    own,
    ...children.map<Line<Row>>((child) => ({
      kind: 'row',
      key: `${key}/${source.keyOf(child)}`,
      row: child,
      level: 1,
      expandable: false,
      expanded: false
    }))
  ];
}

/** The lines of a table: group headings in their order, the rows under them, children under open rows. */
export function tableLines<Row>(source: LineSource<Row>): Line<Row>[] {
  const { groupOf, groups, rows } = source;
  if (!groupOf) return rows.flatMap((row) => rowLines(row, source));
  const byGroup = new Map<string, Row[]>();
  for (const row of rows) {
    const id = groupOf(row) ?? '';
    const list = byGroup.get(id);
    if (list) list.push(row);
    else byGroup.set(id, [row]);
  }
  const known = new Set(groups.map((group) => group.id));
  const rest = [...byGroup.keys()].filter((id) => !known.has(id)).map((id) => ({ id, title: id }));
  return [...groups, ...rest].flatMap((group) => {
    const members = byGroup.get(group.id);
    if (!members) return [];
    const folded = source.folded.has(group.id);
    const heading: Line<Row> = {
      kind: 'group',
      key: `group ${group.id}`,
      group: { count: members.length, ...group },
      folded
    };
    return folded ? [heading] : [heading, ...members.flatMap((row) => rowLines(row, source))];
  });
}

const waiting: Line<never> = { kind: 'waiting', key: 'waiting' };

/** The lines of rows that come in pages; `lineOf` keeps the line of a row, so that a page more changes no other row. */
export function pagedLines<Row>({ count, row }: RowPages<Row>, lineOf: (row: Row) => Line<Row>): LineList<Row> {
  return {
    length: count,
    at(index) {
      if (index < 0 || index >= count) return undefined;
      const found = row(index);
      return found === undefined ? waiting : lineOf(found);
    }
  };
}

/** Gives each row a line, the same one as long as the row is the same. */
export function keptLines<Row>(keyOf: (row: Row) => string): (row: Row) => Line<Row> {
  const kept = new Map<string, Extract<Line<Row>, { readonly kind: 'row' }>>();
  return (row) => {
    const key = keyOf(row);
    const before = kept.get(key);
    if (before?.row === row) return before;
    const line = { ...plain, key, row };
    kept.set(key, line);
    return line;
  };
}

/** A set with a key put in, or taken out where it was in. */
export function flipped(set: ReadonlySet<string>, key: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
