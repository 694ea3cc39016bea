import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { ProblemSubject } from '$lib/domain/statements';
import { openSource, type OpenedSource } from './source';
import { MAXIMUM_BYTES, tableFromText } from './table';

/** A file with the parts that may be statements: itself, the sheets of a workbook, or the files of an archive. */
export interface OpenedFile {
  readonly name: string;
  readonly container?: 'xlsx' | 'zip';
  /** At least one. */
  readonly parts: readonly OpenedSource[];
}

type Report = (share: number) => void;
const silent: Report = () => undefined;

/** Opens a file or pasted text. Bad files come back with one part that says why it is refused, never as an error. */
export async function openFile(
  source: Uint8Array | string,
  name: string,
  onProgress: Report = silent
): Promise<OpenedFile> {
  const opened = openSource(source, name, onProgress);
  const format = opened.refusal?.subject.code === 'not-a-table' ? opened.refusal.subject.format : undefined;
  if (typeof source === 'string') return { name, parts: [opened] };
  if (format === 'xlsx') return workbook(source, opened);
  if (format === 'zip') return archive(source, opened);
  if (format === 'xls' && holdsText(source, 'EncryptedPackage')) return refused(opened, { code: 'file-encrypted' });
  return { name, parts: [opened] };
}

function refused(opened: OpenedSource, subject: ProblemSubject): OpenedFile {
  return { name: opened.name, parts: [{ ...opened, refusal: { subject, effect: 'file' } }] };
}

/** Sheets of a workbook as tables; a row of the sheet is a line of its text. */
async function workbook(bytes: Uint8Array, opened: OpenedSource): Promise<OpenedFile> {
  const { default: readSheets } = await import('read-excel-file/web-worker');
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readSheets(bytes.slice().buffer, { trim: true });
  } catch (error) {
    return refused(opened, { code: 'file-broken', detail: error instanceof Error ? error.message : String(error) });
  }
  const parts = sheets
    .filter(({ data }) => data.some((row) => row.some((cell) => cell !== null && cell !== '')))
    .map(({ sheet, data }) => sheetTable(sheet, data, bytes.length));
  if (parts.length === 0) return refused(opened, { code: 'empty-file' });
  return { name: opened.name, container: 'xlsx', parts };
}

function sheetTable(name: string, data: readonly (readonly unknown[])[], bytes: number): OpenedSource {
  const text = data.map((row) => row.map(cellText).join('\t')).join('\n');
  const about = { name, bytes, encoding: 'text', guessed: 0 } as const;
  const table = tableFromText(text, about, silent, '\t');
  return { name, bytes, encoding: 'text', content: 'table', text, table };
}

/** A cell as text: days as ISO 8601, numbers without exponent, breaks and tabs as blanks. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace('T', ' ')
      .replace(/\.000Z$/, '');
  const text = (typeof cell === 'string' ? cell : typeof cell === 'boolean' ? String(cell) : '').replace(
    /[\t\r\n]+/g,
    ' '
  );
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Shortest decimal digits of a number, without an exponent. */
function numberText(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits.padEnd(point, '0')
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Files of an archive, the workbooks among them by their sheets. */
async function archive(bytes: Uint8Array, opened: OpenedSource): Promise<OpenedFile> {
  let room = MAXIMUM_BYTES;
  const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/') || /(^|\/)(\.|__MACOSX)/.test(name) || originalSize > room) return false;
    room -= originalSize;
    return true;
  };
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: wanted });
  } catch (error) {
    // Bit 0 of the flags of the first entry: it is encrypted.
    if ((bytes[6] ?? 0) & 1) return refused(opened, { code: 'file-encrypted' });
    return refused(opened, { code: 'file-broken', detail: error instanceof Error ? error.message : String(error) });
  }
  const parts: OpenedSource[] = [];
  for (const [name, content] of Object.entries(files)) {
    const part = openSource(content, name);
    const isBook = part.refusal?.subject.code === 'not-a-table' && part.refusal.subject.format === 'xlsx';
    if (!isBook) parts.push(part);
    else
      for (const sheet of (await workbook(content, part)).parts)
        parts.push({ ...sheet, name: `${name}, ${sheet.name}` });
  }
  if (parts.length === 0) return refused(opened, { code: 'not-a-table', format: 'zip' });
  return { name: opened.name, container: 'zip', parts };
}

/** True when the bytes hold a text in UTF-16. */
function holdsText(bytes: Uint8Array, text: string): boolean {
  return (
    new TextDecoder('utf-16le').decode(bytes.subarray(0, 65536)).includes(text) ||
    new TextDecoder('utf-16le').decode(bytes.subarray(Math.max(0, bytes.length - 65536) & ~1)).includes(text)
  );
}
