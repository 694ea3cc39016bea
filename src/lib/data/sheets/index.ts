export { cellParts, inks } from './document';
export type { Drawing, Ink, Shape, SheetBlock, SheetCell, SheetDocument, SheetPart } from './document';
export { sheetHtml } from './html';
export { sheetPdf } from './pdf';
