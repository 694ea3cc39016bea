import { dayText } from '$lib/domain/calendar';
import { absolute, decimalText, ZERO } from '$lib/domain/money';
import type { DateOrder, DecimalMark } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder } from '../../sheet/table-rows';
import { orderEvidence } from '../../values/dates';
import { addTo, mostFrequent } from '../../values/grouping';
import { decimalMarkOf } from '../../values/numbers';
import { RowRefusal, readEach } from '../rows/refusal';
import { Row } from '../rows/row';
import type { Client, ClientAccount, ClientPortfolio, ClientSecurity, ClientTransaction, ClientUnit } from './client';
import { csvColumns, csvType, type CsvColumn, type CsvType } from './csv-words';

/** The transactions that a table holds as a client; rows that cannot be read are refused on the sheet. */
export function clientFromCsv(under: RowsUnder, sheet: Sheet): Client {
  const table = new CsvClient(under);
  readEach(sheet, under.rows, (row) => table.read(new Row(row, table)));
  return table.client(sheet);
}

const numeric: readonly CsvColumn[] = ['value', 'gross', 'fees', 'taxes', 'shares', 'rate'];

class CsvClient {
  /** The names that stand in this file. */
  readonly columns: Readonly<Record<CsvColumn, readonly string[]>>;
  readonly mark: DecimalMark;
  readonly order: DateOrder;
  readonly #securities = new Map<string, ClientSecurity>();
  readonly #accounts = new Map<string, ClientAccount>();
  readonly #payers = new Map<string, string[]>();
  readonly #transactions: { readonly type: CsvType; readonly transaction: ClientTransaction }[] = [];

  constructor(under: RowsUnder) {
    this.columns = Object.fromEntries(
      Object.entries(csvColumns).map(([column, names]) => [column, names.filter((name) => under.has(name))])
    ) as Record<CsvColumn, string[]>;
    const values = under.rows.flatMap((row) => numeric.map((column) => row.get(...this.columns[column])));
    this.mark = decimalMarkOf(values, undefined) ?? (under.has('Transaction Currency') ? '.' : ',');
    const { monthFirst, dayFirst } = orderEvidence(under.rows.map((row) => row.get(...this.columns.date)));
    this.order = monthFirst > 0 && dayFirst === 0 ? 'mdy' : 'dmy';
  }

  read(cells: Row): void {
    const text = (column: CsvColumn): string => cells.text(...this.columns[column]);
    const word = text('type');
    const type = csvType(word);
    if (!type) {
      const subject = word === '' ? ({ code: 'action-missing' } as const) : undefined;
      throw new RowRefusal(subject ?? { code: 'row-kind-unknown', text: word }, cells.column(csvColumns.type));
    }
    const currency = cells.currency(...this.columns.currency);
    if (currency === undefined)
      throw new RowRefusal({ code: 'value-missing', field: 'currency' }, cells.column(csvColumns.currency));
    const shares = cells.size('quantity', ...this.columns.shares);
    const account = this.#account(text('account'), currency);
    const portfolio = this.#portfolio(text('portfolio'), account);
    this.#transactions.push({
      type,
      transaction: {
        line: cells.line,
        uuid: '',
        verb: type === 'TRANSFER_IN' || type === 'TRANSFER_OUT' ? transferOf(shares > 0n) : type,
        date: this.#date(cells),
        amount: { amount: absolute(cells.number('amount', ...this.columns.value)), currency },
        shares,
        security: this.#security(cells, currency),
        account,
        otherAccount: this.#account(text('otherAccount'), currency),
        portfolio,
        otherPortfolio: this.#portfolio(text('otherPortfolio'), ''),
        units: unitsOf(cells, this.columns, currency),
        note: text('note')
      }
    });
  }

  client(sheet: Sheet): Client {
    return {
      version: 0,
      baseCurrency: sheet.baseCurrency,
      securities: [...this.#securities.values()],
      accounts: [...this.#accounts.values()],
      portfolios: [...this.#payers].map(([uuid, payers]): ClientPortfolio => {
        const reference = mostFrequent(payers.filter((payer) => payer !== ''));
        return { uuid, name: uuid.slice(PORTFOLIO.length), reference: reference ?? '' };
      }),
      transactions: directed(this.#transactions, sheet),
      plans: [],
      faults: []
    };
  }

  /** ISO 8601, so that texts sort as their days. */
  #date(cells: Row): string {
    const { day, seconds } = cells.when(...this.columns.date);
    const time = /^(\d{1,2}):(\d{2})/.exec(cells.text(...this.columns.time));
    const minutes = time ? Number(time[1]) * 60 + Number(time[2]) : Math.floor((seconds ?? 0) / 60);
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${dayText(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  #account(name: string, currency: string): string {
    if (name === '') return '';
    const uuid = `account ${name}`;
    if (!this.#accounts.has(uuid)) this.#accounts.set(uuid, { uuid, name, currency });
    return uuid;
  }

  #portfolio(name: string, payer: string): string {
    if (name === '') return '';
    addTo(this.#payers, `${PORTFOLIO}${name}`, payer);
    return `${PORTFOLIO}${name}`;
  }

  #security(cells: Row, currency: string): string {
    const [isin = '', ticker = '', wkn = '', name = ''] = (['isin', 'ticker', 'wkn', 'name'] as const).map((column) =>
      cells.text(...this.columns[column])
    );
    const uuid = isin || ticker || wkn || name;
    if (uuid === '') return '';
    const quoted = cells.text(...this.columns.grossCurrency) || currency;
    const known = this.#securities.get(uuid);
    if (!known)
      this.#securities.set(uuid, {
        line: cells.line,
        uuid,
        name,
        currency: quoted,
        target: '',
        isin,
        ticker,
        wkn,
        feed: '',
        prices: [],
        splits: []
      });
    return uuid;
  }
}

