import { zlibSync } from 'fflate';
import { fontCodes, fontNames, type PdfFont } from './pdf-fonts';

const number = (value: number): string => String(Math.round(value * 100) / 100);
const fonts: readonly PdfFont[] = ['sans', 'bold', 'serif'];

/** The operators of one page. Points are from the upper left corner; the file's own run from the lower left. */
export class PdfPage {
  readonly #parts: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number
  ) {}

  #pairs(points: readonly (readonly [number, number])[]): string {
    return points.map(([x, y], at) => `${number(x)} ${number(this.height - y)} ${at === 0 ? 'm' : 'l'}`).join('\n');
  }

  line(points: readonly (readonly [number, number])[], colour: string, width: number, dash = 0): void {
    if (points.length < 2) return;
    const pattern = dash > 0 ? `[${number(dash)}] 0 d` : '[] 0 d';
    this.#parts.push(`${rgb(colour)} RG ${number(width)} w 1 j ${pattern}\n${this.#pairs(points)}\nS`);
  }

  area(points: readonly (readonly [number, number])[], fill: string): void {
    if (points.length < 3) return;
    this.#parts.push(`${rgb(fill)} rg\n${this.#pairs(points)}\nf`);
  }

  text(text: string, x: number, y: number, font: PdfFont, size: number, colour: string): void {
    const bytes = fontCodes(text)
      .map((code) =>
        code === 40 || code === 41 || code === 92 ? `\\${String.fromCharCode(code)}` : String.fromCharCode(code)
      )
      .join('');
    const at = `${number(x)} ${number(this.height - y)}`;
    this.#parts.push(`BT ${rgb(colour)} rg /F${fonts.indexOf(font)} ${number(size)} Tf ${at} Td (${bytes}) Tj ET`);
  }

  /** Its operators, a byte a character. */
  get content(): string {
    return this.#parts.join('\n');
  }
}

function rgb(colour: string): string {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255]
    .map((part) => String(Math.round((part / 255) * 1000) / 1000))
    .join(' ');
}

const latin = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Text of the file's own properties: UTF-16 with its mark, in hexadecimal. */
const property = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')}>`;

/**
 * A PDF 1.4 of pages (ISO 32000-1): catalog, page tree, three of the standard fonts in WinAnsi, deflated contents, cross
 * references by byte. The same pages give the same bytes.
 */
export function pdfFile(
  pages: readonly PdfPage[],
  { title, language }: { readonly title: string; readonly language: string }
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const places: number[] = [];
  let length = 0;
  const write = (bytes: Uint8Array<ArrayBuffer>): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  const object = (head: string, body?: Uint8Array<ArrayBuffer>): void => {
    places.push(length);
    write(latin(`${places.length} 0 obj\n${head}\n`));
    if (body) {
      write(latin('stream\n'));
      write(body);
      write(latin('\nendstream\n'));
    }
    write(latin('endobj\n'));
  };
  const first = 4 + fonts.length;
  const pageNumber = (at: number): number => first + 2 * at;
  write(latin('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'));
  object(
    `<< /Type /Catalog /Pages 2 0 R /Lang ${property(language)} /ViewerPreferences << /DisplayDocTitle true >> >>`
  );
  object(
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${pageNumber(at)} 0 R`).join(' ')}] >>`
  );
  object(`<< /Title ${property(title)} /Producer (Sextant) >>`);
  for (const font of fonts)
    object(`<< /Type /Font /Subtype /Type1 /BaseFont /${fontNames[font]} /Encoding /WinAnsiEncoding >>`);
  const used = fonts.map((_, at) => `/F${at} ${4 + at} 0 R`).join(' ');
  pages.forEach((page, at) => {
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(page.width)} ${number(page.height)}] /Resources << /Font << ${used} >> >> /Contents ${pageNumber(at) + 1} 0 R >>`
    );
    const deflated = Uint8Array.from(zlibSync(latin(page.content), { level: 9 }));
    object(`<< /Length ${deflated.length} /Filter /FlateDecode >>`, deflated);
  });
  const table = length;
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  write(latin(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${entries}`));
  write(latin(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${table}\n%%EOF\n`));
  const file = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}
