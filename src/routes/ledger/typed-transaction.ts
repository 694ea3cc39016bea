import { plusDays, weekday, type Day } from '$lib/domain/calendar';
import { identifierOf, instrumentsNamed, type Instrument } from '$lib/domain/instruments';
import type { Account, Verb } from '$lib/domain/ledger';
import { currencyFromCode, type Decimal } from '$lib/domain/money';
import { dayFromTyped, decimalFromTyped } from '$lib/ui/format';
import { emptyForm, isTrade, type EntryForm } from './entry-form';

/** What typed words are read against. */
export interface TypedContext {
  readonly today: Day;
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
}

const words: Readonly<Record<string, Verb>> = {
  ...{ buy: 'buy', bought: 'buy', sell: 'sell', sold: 'sell', short: 'sell-short', cover: 'buy-to-cover' },
  ...{ dividend: 'dividend', div: 'dividend', deposit: 'deposit', deposited: 'deposit', pay: 'deposit' },
  ...{ withdraw: 'withdrawal', withdrew: 'withdrawal', withdrawal: 'withdrawal', interest: 'interest' },
  ...{ fee: 'fee', tax: 'tax', split: 'split' }
};
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fillers = new Set(['of', 'at', 'for', 'on', 'in', 'from', 'to', '@', 'x', 'shares', 'units']);
const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/**
 * A form filled in from words: "buy 10 VTI 250 yesterday", "deposit 500 EUR on 3 Mar 2021", "split AAPL 4:1".
 * The first word is the verb; for a trade the first number is the quantity and the second the price. Undefined when
 * the words are no transaction.
 */
export function formFromTyped(text: string, context: TypedContext): EntryForm | undefined {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const verb = words[first.toLowerCase()];
  if (!verb || rest.length === 0) return undefined;
  const { day, left } = dayAmong(rest, context.today);
  const named = accountAmong(left, context.accounts);
  const numbers: Decimal[] = [];
  const names: string[] = [];
  let currency: string | undefined;
  let ratio: { numerator: number; denominator: number } | undefined;
  for (const word of named.left) {
    const parts = /^(\d+):(\d+)$/.exec(word);
    const sign = Object.keys(signs).find((one) => word.startsWith(one) || word.endsWith(one));
    const value = parts || names.includes(word) ? undefined : decimalFromTyped(word.replace(/^@/, ''));
    if (parts) ratio = { numerator: Number(parts[1]), denominator: Number(parts[2]) };
    else if (value !== undefined) {
      numbers.push(value);
      if (sign) currency = signs[sign];
    } else if (fillers.has(word.toLowerCase())) continue;
    else if (isCurrency(word, context.instruments)) currency = word.toUpperCase();
    else names.push(word);
  }
  if (names.length > 1) return undefined;
  const symbol = names[0] ?? '';
  const [instrument] = symbol === '' ? [] : instrumentsNamed(context.instruments, symbol, day);
  const empty = emptyForm(context.accounts, day ?? context.today);
  const account = named.account ?? accountFor(currency ?? instrument?.currency, context.accounts);
  const [one, two] = numbers;
  return {
    ...empty,
    verb,
    ...(account ? { account: account.id } : {}),
    symbol: instrument ? identifierOf(instrument, 'symbol', day) : symbol.toUpperCase(),
    currency: currency ?? instrument?.currency ?? account?.currency ?? empty.currency,
    ...(isTrade(verb) ? { quantity: one, price: two } : ratio ? ratio : { amount: one })
  };
}

function isCurrency(word: string, instruments: readonly Instrument[]): boolean {
  return /^[A-Za-z]{3}$/.test(word) && currencyFromCode(word.toUpperCase()) !== undefined
    ? instrumentsNamed(instruments, word).length === 0
    : false;
}

function accountFor(currency: string | undefined, accounts: readonly Account[]): Account | undefined {
  return accounts.find((one) => one.currency === currency) ?? accounts[0];
}

/** The day the words name, and the words without it: today, yesterday, a weekday gone by, or a date of one to three words. */
function dayAmong(all: readonly string[], today: Day): { day: Day | undefined; left: string[] } {
  for (let at = 0; at < all.length; at++) {
    for (const length of [3, 2, 1]) {
      const part = all.slice(at, at + length);
      if (part.length < length) continue;
      const day = length === 1 ? dayOfWord(part[0] ?? '', today) : dateOf(part, today);
      if (day !== undefined) return { day, left: [...all.slice(0, at), ...all.slice(at + length)] };
    }
  }
  return { day: undefined, left: [...all] };
}

function dayOfWord(word: string, today: Day): Day | undefined {
  const text = word.toLowerCase();
  if (text === 'today') return today;
  if (text === 'yesterday') return plusDays(today, -1);
  const index = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]*$/.test(text) ? days.indexOf(text.slice(0, 3)) : -1;
  if (index >= 0) return plusDays(today, -(((weekday(today) % 7) - index + 7) % 7 || 7));
  return /\d[-/.]\d/.test(word) ? dayFromTyped(word) : undefined;
}

function dateOf(part: readonly string[], today: Day): Day | undefined {
  if (!part.some((word) => /^[A-Za-z]{3,}/.test(word)) || !part.some((word) => /^\d{1,2}\.?$/.test(word)))
    return undefined;
  if (part.length === 3) return /^\d{4}$/.test(part[2] ?? '') ? dayFromTyped(part.join(' ')) : undefined;
  // Without a year the last such day that is not still to come.
  const year = 1970 + Math.floor(today / 365.2425);
  const thisYear = dayFromTyped(`${part.join(' ')} ${year}`);
  return thisYear === undefined || thisYear <= today ? thisYear : dayFromTyped(`${part.join(' ')} ${year - 1}`);
}

/** The account whose name the words end in, after "in", "from" or "to". */
function accountAmong(
  all: readonly string[],
  accounts: readonly Account[]
): { account: Account | undefined; left: readonly string[] } {
  const text = all.join(' ').toLowerCase();
  for (const account of accounts) {
    const name = account.name.toLowerCase();
    for (const link of ['in', 'from', 'to']) {
      if (!text.endsWith(` ${link} ${name}`)) continue;
      return { account, left: all.slice(0, all.length - name.split(/\s+/).length - 1) };
    }
  }
  return { account: undefined, left: all };
}