const PORTFOLIO = 'portfolio ';

const transferOf = (hasUnits: boolean): 'SECURITY_TRANSFER' | 'CASH_TRANSFER' =>
  hasUnits ? 'SECURITY_TRANSFER' : 'CASH_TRANSFER';

/** Fees, taxes and the gross amount, which is in the currency of the security where that is another one. */
function unitsOf(cells: Row, columns: Readonly<Record<CsvColumn, readonly string[]>>, currency: string): ClientUnit[] {
  const fees = cells.size('fee', ...columns.fees);
  const taxes = cells.size('tax', ...columns.taxes);
  const forex = cells.size('amount', ...columns.gross);
  const foreign = cells.text(...columns.grossCurrency);
  const rate = cells.optional('exchange-rate', ...columns.rate);
  const gross: ClientUnit = {
    type: 'GROSS_VALUE',
    amount: ZERO,
    currency,
    forex: { amount: forex, currency: foreign },
    ...(rate === undefined || rate === 0n ? {} : { rate })
  };
  return [
    ...(fees > 0n ? [{ type: 'FEE', amount: fees, currency } as const] : []),
    ...(taxes > 0n ? [{ type: 'TAX', amount: taxes, currency } as const] : []),
    ...(forex > 0n && foreign !== '' && foreign !== currency ? [gross] : [])
  ];
}

/**
 * Transfers from where they begin to where they end. One without a partner crosses the border of the file; one that
 * stands in the list of both sides is told once.
 */
function directed(
  read: readonly { readonly type: CsvType; readonly transaction: ClientTransaction }[],
  sheet: Sheet
): ClientTransaction[] {
  const sent = new Map<string, number>();
  const turned = read.map(({ type, transaction: one }) => {
    if (one.verb === 'SECURITY_TRANSFER' && one.otherPortfolio === '')
      return { ...one, verb: type === 'TRANSFER_IN' ? 'INBOUND_DELIVERY' : 'OUTBOUND_DELIVERY' } as const;
    if (one.verb === 'CASH_TRANSFER' && one.otherAccount === '')
      return { ...one, verb: type === 'TRANSFER_IN' ? 'DEPOSIT' : 'REMOVAL' } as const;
    if (type === 'TRANSFER_OUT') sent.set(keyOf(one), (sent.get(keyOf(one)) ?? 0) + 1);
    if (type !== 'TRANSFER_IN') return one;
    const { account, otherAccount, portfolio, otherPortfolio } = one;
    return {
      ...one,
      account: otherAccount,
      otherAccount: account,
      portfolio: otherPortfolio,
      otherPortfolio: portfolio
    };
  });
  return turned.filter((one, at) => {
    const isTransfer = one.verb === 'SECURITY_TRANSFER' || one.verb === 'CASH_TRANSFER';
    const left = sent.get(keyOf(one)) ?? 0;
    if (!isTransfer || read[at]?.type !== 'TRANSFER_IN' || left === 0) return true;
    sent.set(keyOf(one), left - 1);
    sheet.passOver(one.line);
    return false;
  });
}

function keyOf(one: ClientTransaction): string {
  const { date, account, otherAccount, portfolio, otherPortfolio, security, shares, amount } = one;
  const sides = [account, otherAccount, portfolio, otherPortfolio, security].join('|');
  return [date.slice(0, 10), sides, decimalText(shares), decimalText(amount.amount)].join('|');
}
