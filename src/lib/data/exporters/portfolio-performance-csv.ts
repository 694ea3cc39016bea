import { dayText } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type {
  AccountId,
  CurrencyExchange,
  DeliveryIn,
  Dividend,
  IncomeInKind,
  OpeningPosition,
  Trade,
  Transaction
} from '$lib/domain/ledger';
import { absolute, add, decimalText, sign, subtract, ZERO, type Decimal, type Money } from '$lib/domain/money';
import { delimitedText, ExportNames, ExportTally, type ExportedFiles, type ExportSource } from './exported';

const columns = [
  'Date',
  'Type',
  'Value',
  'Transaction Currency',
  'Fees',
  'Taxes',
  'Shares',
  'ISIN',
  'WKN',
  'Ticker Symbol',
  'Security Name',
  'Cash Account',
  'Offset Account',
  'Securities Account',
  'Note'
] as const;

type Cells = Partial<Record<(typeof columns)[number], string>>;

/** Rows of the two files that a transaction becomes. */
interface Rows {
  readonly cash?: readonly Cells[];
  readonly securities?: readonly Cells[];
}

/**
 * Transactions in the columns of Portfolio Performance's two CSV imports, in its English words: one file of what moves
 * cash, one of what moves securities. A cash account there has one currency, so each currency of an account becomes one.
 */
export function portfolioPerformanceCsv(source: ExportSource): ExportedFiles {
  const names = new ExportNames(source);
  const tally = new ExportTally();
  const cash: string[][] = [];
  const securities: string[][] = [];
  for (const { transaction } of source.live) {
    const rows = rowsOf(transaction, new Row(transaction, names), tally);
    if (!rows) {
      tally.leave(transaction.verb);
      continue;
    }
    tally.written += 1;
    for (const [cells, into] of [[rows.cash, cash] as const, [rows.securities, securities] as const])
      into.push(...(cells ?? []).map((one) => columns.map((column) => one[column] ?? '')));
  }
  return tally.told({
    'portfolio-performance-account-transactions.csv': delimitedText([[...columns], ...cash], ';'),
    'portfolio-performance-portfolio-transactions.csv': delimitedText([[...columns], ...securities], ';')
  });
}

/** The cells of a row that its transaction says in any case. */
class Row {
  readonly #transaction: Transaction;
  readonly #names: ExportNames;

  constructor(transaction: Transaction, names: ExportNames) {
    this.#transaction = transaction;
    this.#names = names;
  }

  cash(type: string, value: Money, more: Cells = {}): Cells {
    const { tradeDay, account, note = '' } = this.#transaction;
    return {
      Date: dayText(tradeDay),
      Type: type,
      Value: decimalText(value.amount),
      'Transaction Currency': value.currency,
      'Cash Account': this.cashAccount(account, value.currency),
      Note: note,
      ...more
    };
  }

  securities(type: string, value: Money, quantity: Decimal, instrument: InstrumentId, more: Cells = {}): Cells {
    return {
      ...this.cash(type, value, more),
      ...this.security(instrument),
      Shares: decimalText(quantity),
      'Securities Account': this.#names.account(this.#transaction.account)
    };
  }

  security(id: InstrumentId | undefined): Cells {
    const instrument = this.#names.instrument(id);
    if (!instrument) return id === undefined ? {} : { 'Ticker Symbol': id };
    const value = (scheme: string): string =>
      instrument.identifiers.filter((entry) => entry.scheme === scheme).at(-1)?.value ?? '';
    const symbol = value('symbol');
    return {
      ISIN: value('isin'),
      WKN: value('wkn'),
      'Ticker Symbol': symbol || (value('isin') ? '' : instrument.id),
      'Security Name': instrument.name
    };
  }

  cashAccount(account: AccountId, currency: string): string {
    const name = this.#names.account(account);
    return this.#names.accountCurrency(account) === currency ? name : `${name} ${currency}`;
  }
}

