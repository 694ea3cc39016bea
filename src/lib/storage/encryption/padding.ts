import { BLOCK_TEXT } from './header';

const NAME = new TextEncoder().encode('padding');
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
// 1980-01-01, the earliest date that a zip can say.
const DATE = 0x21;

/**
 * A zip with one more file of zeros, so that its length is a whole number of blocks of the age format: an encrypted
 * backup then shows by its length alone that it was cut, and its size tells less of what it holds.
 * @throws RangeError for a zip that does not end in its directory.
 */
export function paddedZip(zip: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = zip.length - END_BYTES;
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (end < 0 || view.getUint32(end, true) !== END) throw new RangeError('no zip that ends in its directory');
  const directoryBytes = view.getUint32(end + 12, true);
  const directoryAt = view.getUint32(end + 16, true);
  const entries = view.getUint16(end + 10, true);
  const fixed = zip.length + 30 + NAME.length + 46 + NAME.length;
  const zeros = (BLOCK_TEXT - (fixed % BLOCK_TEXT)) % BLOCK_TEXT;
  const padded = new Uint8Array(fixed + zeros);
  const out = new DataView(padded.buffer);

  padded.set(zip.subarray(0, directoryAt));
  out.setUint32(directoryAt, LOCAL, true);
  out.setUint16(directoryAt + 4, 10, true);
  const facts = zipFacts(zeros);
  padded.set(facts, directoryAt + 6);
  padded.set(NAME, directoryAt + 30);
  const directory = directoryAt + 30 + NAME.length + zeros;
  padded.set(zip.subarray(directoryAt, directoryAt + directoryBytes), directory);
  const central = directory + directoryBytes;
  out.setUint32(central, CENTRAL, true);
  out.setUint16(central + 4, 20, true);
  out.setUint16(central + 6, 10, true);
  padded.set(facts, central + 8);
  out.setUint32(central + 42, directoryAt, true);
  padded.set(NAME, central + 46);
  const newEnd = central + 46 + NAME.length;
  padded.set(zip.subarray(end), newEnd);
  out.setUint16(newEnd + 8, entries + 1, true);
  out.setUint16(newEnd + 10, entries + 1, true);
  out.setUint32(newEnd + 12, directoryBytes + 46 + NAME.length, true);
  out.setUint32(newEnd + 16, directory, true);
  return padded;
}

/** Flags, method, time, date, checksum, sizes and length of the name, as both records of a zip entry have them. */
function zipFacts(zeros: number): Uint8Array {
  const facts = new Uint8Array(24);
  const view = new DataView(facts.buffer);
  view.setUint16(6, DATE, true);
  view.setUint32(8, checksumOfZeros(zeros), true);
  view.setUint32(12, zeros, true);
  view.setUint32(16, zeros, true);
  view.setUint16(20, NAME.length, true);
  return facts;
}

/** CRC-32 of some zero bytes. */
function checksumOfZeros(count: number): number {
  let crc = -1;
  for (let i = 0; i < count * 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return ~crc >>> 0;
}
