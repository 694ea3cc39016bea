import { cellsOf, lineOf, type OpenedTable } from '../../source/table';
import { instrumentAtHead, instrumentAtTail, type TextName } from '../ibkr-flex/flex-instruments';
import type { FlexSections } from '../ibkr-flex/flex-report';
import type { FlexRow } from '../ibkr-flex/flex-row';
import { columnNames, sectionName, valueName } from './activity-words';

const categories: Readonly<Record<string, string>> = {
  stocks: 'STK',
  'equity and index options': 'OPT',
  'options on futures': 'FOP',
  futures: 'FUT',
  bonds: 'BOND',
  'treasury bills': 'BILL',
  forex: 'CASH',
  warrants: 'WAR',
  'structured products': 'WAR',
  'mutual funds': 'FUND',
  cfds: 'CFD',
  crypto: 'CRYPTO',
  cryptocurrencies: 'CRYPTO'
};
const levels: Readonly<Record<string, string>> = {
  order: 'ORDER',
  trade: 'EXECUTION',
  closedlot: 'CLOSED_LOT',
  summary: 'SUMMARY',
  subtotal: 'SUMMARY',
  total: 'SUMMARY',
  lot: 'LOT'
};

/** A line of a section under its header. */
interface Line {
  readonly section: string;
  readonly line: number;
  readonly names: readonly string[];
  /** Cell under a column; '' when there is none. */
  get(...names: readonly string[]): string;
}

type Values = Readonly<Record<string, string>>;

/** Sections that tell a language is known. */
const known: ReadonlySet<string> = new Set(['Account Information', 'Trades', 'Dividends', 'Deposits & Withdrawals']);

const asRow = (line: number, values: Values): FlexRow => ({ line, field: (name) => values[name] ?? '' });
const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** Lines of data, and the lines that only head sections, add up or tell what is not read. */
function linesOf(table: OpenedTable): { readonly data: readonly Line[]; readonly others: readonly number[] } {
  const data: Line[] = [];
  const others: number[] = [];
  const headers = new Map<string, readonly string[]>();
  for (let at = 0; at < table.index.starts.length; at++) {
    const cells = cellsOf(table, at).map((cell) => cell.trim());
    const [written = '', kind = '', ...rest] = cells;
    const section = sectionName(written);
    const line = lineOf(table, at);
    if (kind === 'Header') headers.set(section, columnNames(rest));
    else if (kind === 'Data') {
      const names = headers.get(section) ?? [];
      const get = (...wanted: readonly string[]): string => {
        for (const name of wanted) {
          const cell = rest[names.indexOf(name.toLowerCase())] ?? '';
          if (cell !== '' && cell !== '--') return cell;
        }
        return '';
      };
      data.push({ section, line, names, get });
    } else if (section !== '') others.push(line);
  }
  return { data, others };
}

/** What the section on instruments tells of each, by category and symbol and by number. */
function instrumentsOf(data: readonly Line[]): ReadonlyMap<string, Values> {
  const known = new Map<string, Values>();
  for (const line of data) {
    if (line.section !== 'Financial Instrument Information') continue;
    const category = categories[valueName(line.get('Asset Category')).toLowerCase()] ?? '';
    const id = line.get('Security ID');
    const isOption = category === 'OPT' || category === 'FOP';
    for (const symbol of line
      .get('Symbol')
      .split(',')
      .map((one) => one.trim())) {
      const values = {
        assetCategory: category,
        symbol,
        description: line.get('Description'),
        conid: line.get('Conid'),
        ...(/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(id) ? { isin: id } : { cusip: id }),
        multiplier: line.get('Multiplier'),
        subCategory: /^etf$/i.test(line.get('Type')) ? 'ETF' : '',
        ...(isOption
          ? {
              putCall: line.get('Type'),
              strike: line.get('Strike'),
              expiry: line.get('Expiry'),
              underlyingSymbol: line.get('Underlying')
            }
          : { maturity: line.get('Maturity') })
      };
      for (const key of [`${category}|${symbol}`, id, `|${symbol}`])
        if (key !== '' && !known.has(key)) known.set(key, values);
    }
  }
  // Statements without that section name the number of an instrument where it pays.
  for (const { section, get } of data) {
    const payer = instrumentAtHead(get('Description'));
    if (section === 'Corporate Actions' || !payer || known.has(`|${payer.symbol}`) || known.has(payer.number)) continue;
    const values = { symbol: payer.symbol, ...numberOf(payer) };
    for (const key of [payer.number, `|${payer.symbol}`]) known.set(key, values);
  }
  return known;
}

const numberOf = ({ number }: TextName): Values =>
  /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(number) ? { isin: number } : { cusip: number };

