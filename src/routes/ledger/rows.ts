import { identifierOf, type Instrument } from '$lib/domain/instruments';
import { postingsOf, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { date, exactMoney, price, quantity } from '$lib/ui/format';
import { ledgerTexts as texts, reorganisationTexts, verbTexts } from '$lib/ui/texts';

/** A line of the ledger's table, its figures in words. */
export interface LedgerLine {
  readonly event: LiveTransaction['event'];
  readonly transaction: Transaction;
  readonly day: string;
  readonly what: string;
  readonly symbol: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly cash: Decimal;
  readonly currency: string;
  readonly costs: string;
  readonly account: string;
  readonly note: string;
}

/** Names by which accounts and instruments are shown. */
export interface Names {
  readonly account: (id: string) => string;
  readonly symbol: (id: string) => string;
}

/** Names of what a vault holds. */
export function namesFrom(accounts: readonly Account[], instruments: readonly Instrument[]): Names {
  const accountNames = new Map<string, string>(accounts.map((one) => [one.id, one.name]));
  const symbols = new Map<string, string>(instruments.map((one) => [one.id, identifierOf(one)]));
  return { account: (id) => accountNames.get(id) ?? id, symbol: (id) => symbols.get(id) ?? id };
}

/** Cash that a transaction moves in its own account, by currency, what goes out first; none where nothing is paid. */
export function cashMoved({ event, transaction }: Pick<LiveTransaction, 'event' | 'transaction'>): {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}[] {
  return postingsOf(event, transaction)
    .flatMap(({ side, account, commodity, quantity: amount }) =>
      side === 'cash' && account === transaction.account && commodity.kind === 'currency'
        ? [{ currency: commodity.code, amount }]
        : []
    )
    .sort((a, b) => (a.amount < b.amount ? -1 : 1));
}

/** What a transaction is, in a few words: its verb, and what its columns do not say. */
export function whatText(transaction: Transaction, names: Names): string {
  const verb = verbTexts[transaction.verb];
  switch (transaction.verb) {
    case 'transfer-cash':
    case 'transfer-securities':
      return `${verb} ${texts.transferTo(names.account(transaction.to))}`;
    case 'split':
      return `${verb}, ${texts.ratio(transaction.numerator, transaction.denominator)}`;
    case 'reorganisation':
      return reorganisationTexts[transaction.kind];
    case 'exchange':
      return `${verb} ${texts.into(exactMoney(transaction.bought.amount, transaction.bought.currency))}`;
    default:
      return verb;
  }
}

/** The one sentence a toast or an act is named by: Buy 10 VTI on 20 Nov 2026. */
export function actTitle(transaction: Transaction, names: Names): string {
  const units = 'quantity' in transaction ? `${quantity(transaction.quantity)} ` : '';
  const symbol =
    'instrument' in transaction && transaction.instrument !== undefined
      ? `${names.symbol(transaction.instrument)} `
      : '';
  const money = 'cash' in transaction ? `${exactMoney(transaction.cash.amount, transaction.cash.currency)} ` : '';
  return `${verbTexts[transaction.verb]} ${units}${symbol}${money}on ${date(transaction.tradeDay)}`;
}

/** Lines of a page of the ledger. */
export function ledgerLines(rows: readonly LiveTransaction[], names: Names): LedgerLine[] {
  return rows.map(({ event, transaction }): LedgerLine => {
    const moved = cashMoved({ event, transaction });
    const [first] = moved;
    const costs =
      'fees' in transaction && transaction.fees + transaction.taxes !== 0n && first
        ? exactMoney((transaction.fees + transaction.taxes) as Decimal, first.currency)
        : '';
    const instrument = 'instrument' in transaction ? transaction.instrument : undefined;
    const priced = 'price' in transaction ? transaction : undefined;
    return {
      event,
      transaction,
      day: date(transaction.tradeDay),
      what: whatText(transaction, names),
      symbol: instrument === undefined ? '' : names.symbol(instrument),
      quantity: 'quantity' in transaction ? quantity(transaction.quantity) : '',
      price: priced ? price(priced.price, priced.gross.currency) : '',
      amount: first ? exactMoney(first.amount, first.currency, { sign: 'change' }) : '',
      cash: first?.amount ?? ZERO,
      currency: first?.currency ?? '',
      costs,
      account: names.account(transaction.account),
      note: transaction.note ?? ''
    };
  });
}
