import { absolute, decimal, decimalText, divide, multiply, scaledBy, ZERO, type Decimal } from '$lib/domain/money';
import { dayText } from '$lib/domain/calendar';
import { cellsOf, lineOf, type OpenedTable } from '../../source/table';
import { cellDecimal } from '../../values/numbers';
import { instrumentAtHead } from '../ibkr-flex/flex-instruments';
import type { FlexSections } from '../ibkr-flex/flex-report';
import type { FlexRow } from '../ibkr-flex/flex-row';
import { writtenOption } from '../rows/option-symbol';

const SECTION = 'Transaction History';
/** Columns by their places: their names are in the language of the account, those of the first seven always stand first. */
const [DATE, ACCOUNT, TEXT, TYPE, SYMBOL, QUANTITY, PRICE] = [0, 1, 2, 3, 4, 5, 6];
const UNIT = /^(price currency|preisw.hrung|moneda del precio|devise du prix|价格货币)$/i;

/** What a type means, in the languages met so far: English, German, Spanish, French, Italian, Chinese. */
const types: readonly (readonly [RegExp, string])[] = [
  [/^(buy|kauf|compra|achat|acquisto|买|买入)$/i, 'trade'],
  [/^(sell|verkauf|venta|vente|vendita|卖|卖出)$/i, 'trade'],
  [/^(assignment|zuteilung|asignaci.n|assignation|指派|被行权)/i, 'A'],
  [/^(exercise|aus.bung|ejercicio|exercice|esercizio|行权)/i, 'Ex'],
  [/^(expir|verfall|vencimiento|scadenza|到期)/i, 'Ep'],
  [/^(payment in lieu|dividend|dividend[oe]s?$|股息|代付股息)/i, 'Dividends'],
  [/withh|quellensteuer|retenci.n|retenue|ritenuta|预扣税/i, 'Withholding Tax'],
  [/bond interest|债券利息/i, 'Bond Interest'],
  [/interest|zinsen|inter.s|interessi|利息/i, 'Interest'],
  [
    /deposit|withdrawal|fund transfer|cash transfer|einzahlung|auszahlung|dep.sito|retiro|retrait|存款|取款/i,
    'Deposits'
  ],
  [/sales tax|tax|steuer|impuesto|税/i, 'Tax'],
  // Amounts are in the base currency: what is left of an exchange is its gain or loss.
  [/forex trade|adjustment|anpassung|ajuste|外汇交易|调整/i, 'Fees'],
  [/fee|commission|geb.hr|comisi.n|frais|费|佣金/i, 'Fees']
];

type Values = Readonly<Record<string, string>>;
const asRow = (line: number, values: Values): FlexRow => ({ line, field: (name) => values[name] ?? '' });
const number = (text: string): Decimal => cellDecimal(text, '.') ?? ZERO;

/** Where the columns after the price stand. */
interface Places {
  readonly unit: number | undefined;
  readonly gross: number;
  readonly net: number;
  readonly rate: number | undefined;
}

/** True for a table that has the section. */
export function hasHistory(table: OpenedTable): boolean {
  return Array.from({ length: Math.min(40, table.index.starts.length) }, (_, at) => cellsOf(table, at)).some(
    ([section = '', kind = '']) => section.trim() === SECTION && kind.trim() === 'Header'
  );
}

/** The section "Transaction History", in which all amounts are in the base currency, as sections of a Flex report. */
export function historySections(table: OpenedTable): {
  readonly sections: FlexSections;
  readonly passedOver: readonly number[];
} {
  const passedOver: number[] = [];
  const [trades, cash]: [FlexRow[], FlexRow[]] = [[], []];
  const numbers = numbersBySymbol(table);
  let places: Places | undefined;
  let base = '';
  for (let at = 0; at < table.index.starts.length; at++) {
    const [section = '', kind = '', ...cells] = cellsOf(table, at).map((cell) => cell.trim());
    const line = lineOf(table, at);
    if (section !== SECTION) {
      // The summary states the base currency as the only value that is a code.
      if (kind === 'Data' && cells.length === 2 && /^[A-Z]{3}$/.test(cells[1] ?? '')) base = cells[1] ?? '';
      if (kind === 'Data') passedOver.push(line);
    } else if (kind === 'Header') places = placesOf(cells);
    else if (kind === 'Data' && places) {
      const read = rowOf(line, cells, places, base, numbers);
      if (read.kind === 'trade') trades.push(read.row);
      else cash.push(read.row);
    }
  }
  const empty = { accounts: [], actions: [], transfers: [], optionEvents: [], taxes: [], cashReport: [] };
  return { sections: { ...empty, trades, cash, positions: [], securities: [] }, passedOver };
}

