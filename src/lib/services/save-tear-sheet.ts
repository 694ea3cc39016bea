import type { SheetDocument } from '$lib/data/sheets';
import { saveFile } from '$lib/platform/files';

export type { Drawing, Ink, Shape, SheetBlock, SheetCell, SheetDocument, SheetPart } from '$lib/data/sheets';

/** What a sheet is kept as. */
export type SheetKind = 'html' | 'pdf';

/** Hands a sheet to the person as a file of its own; gives the file's name. */
export async function saveSheet(sheet: SheetDocument, name: string, kind: SheetKind): Promise<string> {
  const { sheetHtml, sheetPdf } = await import('$lib/data/sheets');
  const file = `${name}.${kind}`;
  if (kind === 'html') saveFile(sheetHtml(sheet), file, 'text/html');
  else saveFile(sheetPdf(sheet), file, 'application/pdf');
  return file;
}
