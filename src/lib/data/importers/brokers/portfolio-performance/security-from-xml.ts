import type { XmlElement } from '../../source/element';
import { writtenDate } from '../../values/dates';
import type { ClientSecurity } from './client';
import { CUT, risingQuotes, type Quote } from './quotes';
import type { References } from './references';
import { quoteOf } from './scales';

/** A security with its quotes and splits. */
export function securityFromXml(
  element: XmlElement,
  uuid: string,
  references: References,
  digits: number,
  cut: readonly (readonly Quote[])[]
): ClientSecurity {
  const text = (name: string): string => references.text(element, name);
  const prices = references.child(element, 'prices');
  const quotes = [
    ...(cut[Number(prices?.attribute(CUT) || -1)] ?? []),
    ...(prices?.children ?? []).flatMap((one) => quoteFrom(one, digits))
  ];
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
    prices: risingQuotes([...quotes, ...(latest ? quoteFrom(latest, digits) : [])]),
    splits: (references.child(element, 'events')?.children ?? []).flatMap((event) => {
      const day = writtenDate(event.textAt('date'), 'ymd')?.day;
      if (day === undefined || event.textAt('type') !== 'STOCK_SPLIT') return [];
      return [{ line: event.line, day, ratio: event.textAt('details') }];
    })
  };
}

/** `<price t="2024-01-31" v="12345"/>`; the oldest files write the two as elements. */
function quoteFrom(price: XmlElement, digits: number): Quote[] {
  const day = writtenDate(price.attribute('t') || price.textAt('time'), 'ymd')?.day;
  const value = price.attribute('v') || price.textAt('value');
  if (day === undefined || !/^-?\d+$/.test(value)) return [];
  return [{ day, value: quoteOf(BigInt(value), digits) }];
}
