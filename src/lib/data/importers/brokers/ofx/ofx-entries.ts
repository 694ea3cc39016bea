import type { Day } from '$lib/domain/calendar';
import type { CurrencyCode } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import { bookCash, type OfxAccount } from './ofx-bank';
import { currencyOf, ofxDay, ofxSeconds } from './ofx-values';

/** A transaction with what all of them say. */
export interface Entry {
  readonly element: XmlElement;
  /** The element that holds SECID, UNITS and TOTAL. */
  readonly body: XmlElement;
  readonly id: string;
  readonly tradeDay: Day;
  readonly settlementDay: Day;
  readonly note: string;
  readonly seconds: number | undefined;
  readonly currency: CurrencyCode;
}

/** The transaction of an element; none when it is one of cash, is refused or says nothing. */
export function entriesFrom(element: XmlElement, account: OfxAccount, sheet: Sheet): Entry[] {
  if (element.name === 'DTSTART' || element.name === 'DTEND') return [];
  if (element.name === 'INVBANKTRAN') {
    const row = element.child('STMTTRN');
    if (row) bookCash(row, account, sheet);
    return [];
  }
  const body = element.child('INVBUY') ?? element.child('INVSELL') ?? element;
  const facts = body.child('INVTRAN');
  if (!facts) {
    sheet.refuse(element.line, { code: 'row-kind-unknown', text: element.name });
    return [];
  }
  const written = facts.textAt('DTTRADE');
  const tradeDay = ofxDay(written);
  if (tradeDay === undefined) {
    const subject =
      written === '' ? ({ code: 'date-missing' } as const) : ({ code: 'date-unreadable', text: written } as const);
    sheet.refuse(element.line, subject, 'DTTRADE');
    return [];
  }
  return [
    {
      element,
      body,
      id: facts.textAt('FITID'),
      tradeDay,
      settlementDay: ofxDay(facts.textAt('DTSETTLE')) ?? tradeDay,
      note: facts.textAt('MEMO'),
      seconds: ofxSeconds(written),
      currency: currencyOf(body, account.currency)
    }
  ];
}
