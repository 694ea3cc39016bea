import { DataType, Type, type RecordBatch, type Vector } from 'apache-arrow';

/**
 * What the values of a column are: `number` as floating point, `exact` as decimal text (money, counts), days since
 * 1970-01-01, `truth` as true or false, `moment` as a day with a time of day, `text`.
 */
export type ResultKind = 'number' | 'exact' | 'day' | 'truth' | 'moment' | 'text';

/** A column of a result. A missing number or day is NaN, anything else missing is null. */
export interface ResultColumn {
  readonly name: string;
  /** Type in SQL. */
  readonly type: string;
  readonly kind: ResultKind;
  readonly values: Float64Array<ArrayBuffer> | readonly (string | null)[];
}

const NUMBERS = /^(TINYINT|SMALLINT|INTEGER|UTINYINT|USMALLINT|UINTEGER|FLOAT|DOUBLE)$/;
const EXACT = /^(BIGINT|UBIGINT|HUGEINT|DECIMAL.*)$/;
const MOMENT = /^TIMESTAMP/;

/** What a type of DuckDB holds. */
export function kindOfType(type: string): ResultKind {
  if (NUMBERS.test(type)) return 'number';
  if (EXACT.test(type)) return 'exact';
  if (type === 'DATE') return 'day';
  if (type === 'BOOLEAN') return 'truth';
  return MOMENT.test(type) ? 'moment' : 'text';
}

/** True for types whose text is best written by the database itself: moments, spans, bits, lists and records. */
export function isWrittenOut(type: string): boolean {
  const kind = kindOfType(type);
  return kind === 'moment' || (kind === 'text' && type !== 'VARCHAR');
}

/** Type in SQL of a column as it comes out of the database, where the database was not asked. */
export function typeOfArrow(type: DataType): string {
  if (DataType.isInt(type)) {
    const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth as 8 | 16 | 32 | 64];
    return type.isSigned ? name : `U${name}`;
  }
  if (DataType.isFloat(type)) return type.precision === 2 ? 'DOUBLE' : 'FLOAT';
  if (DataType.isDecimal(type)) return type.scale === 0 ? 'HUGEINT' : `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isDate(type)) return 'DATE';
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isTimestamp(type)) return 'TIMESTAMP';
  return 'VARCHAR';
}

/** Values of one column, gathered batch by batch. */
export class GatheredColumn {
  readonly #numbers: number[] = [];
  readonly #texts: (string | null)[] = [];
  readonly kind: ResultKind;

  constructor(
    readonly name: string,
    readonly type: string
  ) {
    this.kind = kindOfType(type);
  }

  /** Takes the first rows of a batch. */
  take(batch: RecordBatch, at: number, rows: number): void {
    const vector = batch.getChildAt(at);
    if (!vector) return;
    if (this.kind === 'number' || this.kind === 'day') this.#takeNumbers(vector, rows);
    else {
      const text = textReader(vector);
      for (let row = 0; row < rows; row++) this.#texts.push(text(row));
    }
  }

  #takeNumbers(vector: Vector, rows: number): void {
    const [data] = vector.data;
    for (let row = 0; row < rows; row++) {
      if (!data?.getValid(row)) this.#numbers.push(NaN);
      // A day is read as it is stored: Arrow makes milliseconds of it.
      else if (DataType.isDate(vector.type)) this.#numbers.push(Number((data.values as Int32Array)[row]));
      else this.#numbers.push(Number(vector.get(row)));
    }
  }

  get column(): ResultColumn {
    const { name, type, kind } = this;
    return {
      name,
      type,
      kind,
      values: kind === 'number' || kind === 'day' ? Float64Array.from(this.#numbers) : this.#texts
    };
  }
}

function textReader(vector: Vector): (row: number) => string | null {
  const [data] = vector.data;
  const type = vector.type as DataType;
  if (DataType.isDecimal(type)) {
    const words = data?.values as Uint32Array;
    return (row) => (data?.getValid(row) ? decimalOf(words, row * 4, type.scale) : null);
  }
  if (type.typeId === Type.Timestamp) {
    const values = data?.values as BigInt64Array;
    return (row) => (data?.getValid(row) ? String(values[row]) : null);
  }
  return (row) => {
    const value: unknown = vector.get(row);
    if (value === null || value === undefined) return null;
    return typeof value === 'object'
      ? JSON.stringify(value, plain)
      : String(value as string | number | bigint | boolean);
  };
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Decimal text of four little-endian words in two's complement, the last zeros behind the point left out. */
function decimalOf(words: Uint32Array, at: number, scale: number): string {
  const word = (k: number): bigint => BigInt(words[at + k] ?? 0) << BigInt(32 * k);
  const units = BigInt.asIntN(128, word(0) | word(1) | word(2) | word(3));
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const behind = digits.slice(-scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}${behind === '' ? '' : `.${behind}`}`;
}
