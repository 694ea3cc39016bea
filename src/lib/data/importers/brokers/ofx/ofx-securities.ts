import type { InstrumentId, InstrumentKind } from '$lib/domain/instruments';
import { decimal, decimalText, multiply, type CurrencyCode } from '$lib/domain/money';
import type { NamedInstrument, Sheet } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import { amountAt, ofxDay } from './ofx-values';

const kinds: Readonly<Record<string, InstrumentKind>> = {
  STOCKINFO: 'equity',
  MFINFO: 'fund',
  OPTINFO: 'option',
  DEBTINFO: 'bond',
  OTHERINFO: 'other'
};
const couponsPerYear: Readonly<Record<string, number>> = {
  MONTHLY: 12,
  QUARTERLY: 4,
  SEMIANNUAL: 2,
  ANNUAL: 1
};
const HUNDREDTH = decimal('0.01');

/** The securities that a file lists, and those it only numbers. */
export class OfxSecurities {
  readonly #listed = new Map<string, XmlElement>();

  constructor(
    readonly sheet: Sheet,
    root: XmlElement
  ) {
    for (const list of root.within('SECLIST'))
      for (const info of list.children) {
        const id = info.textAt('SECINFO/SECID/UNIQUEID');
        if (id !== '') this.#listed.set(id, info);
        sheet.passOver(info.line);
      }
  }

  /** Kind of list entry, as "OPTINFO". */
  entry(secId: XmlElement | undefined): XmlElement | undefined {
    return this.#listed.get(secId?.textAt('UNIQUEID') ?? '');
  }

  /** Units of the underlying in one contract. */
  contractSize(secId: XmlElement | undefined): string {
    return wholeSize(this.entry(secId)?.textAt('SHPERCTRCT') ?? '');
  }

  /** Instrument of a SECID; undefined when it has no number. */
  instrument(secId: XmlElement | undefined, currency: CurrencyCode, multiplier?: string): InstrumentId | undefined {
    const id = secId?.textAt('UNIQUEID') ?? '';
    if (id === '') return undefined;
    const info = this.#listed.get(id);
    const symbol = info?.textAt('SECINFO/TICKER') ?? '';
    const name = info?.textAt('SECINFO/SECNAME') ?? '';
    const scheme = (secId?.textAt('UNIQUEIDTYPE') ?? '').toUpperCase();
    const named: NamedInstrument = {
      ...(symbol === '' ? {} : { symbol }),
      ...(name === '' ? {} : { name }),
      ...(scheme === 'CUSIP' ? { cusip: id } : scheme === 'ISIN' ? { isin: id } : { broker: id }),
      currency,
      ...(info ? this.#terms(info, currency) : {}),
      ...(multiplier === undefined ? {} : { multiplier })
    };
    return this.sheet.instrument(named);
  }

  #terms(info: XmlElement, currency: CurrencyCode): Partial<NamedInstrument> {
    const kind = kinds[info.name];
    if (kind === 'option') return this.#optionTerms(info, currency);
    if (kind !== 'bond') return kind === undefined ? {} : { kind };
    const percent = amountAt(info, 'COUPONRT');
    const perYear = couponsPerYear[info.textAt('COUPONFREQ')];
    const maturity = ofxDay(info.textAt('DTMAT'));
    const bond = {
      ...(percent === undefined ? {} : { coupon: decimalText(multiply(percent, HUNDREDTH)) }),
      ...(perYear === undefined ? {} : { couponsPerYear: perYear }),
      ...(maturity === undefined ? {} : { maturity })
    };
    return { kind, bond };
  }

  #optionTerms(info: XmlElement, currency: CurrencyCode): Partial<NamedInstrument> {
    const multiplier = wholeSize(info.textAt('SHPERCTRCT'));
    const expiry = ofxDay(info.textAt('DTEXPIRE'));
    const strike = amountAt(info, 'STRIKEPRICE');
    if (expiry === undefined || strike === undefined) return { kind: 'option', multiplier };
    // The option's own number stands in SECINFO, that of the underlying beside it.
    const below = info.child('SECID');
    const underlying = this.entry(below)?.name === 'OPTINFO' ? undefined : this.instrument(below, currency);
    const right = info.textAt('OPTTYPE').toUpperCase() === 'PUT' ? 'put' : 'call';
    const option = {
      right,
      strike: decimalText(strike),
      expiry,
      ...(underlying === undefined ? {} : { underlying })
    } as const;
    return { kind: 'option', multiplier, option };
  }
}

/** Size of a contract, a hundred units when it is not told. */
export function wholeSize(text: string): string {
  return /^\d{1,12}(\.\d{1,9})?$/.test(text) && Number(text) > 0 ? text : '100';
}
