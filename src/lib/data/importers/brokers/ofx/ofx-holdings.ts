import type { InstrumentId } from '$lib/domain/instruments';
import { absolute, decimalToNumber, money, negate, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import type { OfxAccount } from './ofx-bank';
import type { OfxSecurities } from './ofx-securities';
import { amountAt, currencyOf, ofxDay } from './ofx-values';

/** States what a broker's statement says is held at its day, and the closes it brings along. */
export function assertHoldings(
  statement: XmlElement,
  account: OfxAccount,
  securities: OfxSecurities,
  sheet: Sheet
): void {
  assertPositions(statement, account, securities, sheet);
  assertCash(statement, account, sheet);
}

/** Positions at the day of the statement; those of one security in several sub-accounts are one. */
function assertPositions(statement: XmlElement, account: OfxAccount, securities: OfxSecurities, sheet: Sheet): void {
  const day = ofxDay(statement.textAt('DTASOF'));
  if (day === undefined) return;
  const held = new Map<InstrumentId, { units: Decimal; line: number; lines: number[] }>();
  for (const position of statement.child('INVPOSLIST')?.children ?? []) {
    const body = position.child('INVPOS');
    const units = body && amountAt(body, 'UNITS');
    const currency = body ? currencyOf(body, account.currency) : account.currency;
    const instrument = body && securities.instrument(body.child('SECID'), currency);
    if (!body || units === undefined || instrument === undefined) {
      sheet.refuse(position.line, { code: 'value-missing', field: 'quantity' }, 'UNITS');
      continue;
    }
    const signed = body.textAt('POSTYPE').toUpperCase() === 'SHORT' ? negate(absolute(units)) : units;
    const known = held.get(instrument);
    if (known) {
      known.units = (known.units + signed) as Decimal;
      known.lines.push(position.line);
    } else held.set(instrument, { units: signed, line: position.line, lines: [] });
    stateClose(body, instrument, currency, sheet);
  }
  const dated = { account: account.id, tradeDay: day, settlementDay: day } as const;
  for (const [instrument, { units, line, lines }] of held)
    sheet.post(line, { ...dated, verb: 'assert-position', instrument, quantity: units }, { lines });
}

function stateClose(body: XmlElement, instrument: InstrumentId, currency: CurrencyCode, sheet: Sheet): void {
  const day = ofxDay(body.textAt('DTPRICEASOF'));
  const price = amountAt(body, 'UNITPRICE');
  if (day === undefined || price === undefined || price <= 0n) return;
  const points = [{ day, value: decimalToNumber(price) }];
  sheet.prices({ instrument, currency, adjustment: 'none', points });
}

function assertCash(statement: XmlElement, account: OfxAccount, sheet: Sheet): void {
  const balance = statement.child('INVBAL');
  const day = ofxDay(statement.textAt('DTASOF'));
  const amount = balance && amountAt(balance, 'AVAILCASH');
  if (!balance || amount === undefined || day === undefined) return;
  const dated = { account: account.id, tradeDay: day, settlementDay: day } as const;
  sheet.post(balance.line, { ...dated, verb: 'assert-cash', cash: money(amount, account.currency) });
}
