import { cellsOf, lineOf, type OpenedTable } from '../../source/table';
import type { FlexSections } from '../ibkr-flex/flex-report';
import type { FlexRow } from '../ibkr-flex/flex-row';

type Section = keyof Omit<FlexSections, 'toDay' | 'account'>;

/** Name of a column without case, blanks and signs: "Buy/Sell" is "buysell". */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Columns that go by another name than the attribute of the XML. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  accountId: ['clientaccountid'],
  currency: ['currencyprimary'],
  assetCategory: ['assetclass'],
  notes: ['notescodes'],
  accruedInt: ['accruedinterest', 'accruedint'],
  description: ['actiondescription', 'description'],
  position: ['position', 'quantity']
};

/** A section is known by its columns. The first that fits. */
const marks: readonly (readonly [Section | 'other', readonly string[]])[] = [
  ['optionEvents', ['transactiontype', 'commisionsandtax']],
  ['trades', ['tradeprice', 'quantity']],
  ['cashReport', ['currencyprimary', 'endingcash']],
  ['positions', ['markprice', 'positionvalue']],
  ['positions', ['position', 'costbasismoney']],
  ['actions', ['actiondescription', 'proceeds']],
  ['transfers', ['direction', 'positionamount']],
  ['transfers', ['direction', 'cashtransfer']],
  ['taxes', ['taxamount', 'currencyprimary']],
  ['taxes', ['salestax', 'currencyprimary']],
  ['cash', ['type', 'amount', 'currencyprimary']],
  ['securities', ['conid', 'issuer', 'securityid']],
  ['accounts', ['accounttype', 'currencyprimary']],
  ['other', ['currencyprimary']],
  ['other', ['clientaccountid']],
  ['other', ['fromcurrency', 'tocurrency', 'rate']]
];

/** What the columns of a row announce; undefined when it is no header. */
export function sectionAnnounced(cells: readonly string[]): Section | 'other' | undefined {
  const names = new Set(cells.map(plain));
  return marks.find(([, columns]) => columns.every((column) => names.has(column)))?.[0];
}

const DESCRIPTORS: ReadonlySet<string> = new Set([
  'BOF',
  'BOA',
  'BOS',
  'EOS',
  'EOA',
  'EOF',
  'HEADER',
  'DATA',
  'TRAILER',
  'MSG'
]);

function rowFrom(line: number, names: ReadonlyMap<string, number>, cells: readonly string[]): FlexRow {
  return {
    line,
    field(name) {
      for (const column of otherNames[name] ?? [plain(name)]) {
        const place = names.get(column);
        const value = place === undefined ? '' : (cells[place] ?? '').trim();
        if (value !== '' && value !== '--' && value !== '-' && value !== 'N/A') return value;
      }
      return '';
    }
  };
}

/** The sections of a report, each under its own header, with the lines that only frame them or are not read. */
export function csvSections(table: OpenedTable): {
  readonly sections: FlexSections;
  readonly passedOver: readonly number[];
} {
  const rows: Record<Section, FlexRow[]> = {
    accounts: [],
    trades: [],
    cash: [],
    actions: [],
    transfers: [],
    optionEvents: [],
    taxes: [],
    cashReport: [],
    positions: [],
    securities: []
  };
  const passedOver: number[] = [];
  let section: Section | 'other' = 'other';
  let names: ReadonlyMap<string, number> = new Map();
  let account = '';
  let toDay = '';
  for (let at = 0; at < table.index.starts.length; at++) {
    const cells = cellsOf(table, at);
    if (cells.every((cell) => cell.trim() === '')) continue;
    const line = lineOf(table, at);
    const descriptor = (cells[0] ?? '').trim().toUpperCase();
    if (descriptor === 'BOA' || descriptor === 'BOF') account = (cells[1] ?? '').trim();
    if (descriptor === 'BOF') toDay = cells.filter((cell) => /^\d{4}-?\d{2}-?\d{2}$/.test(cell.trim()))[1] ?? '';
    // Lines that begin with a descriptor and a code of the section have their cells two places on.
    const announced = sectionAnnounced(cells);
    if (announced !== undefined && descriptor !== 'DATA') {
      section = announced;
      names = new Map(cells.map((cell, place) => [plain(cell), place] as const).reverse());
      continue;
    }
    if (DESCRIPTORS.has(descriptor) && descriptor !== 'DATA') continue;
    if (section === 'other') passedOver.push(line);
    else rows[section].push(rowFrom(line, names, cells));
  }
  const about = { ...(toDay === '' ? {} : { toDay }), ...(account === '' ? {} : { account }) };
  return { sections: { ...rows, ...about }, passedOver };
}
