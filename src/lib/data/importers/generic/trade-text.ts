import { currencyFromCode, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { StatementAction } from '$lib/domain/statements';
import { namedAction } from '../columns/actions';
import { phrasedAction } from '../columns/phrases';
import { cellDecimal } from '../values/numbers';

/** A trade as a sentence tells it: "Buy 3 @ 139.74 USD", "B 100 ACME @ 10.00", "OPEN BUY 34/42.5 @ 11.748". */
export interface WrittenTrade {
  readonly action?: StatementAction;
  readonly quantity: Decimal;
  readonly price?: Decimal;
  readonly symbol?: string;
  readonly currency?: CurrencyCode;
  /** What stands before the units, when it is no verb: the name of what was traded. */
  readonly name: string;
}

const TRADE =
  /^(.*?)[:\s]*\b(\d[\d.,']*)(?:\s*\/\s*[\d.,]+)?\s+(?:(?:shares of )?([A-Z][A-Z0-9.]{0,11}|[A-Za-z .&]{2,40}?)\s+)?@\s*[$£€]?\s*([\d.,]+)\s*([A-Za-z]{3})?\s*$/;

const closing: readonly (readonly [RegExp, StatementAction])[] = [
  [/\bclose buy\b/i, 'sell'],
  [/\bclose sell\b/i, 'buy-to-cover'],
  [/\bopen sell\b/i, 'sell-short'],
  [/\bopen buy\b/i, 'buy']
];

/** The trade that a text tells, undefined when it tells none. */
export function writtenTrade(text: string): WrittenTrade | undefined {
  if (!text.includes('@')) return unpricedTrade(text);
  const match = TRADE.exec(text.trim());
  if (!match) return undefined;
  const [, head = '', units = '', what = '', at = '', code = ''] = match;
  const [quantity, price] = [cellDecimal(units, '.'), cellDecimal(at, '.')];
  if (!quantity || !price || quantity <= 0n || price <= 0n) return undefined;
  const action = closing.find(([words]) => words.test(head))?.[1] ?? namedAction(head) ?? phrasedVerb(head);
  const currency = currencyFromCode(code.toUpperCase())?.code;
  return {
    quantity,
    price,
    ...(action === undefined ? {} : { action }),
    ...(/^[A-Z][A-Z0-9.]*$/.test(what) ? { symbol: what } : {}),
    ...(currency === undefined ? {} : { currency }),
    name: action === undefined ? head.trim() : ''
  };
}

/** "Bought 5 Acme All Cap": units and name without a price. */
function unpricedTrade(text: string): WrittenTrade | undefined {
  const [, verb = '', units = '', name = ''] = /^(\p{L}+) ([\d][\d.,]*) (\p{L}.+)$/u.exec(text.trim()) ?? [];
  const action = verb === '' ? undefined : namedAction(verb);
  const quantity = cellDecimal(units, '.');
  if ((action !== 'buy' && action !== 'sell') || !quantity || quantity <= 0n) return undefined;
  return { action, quantity, name: name.trim() };
}

/** A verb of trading in a head of at most three words; longer heads are names. */
function phrasedVerb(head: string): StatementAction | undefined {
  if (head.trim().split(/\s+/).length > 3) return undefined;
  const found = phrasedAction(head);
  return found === 'buy' || found === 'sell' ? found : undefined;
}

/** ISIN within a text and the text without it: "Acme / ISIN IE00BK5BQT80". */
export function isinWithin(text: string): { readonly isin: string; readonly rest: string } | undefined {
  const match = /\b([A-Z]{2}[A-Z0-9]{9}\d)\b/.exec(text);
  const isin = match?.[1];
  if (!match || !isin) return undefined;
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + isin.length)}`;
  return {
    isin,
    rest: rest
      .replace(/\bISIN\b:?/gi, ' ')
      .replace(/[\s/,;()-]+$/, '')
      .replace(/\s+/g, ' ')
      .trim()
  };
}
