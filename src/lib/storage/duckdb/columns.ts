import { DateDay, makeData, makeVector, Table, Utf8, Vector } from 'apache-arrow';

/** A column of an Arrow table: numbers as they are, days, texts as a list with gaps. */
export type Column =
  Int32Array | Float64Array | { readonly days: Int32Array } | { readonly texts: readonly (string | undefined)[] };

/** Arrow table of named columns of one length. */
export function arrowTable(columns: Readonly<Record<string, Column>>): Table {
  return new Table(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, vector(column)])));
}

function vector(column: Column): Vector {
  if (column instanceof Int32Array) return makeVector(column);
  if (column instanceof Float64Array) return makeVector(column);
  if ('days' in column)
    return new Vector([makeData({ type: new DateDay(), length: column.days.length, nullCount: 0, data: column.days })]);
  return textVector(column.texts);
}

/**
 * Vector of texts laid out by hand: the builders of Arrow write their test for gaps as source text and compile it,
 * which a content security policy forbids.
 */
function textVector(texts: readonly (string | undefined)[]): Vector<Utf8> {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text ?? ''));
  const valueOffsets = new Int32Array(texts.length + 1);
  parts.forEach((part, i) => (valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + part.length));
  const data = new Uint8Array(valueOffsets[texts.length] ?? 0);
  parts.forEach((part, i) => data.set(part, valueOffsets[i]));
  const nullBitmap = new Uint8Array(Math.ceil(texts.length / 8));
  let nullCount = 0;
  texts.forEach((text, i) => {
    if (text === undefined) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
  });
  const type = new Utf8();
  return new Vector([makeData({ type, length: texts.length, nullCount, nullBitmap, valueOffsets, data })]);
}
