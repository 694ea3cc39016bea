import type { ForeignFormat } from '$lib/domain/statements';

/** What a file is when it is no table of text. */
export const foreign: Record<ForeignFormat, string> = {
  xlsx: 'an Excel workbook',
  xls: 'an old Excel workbook',
  zip: 'a ZIP archive',
  gzip: 'a compressed file',
  pdf: 'a PDF',
  image: 'a picture',
  xml: 'an XML file',
  html: 'a web page',
  json: 'a JSON file',
  ofx: 'an OFX or QFX file',
  qif: 'a QIF file',
  sqlite: 'a database',
  unknown: 'not a text file'
};

/** Why a file of that kind cannot be read. */
export const foreignDetails: Partial<Record<ForeignFormat, string>> = {
  xlsx: 'No sheet in it has columns that can be told.',
  zip: 'No file in it is a statement that can be read.',
  xml: 'It is not of a broker or a program that is read here.',
  json: 'It is not of a broker or a program that is read here.',
  pdf: 'A page is a picture of a table, not the table.',
  image: 'A picture of a table is not the table.'
};

/** What to do about it. */
export const foreignRemedies: Partial<Record<ForeignFormat, string>> = {
  xlsx: 'Put the names of the columns in one row, or copy the cells and paste them here.',
  xls: 'Save the sheet as XLSX or CSV, or copy its cells and paste them here.',
  zip: 'Unpack it and drop the statement inside.',
  gzip: 'Unpack it and drop the statement inside.',
  pdf: 'Ask your broker for the CSV export, or copy the table out of the PDF and paste it here.',
  html: 'Copy the table from the page and paste it here.'
};
