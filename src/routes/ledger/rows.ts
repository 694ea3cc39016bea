import { identifierOf, type Instrument } from '$lib/domain/instruments';
import { postingsOf, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { date, exactMoney, price, quantity } from '$lib/ui/format';
import { ledgerTexts as texts, reorganisationTexts, verbTexts } from '$lib/ui/texts';

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

/** A line of the ledger's table, its figures put in words when they are shown: most of a long ledger never is. */
export class LedgerLine {
  readonly event: LiveTransaction['event'];
  readonly transaction: Transaction;
  readonly #names: Names;
  #moved: { readonly currency: CurrencyCode; readonly amount: Decimal } | undefined | null = null;

  constructor({ event, transaction }: LiveTransaction, names: Names) {
    this.event = event;
    this.transaction = transaction;
    this.#names = names;
  }

  /** What is paid first, by which the line is signed. */
  get moved(): { readonly currency: CurrencyCode; readonly amount: Decimal } | undefined {
    if (this.#moved === null) this.#moved = cashMoved(this)[0];
    return this.#moved;
  }
  get day(): string {
    return date(this.transaction.tradeDay);
  }
  get what(): string {
    return whatText(this.transaction, this.#names);
  }
  get symbol(): string {
    const { transaction } = this;
    const instrument = 'instrument' in transaction ? transaction.instrument : undefined;
    return instrument === undefined ? '' : this.#names.symbol(instrument);
  }
  get quantity(): string {
    return 'quantity' in this.transaction ? quantity(this.transaction.quantity) : '';
  }
  get price(): string {
    return 'price' in this.transaction ? price(this.transaction.price, this.transaction.gross.currency) : '';
  }
  get amount(): string {
    return this.moved ? exactMoney(this.moved.amount, this.moved.currency, { sign: 'change' }) : '';
  }
  get cash(): Decimal {
    return this.moved?.amount ?? ZERO;
  }
  get costs(): string {
    const { transaction, moved } = this;
    if (!('fees' in transaction) || !moved) return '';
    const costs = (transaction.fees + transaction.taxes) as Decimal;
    return costs === 0n ? '' : exactMoney(costs, moved.currency);
  }
  get account(): string {
    return this.#names.account(this.transaction.account);
  }
  get note(): string {
    return this.transaction.note ?? '';
  }
}

/** Gives each transaction its line, the same one each time. */
export function linesWith(names: Names): (one: LiveTransaction) => LedgerLine {
  const kept = new WeakMap<LiveTransaction, LedgerLine>();
  return (one) => {
    const line = kept.get(one) ?? new LedgerLine(one, names);
    kept.set(one, line);
    return line;
  };
}
