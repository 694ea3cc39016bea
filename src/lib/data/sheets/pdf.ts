import { inks, type SheetBlock, type SheetDocument } from './document';
import { blockDrawer, type Placed } from './pdf-blocks';
import { pdfFile, PdfPage } from './pdf-file';

// A4 in points.
const [WIDTH, HEIGHT, MARGIN, GAP] = [595.28, 841.89, 42, 24];
const FOOT = 26;

/** A sheet as a PDF of A4 pages. A block is not broken across pages where it fits on one; a table breaks between rows. */
export function sheetPdf(sheet: SheetDocument): Uint8Array<ArrayBuffer> {
  const pages: PdfPage[] = [];
  let page = new PdfPage(WIDTH, HEIGHT);
  let y = MARGIN;
  const bottom = HEIGHT - MARGIN - FOOT;
  const wide = WIDTH - 2 * MARGIN;
  const turn = (): void => {
    pages.push(page);
    page = new PdfPage(WIDTH, HEIGHT);
    y = MARGIN;
  };

  /** Pieces of a block one under another, on a new page where one does not fit. */
  function flow(pieces: readonly Placed[]): void {
    for (const piece of pieces) {
      if (y + piece.height + (piece.keep ?? 0) > bottom) turn();
      piece.draw(page, MARGIN, y);
      y += piece.height;
    }
  }

  /** Cells in two columns, each where there is more room. */
  function columns(cells: readonly (readonly SheetBlock[])[]): void {
    const width = (wide - GAP) / 2;
    let tops = [y, y];
    for (const blocks of cells) {
      const pieces = blocks.flatMap((block) => blockDrawer(block, width));
      const height = pieces.reduce((sum, piece) => sum + piece.height, 0);
      if (Math.min(tops[0], tops[1]) + height > bottom) {
        turn();
        tops = [y, y];
      }
      const at = tops[0] <= tops[1] ? 0 : 1;
      for (const piece of pieces) {
        piece.draw(page, MARGIN + at * (width + GAP), tops[at]);
        tops[at] += piece.height;
      }
    }
    y = Math.max(tops[0], tops[1]);
  }

  page.text(sheet.title, MARGIN, y + 20, 'serif', 24, inks.ink);
  page.text(sheet.subtitle, MARGIN, y + 36, 'sans', 9, inks.soft);
  y += 48;
  for (const part of sheet.parts)
    if (part.kind === 'cells') columns(part.cells);
    else flow(blockDrawer(part, wide));
  pages.push(page);
  pages.forEach((each, at) => {
    const foot = HEIGHT - MARGIN;
    each.line(
      [
        [MARGIN, foot - 12],
        [WIDTH - MARGIN, foot - 12]
      ],
      inks.line,
      0.5
    );
    each.text(sheet.foot, MARGIN, foot, 'sans', 7.5, inks.faint);
    each.text(`${at + 1} / ${pages.length}`, WIDTH - MARGIN - 22, foot, 'sans', 7.5, inks.faint);
  });
  return pdfFile(pages, { title: `${sheet.title}, ${sheet.subtitle}`, language: sheet.language });
}
