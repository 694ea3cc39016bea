import type { InstrumentId, InstrumentKind, OptionTerms } from '$lib/domain/instruments';
import type { NamedInstrument, Sheet } from '../../sheet/reader';
import { writtenOption } from '../rows/option-symbol';
import { currencyIn, type FlexDates, type FlexRow } from './flex-row';

const kinds: Readonly<Record<string, InstrumentKind>> = {
  STK: 'equity',
  FUND: 'fund',
  OPT: 'option',
  FOP: 'option',
  BOND: 'bond',
  BILL: 'bond',
  CMDTY: 'commodity',
  CRYPTO: 'crypto',
  WAR: 'other',
  FUT: 'other',
  CFD: 'other'
};

/** "ACME(US0000000000)" at the head of a text. */
const HEAD = /^\s*([^(]*?)\s*\(([A-Z0-9]{9,12})\)/;
/** "(ACME, ACME CORP, US0000000000)" at the end of a text. */
const TAIL = /\(([^(),]+),\s*([^()]*(?:\([^()]*\)[^()]*)*),\s*([A-Z0-9]{9,12})\)\s*$/;

/** What the text of a row says of an instrument. */
export interface TextName {
  readonly symbol: string;
  readonly name: string;
  readonly number: string;
}

/** The instrument whose event a text tells. */
export function instrumentAtHead(text: string): TextName | undefined {
  const match = HEAD.exec(text);
  return match ? { symbol: match[1] ?? '', name: '', number: match[2] ?? '' } : undefined;
}

/** The instrument that a row of a corporate action moves. */
export function instrumentAtTail(text: string): TextName | undefined {
  const match = TAIL.exec(text);
  return match ? { symbol: match[1] ?? '', name: match[2] ?? '', number: match[3] ?? '' } : undefined;
}

const isIsin = (number: string): boolean => /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(number);

/** What is known of an instrument, from all the rows that name it. */
type Known = { -readonly [K in keyof NamedInstrument]: NamedInstrument[K] } & { underlyingSymbol?: string };

/** The instruments of a report: rows name them by the broker's number, and not all rows tell all of it. */
export class FlexInstruments {
  readonly #known = new Map<string, Known>();

  constructor(
    readonly sheet: Sheet,
    readonly dates: FlexDates
  ) {}

  /** Learns what a row says. @param text what its description is: a name, the text of an event, or of a movement of cash. */
  learn(row: FlexRow, text: 'name' | 'event' | 'cash'): void {
    const key = keyOf(row);
    if (key === '' || row.field('assetCategory') === 'CASH') return;
    const known = this.#known.get(key) ?? {};
    this.#known.set(key, known);
    const set = <K extends keyof Known>(name: K, value: Known[K] | '' | undefined): void => {
      if (value !== '' && value !== undefined && known[name] === undefined) known[name] = value;
    };
    const description = row.field('description');
    const inText =
      text === 'event' ? instrumentAtTail(description) : text === 'cash' ? instrumentAtHead(description) : undefined;
    const securityId = row.field('securityIDType') === 'ISIN' ? row.field('securityID') : '';
    set('isin', row.field('isin') || securityId || (inText && isIsin(inText.number) ? inText.number : ''));
    set('cusip', row.field('cusip'));
    set('symbol', row.field('symbol'));
    set('broker', row.field('conid'));
    set('name', text === 'name' ? description : inText?.name);
    set('currency', currencyIn(row, 'quoteCurrency') ?? currencyIn(row, 'currency'));
    set('country', row.field('issuerCountryCode'));
    set('kind', row.field('subCategory') === 'ETF' ? 'fund' : kinds[row.field('assetCategory')]);
    const multiplier = row.field('multiplier');
    if (known.kind !== 'bond' && isNumber(multiplier) && Number(multiplier) !== 1 && Number(multiplier) > 0)
      set('multiplier', multiplier);
    const option = optionTerms(row, this.dates);
    if (option) set('option', option);
    if (option)
      set('underlyingSymbol', row.field('underlyingSymbol') || writtenOption(row.field('symbol'))?.underlying);
    const maturity = known.kind === 'bond' ? this.dates.day(row, 'maturity') : undefined;
    if (maturity !== undefined) set('bond', { maturity });
  }

  /** The price of a bond is a percentage. */
  quotedInPercent(row: FlexRow): void {
    const known = this.#known.get(keyOf(row));
    if (known) known.multiplier = '0.01';
  }

  /** The instrument of a row; undefined when it names none. */
  of(row: FlexRow): InstrumentId | undefined {
    const key = keyOf(row);
    const known = this.#known.get(key);
    return known && this.#stated(known);
  }

  /** The instrument that a text names by its ISIN or CUSIP. */
  named({ symbol, number }: TextName): InstrumentId {
    for (const known of this.#known.values())
      if (known.isin === number || known.cusip === number) return this.#stated(known);
    return this.sheet.instrument({
      ...(symbol === '' ? {} : { symbol }),
      ...(isIsin(number) ? { isin: number } : { cusip: number })
    });
  }

  #stated({ underlyingSymbol, ...known }: Known): InstrumentId {
    if (!known.option || underlyingSymbol === undefined) return this.sheet.instrument(known);
    const underlying = this.#withSymbol(underlyingSymbol) ?? this.sheet.instrument({ symbol: underlyingSymbol });
    return this.sheet.instrument({ ...known, option: { ...known.option, underlying } });
  }

  #withSymbol(symbol: string): InstrumentId | undefined {
    for (const known of this.#known.values()) if (known.symbol === symbol && !known.option) return this.#stated(known);
    return undefined;
  }
}

function keyOf(row: FlexRow): string {
  return row.field('conid') || row.field('isin') || row.field('cusip') || row.field('symbol');
}

function optionTerms(row: FlexRow, dates: FlexDates): OptionTerms | undefined {
  const putCall = row.field('putCall').toUpperCase();
  const strike = row.field('strike');
  const expiry = dates.day(row, 'expiry');
  if (!/^[PC]/.test(putCall) || !isNumber(strike) || expiry === undefined) {
    const written = row.field('assetCategory') === 'OPT' ? writtenOption(row.field('symbol')) : undefined;
    return written && { right: written.right, strike: written.strike, expiry: written.expiry };
  }
  return { right: putCall.startsWith('P') ? 'put' : 'call', strike, expiry };
}

const isNumber = (text: string): boolean => /^\d{1,12}(\.\d{1,9})?$/.test(text);
