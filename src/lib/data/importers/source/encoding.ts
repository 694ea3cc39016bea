import type { ForeignFormat, TextEncoding } from '$lib/domain/statements';

/** Text of a file, or what else the file is. `guessed` counts characters that the character set left in doubt. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: TextEncoding; readonly guessed: number }
  | {
      readonly kind: 'foreign';
      readonly format: ForeignFormat;
      /** Present for formats that are text. */
      readonly text?: string;
      readonly encoding?: TextEncoding;
    }
  | { readonly kind: 'empty' };

const signatures: readonly (readonly [ForeignFormat, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  // Portfolio Performance: "PPPBV1", and "PORTFOLIO" with the method of its encryption.
  ['unknown', [0x50, 0x50, 0x50, 0x42, 0x56, 0x31]],
  ['unknown', [0x50, 0x4f, 0x52, 0x54, 0x46, 0x4f, 0x4c, 0x49, 0x4f, 0x00]],
  ['unknown', [0x50, 0x4f, 0x52, 0x54, 0x46, 0x4f, 0x4c, 0x49, 0x4f, 0x01]]
];

const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte);

/** Text of the bytes in the character set they betray: byte order marks, valid UTF-8, NULs of UTF-16, else windows-1252. */
export function decoded(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { kind: 'empty' };
  const signature = signatures.find(([, head]) => startsWith(bytes, head));
  if (signature) return { kind: 'foreign', format: signature[0] };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'foreign', format: zipContent(bytes) };
  const wide = utf16Order(bytes);
  if (wide) return recognised(new TextDecoder(wide).decode(bytes), wide, 0);
  if (bytes.indexOf(0) >= 0) return { kind: 'foreign', format: 'unknown' };
  const text = new TextDecoder('utf-8').decode(bytes);
  const doubtful = occurrences(text, '\uFFFD');
  if (doubtful === 0) return recognised(text, 'utf-8', 0);
  const sound = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  if (sound > doubtful) return recognised(text, 'utf-8', doubtful);
  return recognised(new TextDecoder('windows-1252').decode(bytes), 'windows-1252', doubtful);
}

/** Pasted text as a decoded file. */
export function pasted(text: string): Decoded {
  return text.trim() === '' ? { kind: 'empty' } : recognised(text, 'text', 0);
}

function recognised(text: string, encoding: TextEncoding, guessed: number): Decoded {
  const head = text.slice(0, 4096).trimStart();
  if (head === '' && text.trim() === '') return { kind: 'empty' };
  const format = textFormat(head);
  if (format) return { kind: 'foreign', format, text: withoutMark(text), encoding };
  // Controls other than tab, line feed, form feed and carriage return do not come in tables.
  let controls = 0;
  for (let at = 0; at < head.length; at++) {
    const code = head.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) controls += 1;
  }
  if (controls * 50 > head.length) return { kind: 'foreign', format: 'unknown' };
  return { kind: 'text', text: withoutMark(text), encoding, guessed };
}

const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/**
 * Text of XML or OFX in the character set that its head declares; undefined where the bytes are UTF-8 all the same, or
 * where it declares none that is known.
 */
export function declaredText(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label =
    /<\?(?:xml|OFX)[^>]*\bencoding="([\w-]+)"/i.exec(head)?.[1] ?? /^\s*CHARSET:\s*([\w-]+)/im.exec(head)?.[1];
  if (label === undefined || /^(utf-?8|unicode|none)$/i.test(label)) return undefined;
  if (!new TextDecoder('utf-8').decode(bytes).includes('\uFFFD')) return undefined;
  try {
    return new TextDecoder(/^\d{4}$/.test(label) ? `windows-${label}` : label).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function textFormat(head: string): ForeignFormat | undefined {
  // Comments may stand before the head of either kind: that of OFX, and lines of "#" before a QIF.
  const start = head
    .replace(/^\uFEFF/, '')
    .replace(/^(?:\s*<!--[\s\S]*?-->)+\s*(?=<OFX)/i, '')
    .replace(/^(?:[#^].*\s+|\s+)+(?=!)/, '')
    .slice(0, 400);
  if (/^OFXHEADER/i.test(start) || /^<\?OFX/i.test(start) || /^<OFX>/i.test(start)) return 'ofx';
  if (/^!(Type:|Account|Option:|Clear:)/i.test(start)) return 'qif';
  if (/^<(!doctype\s+html|html)/i.test(start)) return 'html';
  if (/^<\?xml|^<[A-Za-z][\w:.-]*[\s>/]/.test(start)) return /<\?OFX/i.test(start) ? 'ofx' : 'xml';
  if (/^[[{]\s*(["[{\]}\d]|$)/.test(start)) return 'json';
  return undefined;
}

function zipContent(bytes: Uint8Array): ForeignFormat {
  const names = new TextDecoder('latin1').decode(bytes.subarray(0, 65536));
  return names.includes('xl/') || names.includes('[Content_Types].xml') ? 'xlsx' : 'zip';
}

/** Byte order of UTF-16 by its mark, or by NULs that fill nearly every other byte. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const length = Math.min(bytes.length & ~1, 2048);
  if (length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (odd > half * 0.8 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.8 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}