/** Only payments name the number of an instrument. */
function numbersBySymbol(table: OpenedTable): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (let at = 0; at < table.index.starts.length; at++) {
    const [section = '', , ...cells] = cellsOf(table, at).map((cell) => cell.trim());
    const payer = section === SECTION ? instrumentAtHead(cells[TEXT] ?? '') : undefined;
    if (payer && /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(payer.number)) numbers.set(cells[SYMBOL] ?? '', payer.number);
  }
  return numbers;
}

function placesOf(names: readonly string[]): Places {
  const unit = UNIT.test(names[PRICE + 1] ?? '') ? PRICE + 1 : undefined;
  const gross = (unit ?? PRICE) + 1;
  const rate = names.findIndex((name) =>
    /^(exchange rate|wechselkurs|tipo de cambio|taux de change|汇率)$/i.test(name)
  );
  return { unit, gross, net: gross + 2, rate: rate < 0 ? undefined : rate };
}

function rowOf(
  line: number,
  cells: readonly string[],
  places: Places,
  base: string,
  numbers: ReadonlyMap<string, string>
): { readonly kind: 'trade' | 'cash'; readonly row: FlexRow } {
  const cell = (at: number | undefined): string => (at === undefined || cells[at] === '-' ? '' : (cells[at] ?? ''));
  const written = cell(TYPE);
  const meaning = types.find(([pattern]) => pattern.test(written))?.[1];
  const about = { accountId: cell(ACCOUNT), currency: base, dateTime: cell(DATE), description: cell(TEXT) };
  const net = cell(places.net) || cell(places.gross);
  const isin = numbers.get(cell(SYMBOL)) ?? '';
  if (meaning === 'trade' || meaning === 'A' || meaning === 'Ex' || meaning === 'Ep') {
    const named = { symbol: cell(SYMBOL), isin, ...contractOf(cell(SYMBOL)) };
    const values = { ...about, ...named, ...amountsOf(cell, places, base) };
    const ended: Values = meaning === 'trade' ? {} : { transactionType: 'BookTrade', notes: meaning };
    return { kind: 'trade', row: asRow(line, { ...values, ...ended }) };
  }
  const named: Values = meaning === 'Fees' ? {} : { symbol: cell(SYMBOL), isin };
  const quoteCurrency = /\b([A-Z]{3})\s\d/.exec(cell(TEXT))?.[1] ?? '';
  return {
    kind: 'cash',
    row: asRow(line, { ...about, ...named, quoteCurrency, type: meaning ?? written, amount: net })
  };
}

/** Terms of an option that its symbol spells out, as attributes of a Flex row. */
function contractOf(symbol: string): Values {
  const option = writtenOption(symbol);
  if (!option) return {};
  return {
    assetCategory: 'OPT',
    multiplier: '100',
    putCall: option.right === 'put' ? 'P' : 'C',
    strike: option.strike,
    expiry: dayText(option.expiry),
    underlyingSymbol: option.underlying
  };
}

/** Figures of a trade in the base currency; its price is in the one in which it is quoted, so it is worked out again. */
function amountsOf(cell: (at: number | undefined) => string, places: Places, base: string): Values {
  const [quantity, gross] = [number(cell(QUANTITY)), number(cell(places.gross))];
  const unit = cell(places.unit) || base;
  const size = writtenOption(cell(SYMBOL)) ? decimal('100') : decimal('1');
  const product = multiply(absolute(quantity), absolute(number(cell(PRICE))));
  const quoted = unit === base ? product : multiply(product, number(cell(places.rate)));
  // A bond is quoted in percent: its amount is a hundredth of units times price.
  const percent = gross !== 0n && isNear(scaledBy(quoted, 1n, 100n), absolute(gross));
  const units = multiply(absolute(quantity), size);
  const price = unit === base || units === 0n ? absolute(number(cell(PRICE))) : divide(absolute(gross), units);
  const costs = number(cell(places.net)) - gross;
  return {
    ...(percent ? { assetCategory: 'BOND' } : {}),
    quantity: cell(QUANTITY),
    tradePrice: decimalText(price),
    proceeds: cell(places.gross),
    ibCommission: cell(places.net) === '' ? '' : decimalText(costs as Decimal),
    ibCommissionCurrency: base,
    quoteCurrency: unit
  };
}

const isNear = (one: Decimal, other: Decimal): boolean => {
  const gap = absolute((one - other) as Decimal);
  return multiply(gap, decimal('50')) <= other;
};
