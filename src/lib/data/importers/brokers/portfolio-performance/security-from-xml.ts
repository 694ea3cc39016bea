import type { Day } from '$lib/domain/calendar';
import type { XmlElement } from '../../source/element';
import { writtenDate } from '../../values/dates';
import type { ClientSecurity } from './client';
import type { References } from './references';
import { quoteOf } from './scales';

/** A security with its quotes and splits. */
export function securityFromXml(
  element: XmlElement,
  uuid: string,
  references: References,
  digits: number
): ClientSecurity {
  const text = (name: string): string => references.text(element, name);
  const quotes = references.child(element, 'prices')?.children ?? [];
  const latest = references.child(element, 'latest');
  return {
    line: element.line,
    uuid,
    name: text('name'),
    currency: text('currencyCode'),
    target: text('targetCurrencyCode'),
    isin: text('isin'),
    ticker: text('tickerSymbol'),
    wkn: text('wkn'),
    feed: text('feed'),
    prices: risingPrices([...quotes, ...(latest ? [latest] : [])].flatMap((one) => pointOf(one, digits))),
    splits: (references.child(element, 'events')?.children ?? []).flatMap((event) => {
      const day = writtenDate(event.textAt('date'), 'ymd')?.day;
      if (day === undefined || event.textAt('type') !== 'STOCK_SPLIT') return [];
      return [{ line: event.line, day, ratio: event.textAt('details') }];
    })
  };
}

/** `<price t="2024-01-31" v="12345"/>`; the oldest files write the two as elements. */
function pointOf(price: XmlElement, digits: number): { readonly day: Day; readonly value: number }[] {
  const day = writtenDate(price.attribute('t') || price.textAt('time'), 'ymd')?.day;
  const value = price.attribute('v') || price.textAt('value');
  if (day === undefined || !/^-?\d+$/.test(value)) return [];
  return [{ day, value: quoteOf(BigInt(value), digits) }];
}

/** Quotes by rising day, the last of a day; quotes of zero say that there was none. */
export function risingPrices(
  points: readonly { readonly day: Day; readonly value: number }[]
): { readonly day: Day; readonly value: number }[] {
  const byDay = new Map<Day, number>();
  for (const { day, value } of points) if (value > 0) byDay.set(day, value);
  return [...byDay].map(([day, value]) => ({ day, value })).sort((a, b) => a.day - b.day);
}