/** Sections of an activity statement as those of a Flex report. */
export function activitySections(table: OpenedTable): {
  readonly sections: FlexSections;
  readonly passedOver: readonly number[];
  /** Lines of a statement in a language that is not known, with the names of their sections. */
  readonly unknown: readonly { readonly line: number; readonly section: string }[];
} {
  const { data, others } = linesOf(table);
  const isKnown = data.some(({ section }) => known.has(section));
  const instruments = instrumentsOf(data);
  const passedOver: number[] = [...others];
  const none = { trades: [], cash: [], actions: [], transfers: [], cashReport: [], positions: [] };
  const always = { optionEvents: [], taxes: [] };
  if (!isKnown) return { sections: { ...none, ...always, accounts: [], securities: [] }, passedOver, unknown: data };
  const rows = {
    trades: [] as FlexRow[],
    cash: [] as FlexRow[],
    actions: [] as FlexRow[],
    transfers: [] as FlexRow[],
    cashReport: [] as FlexRow[],
    positions: [] as FlexRow[]
  };
  const accounts: FlexRow[] = [];
  const about = (section: string, field: string): string =>
    data.find((line) => line.section === section && valueName(line.get('Field Name')) === field)?.get('Field Value') ??
    '';
  const number = about('Account Information', 'Account').replace(/\s*\(.*$/, '');
  const named = (text: TextName | undefined): Values =>
    text === undefined ? {} : (instruments.get(text.number) ?? { symbol: text.symbol, ...numberOf(text) });

  for (const line of data) {
    const { section } = line;
    const currency = line.get('Currency');
    const category = categories[valueName(line.get('Asset Category')).toLowerCase()] ?? '';
    const symbol = line.get('Symbol');
    const ofInstrument = instruments.get(`${category}|${symbol}`) ?? {
      ...(category === 'STK' ? instruments.get(`|${symbol}`) : {}),
      assetCategory: category,
      symbol
    };
    const base: Values = {
      accountId: line.get('Account') || number,
      currency,
      levelOfDetail: levels[line.get('DataDiscriminator').toLowerCase()] ?? ''
    };
    // In Spanish an amount is called as a quantity is.
    const amount = line.get('Amount') || (line.names.includes('asset category') ? '' : line.get('Quantity'));
    const date = line.get('Date', 'Settle Date', 'Date/Time');
    if (section === 'Trades' && isCurrency(currency))
      rows.trades.push(asRow(line.line, { ...ofInstrument, ...base, ...tradeValues(line) }));
    else if (section === 'Corporate Actions' && isCurrency(currency)) {
      const text = line.get('Description');
      const values = {
        description: text,
        reportDate: line.get('Report Date'),
        dateTime: line.get('Date/Time'),
        quantity: line.get('Quantity'),
        proceeds: line.get('Proceeds'),
        value: line.get('Value'),
        code: line.get('Code')
      };
      rows.actions.push(
        asRow(line.line, { assetCategory: category, ...named(instrumentAtTail(text)), ...base, ...values })
      );
    } else if (section === 'Transfers' && isCurrency(currency)) {
      const values = {
        date,
        direction: line.get('Direction'),
        quantity: line.get('Qty'),
        positionAmount: line.get('Market Value'),
        cashTransfer: line.get('Cash Amount')
      };
      rows.transfers.push(asRow(line.line, { ...ofInstrument, ...base, ...values }));
    } else if (section === 'Open Positions' && isCurrency(currency)) {
      const values = { position: line.get('Quantity'), costBasisMoney: line.get('Cost Basis') };
      rows.positions.push(asRow(line.line, { ...ofInstrument, ...base, ...values }));
    } else if (section === 'Cash Report' && /^ending cash$/i.test(line.get('Currency Summary')) && isCurrency(currency))
      rows.cashReport.push(asRow(line.line, { ...base, endingCash: line.get('Total') }));
    else if (isCurrency(currency) && amount !== '' && date !== '') {
      const text = line.get('Description');
      const payer = symbol === '' ? named(instrumentAtHead(text)) : (instruments.get(`|${symbol}`) ?? { symbol });
      rows.cash.push(asRow(line.line, { ...payer, ...base, type: section, amount, dateTime: date, description: text }));
    } else passedOver.push(line.line);
  }
  const baseCurrency = about('Account Information', 'Base Currency');
  if (baseCurrency !== '')
    accounts.push(asRow(1, { accountId: number, currency: baseCurrency, name: about('Account Information', 'Name') }));
  const securities = [...new Set(instruments.values())].map((values) => asRow(1, values));
  const toDay = about('Statement', 'Period').split(' - ').at(-1) ?? '';
  return {
    sections: { ...rows, ...always, accounts, securities, toDay, account: number },
    passedOver,
    unknown: []
  };
}

/** Values of a trade; the commission of an exchange names its currency in the header. */
function tradeValues(line: Line): Values {
  const commission = line.names.find((name) => name.startsWith('comm')) ?? '';
  const charged = /^comm in ([a-z]{3})$/.exec(commission)?.[1]?.toUpperCase() ?? line.get('Currency');
  const code = line.get('Code');
  const codes = code.split(/[;,\s]+/);
  const quantity = line.get('Quantity');
  return {
    tradeDate: line.get('Date/Time'),
    dateTime: line.get('Date/Time'),
    quantity,
    tradePrice: line.get('T. Price'),
    proceeds: line.get('Proceeds'),
    ibCommission: line.get(commission),
    ibCommissionCurrency: charged,
    buySell: quantity.startsWith('-') ? 'SELL' : 'BUY',
    openCloseIndicator:
      codes.includes('O') && codes.includes('C') ? 'C;O' : codes.includes('O') ? 'O' : codes.includes('C') ? 'C' : '',
    transactionType: codes.some((one) => ['A', 'Ex', 'Ep'].includes(one)) ? 'BookTrade' : 'ExchTrade',
    notes: code
  };
}
