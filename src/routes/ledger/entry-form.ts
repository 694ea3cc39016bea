import type { Day } from '$lib/domain/calendar';
import { identifierOf, instrumentId, instrumentsNamed, type Instrument } from '$lib/domain/instruments';
import { accountId, verbs, type Account, type AccountId, type Transaction, type Verb } from '$lib/domain/ledger';
import {
  currencyFromCode,
  money,
  multiply,
  roundedToMinorUnit,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';

/** What is typed into the form; a field that the verb does not have is kept but not read. */
export interface EntryForm {
  readonly verb: Verb;
  readonly account: string;
  readonly newAccount: string;
  readonly to: string;
  readonly day: Day | undefined;
  readonly settlementDay?: Day | undefined;
  readonly symbol: string;
  readonly quantity?: Decimal | undefined;
  readonly price?: Decimal | undefined;
  readonly amount?: Decimal | undefined;
  readonly currency: string;
  readonly fees?: Decimal | undefined;
  readonly taxes?: Decimal | undefined;
  readonly bought?: Decimal | undefined;
  readonly boughtCurrency: string;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  readonly acquired?: Day | undefined;
  readonly note: string;
}

/** A field of the form. */
export type EntryField = Exclude<keyof EntryForm, 'verb' | 'newAccount'>;

/** Value of the account choice that makes a new one. */
export const NEW_ACCOUNT = 'new';

const trade: readonly EntryField[] = ['symbol', 'quantity', 'price', 'currency', 'amount', 'fees', 'taxes'];

/** Fields of each verb besides account, days and note, in the order of the form. */
export const fieldsOf: Readonly<Record<Verb, readonly EntryField[]>> = {
  deposit: ['amount', 'currency'],
  withdrawal: ['amount', 'currency'],
  buy: trade,
  sell: trade,
  'sell-short': trade,
  'buy-to-cover': trade,
  dividend: ['symbol', 'amount', 'currency', 'fees', 'taxes'],
  interest: ['amount', 'currency', 'fees', 'taxes'],
  fee: ['amount', 'currency', 'symbol'],
  tax: ['amount', 'currency', 'symbol'],
  'transfer-cash': ['to', 'amount', 'currency'],
  'transfer-securities': ['to', 'symbol', 'quantity'],
  split: ['symbol', 'numerator', 'denominator'],
  exchange: ['amount', 'currency', 'bought', 'boughtCurrency', 'fees', 'taxes'],
  'opening-cash': ['amount', 'currency'],
  'opening-position': ['symbol', 'quantity', 'amount', 'currency', 'acquired'],
  'delivery-in': ['symbol', 'quantity', 'amount', 'currency', 'acquired'],
  'delivery-out': ['symbol', 'quantity'],
  'income-in-kind': ['symbol', 'quantity', 'amount', 'currency', 'fees', 'taxes'],
  'return-of-capital': ['symbol', 'amount', 'currency', 'fees', 'taxes'],
  expiry: ['symbol', 'quantity'],
  'capital-call': ['symbol', 'amount', 'currency'],
  'assert-cash': ['amount', 'currency'],
  'assert-position': ['symbol', 'quantity'],
  reorganisation: [],
  exercise: [],
  assignment: [],
  distribution: []
};

/** Verbs that the form can say; the others come from files. */
export const formVerbs: readonly Verb[] = verbs.filter((verb) => fieldsOf[verb].length > 0);

/** Fields that may stay empty: costs are then zero, the amount of a trade follows from its price. */
export const optionalFields = (verb: Verb): readonly EntryField[] => [
  ...(['fees', 'taxes', 'acquired', 'settlementDay', 'note'] as const),
  ...(verb === 'fee' || verb === 'tax' ? (['symbol'] as const) : []),
  ...(isTrade(verb) ? (['amount'] as const) : [])
];

export function isTrade(verb: Verb): verb is 'buy' | 'sell' | 'sell-short' | 'buy-to-cover' {
  return verb === 'buy' || verb === 'sell' || verb === 'sell-short' || verb === 'buy-to-cover';
}

/** Names of which a form is read. */
export interface EntryContext {
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  readonly newId: (name: string) => string;
}

/** A form read: the transaction with what it brings, or the fields still empty or not understood. */
export type ReadEntry =
  | {
      readonly status: 'ready';
      readonly transaction: Transaction;
      readonly accounts: readonly Account[];
      readonly instruments: readonly Instrument[];
    }
  | { readonly status: 'incomplete'; readonly missing: readonly (EntryField | 'newAccount')[] };

/** Price times quantity of a trade's form, to the minor unit. */
export function computedGross(form: EntryForm): Decimal | undefined {
  const currency = currencyFromCode(form.currency)?.code;
  if (form.quantity === undefined || form.price === undefined || !currency) return undefined;
  return roundedToMinorUnit(money(multiply(form.quantity, form.price), currency)).amount;
}

/** The transaction a form says. */
export function readEntryForm(form: EntryForm, context: EntryContext): ReadEntry {
  const optional = optionalFields(form.verb);
  const currency = currencyFromCode(form.currency.trim().toUpperCase())?.code;
  const other = currencyFromCode(form.boughtCurrency.trim().toUpperCase())?.code;
  const isMissing = (field: EntryField): boolean => {
    if (field === 'currency') return currency === undefined;
    if (field === 'boughtCurrency') return other === undefined;
    const value = form[field];
    return value === undefined || value === '';
  };
  const missing: (EntryField | 'newAccount')[] = fieldsOf[form.verb].filter(
    (field) => !optional.includes(field) && isMissing(field)
  );
  if (form.account === '') missing.push('account');
  if (form.account === NEW_ACCOUNT && form.newAccount.trim() === '') missing.push('newAccount');
  if (form.day === undefined) missing.push('day');
  if (missing.length > 0 || form.day === undefined) return { status: 'incomplete', missing };

  const fallback = context.accounts.find((one) => one.id === form.account)?.currency ?? ('USD' as CurrencyCode);
  const accounts: Account[] = [];
  const instruments: Instrument[] = [];
  let account = form.account as AccountId;
  if (form.account === NEW_ACCOUNT) {
    const name = form.newAccount.trim();
    account = accountId(context.newId(name));
    accounts.push({ id: account, name, currency: currency ?? fallback });
  }
  const symbol = form.symbol.trim();
  const [known] = symbol === '' ? [] : instrumentsNamed(context.instruments, symbol, form.day);
  const made: Instrument | undefined =
    symbol === '' || known || !fieldsOf[form.verb].includes('symbol')
      ? undefined
      : {
          id: instrumentId(context.newId(symbol)),
          kind: 'equity',
          name: symbol.toUpperCase(),
          currency: currency ?? fallback,
          identifiers: [{ scheme: 'symbol', value: symbol.toUpperCase() }]
        };
  if (made) instruments.push(made);
  const transaction = transactionOf(form, {
    account,
    day: form.day,
    currency: currency ?? fallback,
    other: other ?? fallback,
    instrument: (known ?? made)?.id
  });
  return { status: 'ready', transaction, accounts, instruments };
}

interface Parts {
  readonly account: AccountId;
  readonly day: Day;
  readonly currency: CurrencyCode;
  readonly other: CurrencyCode;
  readonly instrument: Instrument['id'] | undefined;
}

function transactionOf(form: EntryForm, parts: Parts): Transaction {
  const { account, day, currency, other } = parts;
  const dated = {
    account,
    tradeDay: day,
    settlementDay: form.settlementDay ?? day,
    ...(form.note.trim() === '' ? {} : { note: form.note.trim() })
  };
  const costs = { fees: form.fees ?? ZERO, taxes: form.taxes ?? ZERO };
  const amount = { amount: form.amount ?? ZERO, currency };
  const instrument = parts.instrument ?? instrumentId('none');
  const about = parts.instrument === undefined ? {} : { instrument: parts.instrument };
  const { verb } = form;
  switch (verb) {
    case 'deposit':
    case 'withdrawal':
    case 'opening-cash':
    case 'assert-cash':
      return { verb, ...dated, cash: amount };
    case 'capital-call':
      return { verb, ...dated, instrument, cash: amount };
    case 'delivery-out':
    case 'expiry':
    case 'assert-position':
      return { verb, ...dated, instrument, quantity: form.quantity ?? ZERO };
    case 'income-in-kind':
      return {
        ...{ verb, ...dated, ...costs, source: 'other', instrument },
        ...{ quantity: form.quantity ?? ZERO, value: amount }
      };
    case 'fee':
    case 'tax':
      return { verb, ...dated, cash: amount, ...about };
    case 'buy':
    case 'sell':
    case 'sell-short':
    case 'buy-to-cover': {
      const gross = { amount: form.amount ?? computedGross(form) ?? ZERO, currency };
      const units = { quantity: form.quantity ?? ZERO, price: form.price ?? ZERO };
      return { verb, ...dated, ...costs, instrument, ...units, gross };
    }
    case 'dividend':
    case 'return-of-capital':
      return { verb, ...dated, ...costs, instrument, gross: amount };
    case 'interest':
      return { verb, ...dated, ...costs, gross: amount };
    case 'transfer-cash':
      return { verb, ...dated, to: form.to as AccountId, cash: amount };
    case 'transfer-securities':
      return { verb, ...dated, to: form.to as AccountId, instrument, quantity: form.quantity ?? ZERO };
    case 'split':
      return { verb, ...dated, instrument, numerator: form.numerator ?? 0, denominator: form.denominator ?? 0 };
    case 'exchange':
      return { verb, ...dated, ...costs, sold: amount, bought: { amount: form.bought ?? ZERO, currency: other } };
    case 'opening-position':
    case 'delivery-in':
      return {
        ...{ verb, ...dated, instrument, quantity: form.quantity ?? ZERO, cost: amount },
        ...(form.acquired === undefined ? {} : { acquired: form.acquired })
      };
    case 'reorganisation':
    case 'exercise':
    case 'assignment':
    case 'distribution':
      throw new RangeError(`the form cannot say "${verb}"`);
  }
}

/** An empty form. */
export function emptyForm(accounts: readonly Account[], day: Day): EntryForm {
  const [first] = accounts;
  return {
    ...{ verb: 'buy', account: first?.id ?? NEW_ACCOUNT, newAccount: '', to: '', day, symbol: '', note: '' },
    ...{ currency: first?.currency ?? 'USD', boughtCurrency: '' }
  };
}

/** The form that says a transaction. */
export function formOf(transaction: Transaction, instruments: readonly Instrument[]): EntryForm {
  const instrument =
    'instrument' in transaction ? instruments.find((one) => one.id === transaction.instrument) : undefined;
  const cash =
    'cash' in transaction
      ? transaction.cash
      : 'gross' in transaction
        ? transaction.gross
        : 'cost' in transaction
          ? transaction.cost
          : 'value' in transaction
            ? transaction.value
            : 'sold' in transaction
              ? transaction.sold
              : undefined;
  const { verb, account, tradeDay, settlementDay, note = '' } = transaction;
  return {
    ...{
      verb,
      account,
      newAccount: '',
      day: tradeDay,
      settlementDay,
      note,
      to: 'to' in transaction ? transaction.to : ''
    },
    symbol: instrument ? identifierOf(instrument, 'symbol', tradeDay) : '',
    ...('quantity' in transaction ? { quantity: transaction.quantity } : {}),
    ...('price' in transaction ? { price: transaction.price } : {}),
    ...(cash ? { amount: cash.amount } : {}),
    currency: cash?.currency ?? instrument?.currency ?? '',
    ...('fees' in transaction ? { fees: transaction.fees, taxes: transaction.taxes } : {}),
    ...('bought' in transaction ? { bought: transaction.bought.amount } : {}),
    boughtCurrency: 'bought' in transaction ? transaction.bought.currency : '',
    ...('numerator' in transaction ? { numerator: transaction.numerator, denominator: transaction.denominator } : {}),
    ...('acquired' in transaction && transaction.acquired !== undefined ? { acquired: transaction.acquired } : {})
  };
}