/** The rows that say a transaction; undefined when none do. */
function rowsOf(transaction: Transaction, row: Row, tally: ExportTally): Rows | undefined {
  switch (transaction.verb) {
    case 'buy':
    case 'sell':
      return trade(transaction, row, tally);
    case 'deposit':
      return { cash: [row.cash('Deposit', transaction.cash)] };
    case 'withdrawal':
      return { cash: [row.cash('Removal', transaction.cash)] };
    case 'opening-cash':
      if (sign(transaction.cash.amount) === 0) return undefined;
      tally.reword('opening-as-deposit');
      return { cash: [signed(row, transaction.cash, 'Deposit', 'Removal')] };
    case 'dividend':
      return dividend(transaction, row);
    case 'interest': {
      const net = { ...transaction.gross, amount: subtract(transaction.gross.amount, costs(transaction)) };
      return { cash: [signed(row, net, 'Interest', 'Interest Charge', taken(transaction))] };
    }
    case 'fee':
      return { cash: [signed(row, transaction.cash, 'Fees', 'Fees Refund', row.security(transaction.instrument))] };
    case 'tax':
      return { cash: [signed(row, transaction.cash, 'Taxes', 'Tax Refund', row.security(transaction.instrument))] };
    case 'transfer-cash': {
      const offset = row.cashAccount(transaction.to, transaction.cash.currency);
      return { cash: [row.cash('Transfer (Outbound)', transaction.cash, { 'Offset Account': offset })] };
    }
    case 'exchange':
      return exchange(transaction, row, tally);
    case 'delivery-in':
      return delivery(transaction, row);
    case 'opening-position':
      if (sign(transaction.quantity) < 0) return undefined;
      tally.reword('opening-as-delivery');
      return delivery(transaction, row);
    case 'income-in-kind':
      return inKind(transaction, row, tally);
    default:
      return undefined;
  }
}

type Charged = { readonly fees: Decimal; readonly taxes: Decimal };

const costs = ({ fees, taxes }: Charged): Decimal => add(fees, taxes);

function taken({ fees, taxes }: Charged): Cells {
  return {
    ...(sign(fees) === 0 ? {} : { Fees: decimalText(fees) }),
    ...(sign(taxes) === 0 ? {} : { Taxes: decimalText(taxes) })
  };
}

/** A value without its sign: the type says which way the money went. */
function signed(row: Row, value: Money, positive: string, negative: string, more: Cells = {}): Cells {
  const type = sign(value.amount) < 0 ? negative : positive;
  return row.cash(type, { ...value, amount: absolute(value.amount) }, more);
}

function trade(transaction: Trade, row: Row, tally: ExportTally): Rows {
  const { gross, accrued = ZERO, instrument, quantity } = transaction;
  const buying = transaction.verb === 'buy';
  const net = buying ? add(gross.amount, costs(transaction)) : subtract(gross.amount, costs(transaction));
  const traded = row.securities(
    buying ? 'Buy' : 'Sell',
    { ...gross, amount: net },
    quantity,
    instrument,
    taken(transaction)
  );
  if (sign(accrued) === 0) return { securities: [traded] };
  tally.reword('accrued-as-interest');
  const interest = row.cash(buying ? 'Interest Charge' : 'Interest', { ...gross, amount: accrued });
  return { securities: [traded], cash: [interest] };
}

function dividend(transaction: Dividend, row: Row): Rows | undefined {
  const { gross, instrument } = transaction;
  if (sign(gross.amount) <= 0) return undefined;
  const net = { ...gross, amount: subtract(gross.amount, costs(transaction)) };
  return { cash: [row.cash('Dividend', net, { ...row.security(instrument), ...taken(transaction) })] };
}

function exchange(transaction: CurrencyExchange, row: Row, tally: ExportTally): Rows {
  tally.reword('exchange-as-removal-and-deposit');
  const { sold, bought } = transaction;
  const charges = costs(transaction);
  const fee = sign(charges) === 0 ? [] : [row.cash('Fees', { ...sold, amount: charges })];
  return { cash: [row.cash('Removal', sold), row.cash('Deposit', bought), ...fee] };
}

function delivery(transaction: DeliveryIn | OpeningPosition, row: Row): Rows {
  const { cost, quantity, instrument } = transaction;
  return { securities: [row.securities('Delivery (Inbound)', cost, quantity, instrument)] };
}

/** Income that is spent at once on what was received. */
function inKind(transaction: IncomeInKind, row: Row, tally: ExportTally): Rows {
  const { value, quantity, instrument, payer = instrument } = transaction;
  if (sign(value.amount) <= 0)
    return { securities: [row.securities('Delivery (Inbound)', value, quantity, instrument)] };
  tally.reword('in-kind-as-dividend-and-buy');
  const net = { ...value, amount: subtract(value.amount, costs(transaction)) };
  return {
    cash: [row.cash('Dividend', net, { ...row.security(payer), ...taken(transaction) })],
    securities: [row.securities('Buy', value, quantity, instrument)]
  };
}
