import { BrokenFileError, type StatementReader } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import { xmlTree } from '../../source/xml';
import { bookReport } from './book-report';
import type { FlexSections } from './flex-report';
import { xmlRow, type FlexRow } from './flex-row';

const read: Readonly<Record<string, keyof Omit<FlexSections, 'toDay' | 'account'>>> = {
  AccountInformation: 'accounts',
  Trades: 'trades',
  CashTransactions: 'cash',
  CorporateActions: 'actions',
  Transfers: 'transfers',
  OptionEAE: 'optionEvents',
  TransactionTaxes: 'taxes',
  SalesTaxes: 'taxes',
  CashReport: 'cashReport',
  OpenPositions: 'positions',
  SecuritiesInfo: 'securities'
};

/** Activity reports of Interactive Brokers' Flex queries in XML: any sections, several accounts, several statements. */
export const ibkrFlex: StatementReader = {
  id: 'ibkr-flex',
  name: 'Interactive Brokers Flex (XML)',
  tried: true,
  recognises: ({ content, text }) =>
    content === 'xml' && /<Flex(QueryResponse|Statements?)[\s>]/.test(text.slice(0, 4000)),
  read({ text }, sheet) {
    const root = xmlTree(text);
    const statements = root.name === 'FlexStatement' ? [root] : [...root.within('FlexStatement')];
    if (statements.length === 0)
      throw new BrokenFileError({ code: 'file-broken', detail: '<FlexStatement> is missing' }, root.line);
    for (const statement of statements)
      bookReport(
        sectionsOf(statement, (line) => sheet.passOver(line)),
        sheet
      );
  }
};

function sectionsOf(statement: XmlElement, passOver: (line: number) => void): FlexSections {
  const rows: Record<keyof typeof read, FlexRow[]> = {};
  for (const section of statement.children) {
    const name = read[section.name];
    const written = section.name === 'AccountInformation' ? [section] : section.children;
    if (name === undefined) for (const one of written) passOver(one.line);
    else rows[name] = [...(rows[name] ?? []), ...written.map(xmlRow)];
  }
  const of = (name: string): readonly FlexRow[] => rows[name] ?? [];
  return {
    accounts: of('accounts'),
    trades: of('trades'),
    cash: of('cash'),
    actions: of('actions'),
    transfers: of('transfers'),
    optionEvents: of('optionEvents'),
    taxes: of('taxes'),
    cashReport: of('cashReport'),
    positions: of('positions'),
    securities: of('securities'),
    toDay: statement.attribute('toDate'),
    account: statement.attribute('accountId')
  };
}
