/** A reply that was damaged, and how. */
export interface Damaged {
  readonly how: string;
  readonly body: string;
}

/** The text cut at many places. */
export function cuts(body: string, count = 60): Damaged[] {
  const places = new Set(Array.from({ length: count }, (_, at) => Math.floor((at * body.length) / count)));
  for (let at = Math.max(0, body.length - 40); at < body.length; at++) places.add(at);
  return [...places].map((at) => ({ how: `cut at ${at}`, body: body.slice(0, at) }));
}

/** JSON with one member less, or one number or text made something else, for every place. */
export function jsonDamages(body: string): Damaged[] {
  const root: unknown = JSON.parse(body);
  const found: Damaged[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((one, at) => walk(one, [...path, at]));
    else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        found.push({ how: `without ${[...path, key].join('.')}`, body: edited(root, [...path, key], undefined) });
        walk((value as Record<string, unknown>)[key], [...path, key]);
      }
    } else {
      for (const other of ['abc', { a: 1 }, [], true]) {
        found.push({ how: `${JSON.stringify(other)} at ${path.join('.')}`, body: edited(root, path, other) });
      }
      if (typeof value === 'number') {
        found.push({ how: `text with a comma at ${path.join('.')}`, body: edited(root, path, '1,5') });
      }
    }
  };
  walk(root, []);
  return found;
}

/** A table without one of its columns, and with one cell that is no number, for each column. */
export function tableDamages(body: string): Damaged[] {
  const lines = body.split(/\r?\n/);
  const cells = lines.map(
    (line) => line.match(/("([^"]|"")*"|[^,]*)(?:,|$)/g)?.map((one) => one.replace(/,$/, '')) ?? []
  );
  const columns = (cells[0]?.length ?? 1) - 1;
  const joined = (rows: readonly (readonly string[])[]): string =>
    rows.map((row, at) => (lines[at] === '' ? '' : row.slice(0, columns).join(','))).join('\n');
  return Array.from({ length: columns }, (_, column) => column).flatMap((column): Damaged[] => [
    { how: `without column ${column}`, body: joined(cells.map((row) => row.toSpliced(column, 1))).replace(/,$/gm, '') },
    {
      how: `no number in column ${column}`,
      body: joined(cells.map((row, at) => (at === 1 ? row.with(column, 'x1') : row)))
    },
    {
      how: `a row too short at ${column}`,
      body: joined(cells.map((row, at) => (at === 1 ? row.slice(0, column + 1) : row)))
    }
  ]);
}

function edited(root: unknown, path: readonly (string | number)[], value: unknown): string {
  const copy: unknown = structuredClone(root);
  let parent = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return JSON.stringify(copy);
}
