import {
  absolute,
  compare,
  decimal,
  divide,
  multiply,
  scaledBy,
  subtract,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import type { DecimalMark } from '$lib/domain/statements';
import { cellDecimal } from '../../values/numbers';
import { mended, plainWords } from '../rows/words';

/** What the words of a trade say: "Koop 1 @ 53,29 EUR", "AKTIENSPLIT: Kauf 15 zu je 442,68 USD (US88160R1014)". */
export interface TradeText {
  /** Undefined when only the sign of the amount tells. */
  readonly way: 'buy' | 'sell' | undefined;
  readonly quantity: string;
  readonly price: string;
  readonly currency: string;
  /** Words before a colon: the corporate action that the trade is part of. */
  readonly action?: string;
}

const NUMBER = String.raw`(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?`;
const TRADE = new RegExp(
  String.raw`^(?:(?<action>[^:@]{3,60}?)\s*:\s*)?(?:(?<word>\p{L}+)\s+)?(?<quantity>${NUMBER})\s(?:.*?)(?:@|zu je)\s*(?<price>${NUMBER})\s*(?<currency>[A-Za-z]{3})\b`,
  'u'
);
const buying = new Set(
  'koop aankoop kauf buy achat acquisto compra kob kop kup kupno nakup zakup osto kjop'.split(' ')
);
const selling = new Set('verkoop verkauf sell vente vendita venta venda prodej sprzedaz salg salj myynti'.split(' '));

/** The trade in a description; undefined when there is none. */
export function tradeText(description: string): TradeText | undefined {
  const groups = TRADE.exec(mended(description).trim())?.groups;
  if (!groups) return undefined;
  const { action, word, quantity = '', price = '', currency = '' } = groups;
  const plain = plainWords(word ?? '')
    .replace(/ø/g, 'o')
    .replace(/ż/g, 'z');
  const way = buying.has(plain) ? 'buy' : selling.has(plain) ? 'sell' : undefined;
  if (!way && (word !== undefined || action === undefined)) return undefined;
  return { way, quantity, price, currency, ...(action === undefined ? {} : { action: action.trim() }) };
}

/** Units and price of each, with what their product is multiplied by: 0.01 for a bond, 100 for an option. */
export interface TradeNumbers {
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly multiplier: '1' | '0.01' | '100';
}

const multipliers = ['1', '0.01', '100'] as const;
const FITS = decimal('0.02');

/** Units and price as the amount of the trade shows that they are meant. */
export function tradeNumbers(
  { quantity, price, currency }: Pick<TradeText, 'quantity' | 'price' | 'currency'>,
  amount: Decimal,
  mark: DecimalMark
): TradeNumbers | undefined {
  const readings = (text: string): Decimal[] =>
    [cellDecimal(text, mark), cellDecimal(text, mark === ',' ? '.' : ',')].filter((value) => value !== undefined);
  const inPence = /^gbx$/i.test(currency) || currency === 'GBp';
  let best: (TradeNumbers & { readonly error: Decimal }) | undefined;
  // A plain product that fits is meant; only then others are tried.
  for (const multiplier of multipliers) {
    if (best && (amount === ZERO || compare(best.error, FITS) <= 0)) break;
    for (const units of readings(quantity))
      for (const written of readings(price)) {
        const each = inPence ? scaledBy(written, 1n, 100n) : written;
        const product = multiply(multiply(units, each), decimal(multiplier));
        const error = amount === ZERO ? ZERO : divide(absolute(subtract(product, absolute(amount))), absolute(amount));
        const fits = multiplier === '1' || compare(error, FITS) <= 0;
        if (fits && (!best || compare(error, best.error) < 0))
          best = { quantity: units, price: each, multiplier, error };
      }
  }
  return best;
}
