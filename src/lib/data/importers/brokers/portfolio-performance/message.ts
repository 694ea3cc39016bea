import { PbfReader } from 'pbf';

/** A message of Protocol Buffers: its fields by number, those that hold messages still closed. */
export class Message {
  readonly #fields = new Map<number, (bigint | Uint8Array)[]>();

  /** @throws {RangeError} when the bytes are cut off. */
  constructor(bytes: Uint8Array) {
    const reader = new PbfReader(bytes);
    for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
      const value =
        reader.type === VARINT ? wholeNumber(reader) : reader.type === LENGTH ? reader.readBytes() : undefined;
      if (value === undefined) reader.skip(reader.type);
      else {
        const values = this.#fields.get(field);
        if (values) values.push(value);
        else this.#fields.set(field, [value]);
      }
      if (reader.pos > bytes.length) throw new RangeError('the file is cut off');
    }
  }

  /** Whole number of a field; zero when it has none. */
  whole(field: number): bigint {
    const value = this.#fields.get(field)?.at(-1);
    return typeof value === 'bigint' ? value : 0n;
  }

  has(field: number): boolean {
    return this.#fields.has(field);
  }

  /** Text of a field; '' when it has none. */
  text(field: number): string {
    const value = this.bytes(field);
    return value ? new TextDecoder().decode(value) : '';
  }

  bytes(field: number): Uint8Array | undefined {
    const value = this.#fields.get(field)?.at(-1);
    return typeof value === 'bigint' ? undefined : value;
  }

  message(field: number): Message | undefined {
    const value = this.bytes(field);
    return value && new Message(value);
  }

  messages(field: number): Message[] {
    return (this.#fields.get(field) ?? []).flatMap((value) => (typeof value === 'bigint' ? [] : [new Message(value)]));
  }
}

const VARINT = 0;
const LENGTH = 2;

/** A signed whole number of 64 bits, exact past 2^53. */
function wholeNumber(reader: PbfReader): bigint {
  let value = 0n;
  let shift = 0n;
  for (let more = true; more; shift += 7n) {
    const byte = reader.buf[reader.pos++];
    if (byte === undefined || shift > 63n) throw new RangeError('the file is cut off');
    value |= BigInt(byte & 127) << shift;
    more = byte > 127;
  }
  return BigInt.asIntN(64, value);
}
