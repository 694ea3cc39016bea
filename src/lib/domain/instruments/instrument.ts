import type { Day } from '../calendar';
import type { CurrencyCode } from '../money';

declare const instrumentBrand: unique symbol;

/** Stable id of an instrument; symbols and ISINs may change, this does not. */
export type InstrumentId = string & { readonly [instrumentBrand]: true };

/** Kinds of things that can be held. */
export type InstrumentKind =
  'equity' | 'fund' | 'index' | 'bond' | 'option' | 'crypto' | 'commodity' | 'private' | 'other';

/** Schemes under which an instrument is named. */
export type IdentifierScheme = 'symbol' | 'isin' | 'cusip' | 'sedol' | 'wkn' | 'figi' | 'broker';

/** A name valid from a day (inclusive) to a day (exclusive); open ends are undefined. */
export interface DatedIdentifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  readonly from?: Day;
  readonly to?: Day;
}

/** Terms of an option; decimals as text. */
export interface OptionTerms {
  readonly right: 'call' | 'put';
  readonly strike: string;
  readonly expiry: Day;
  readonly underlying?: InstrumentId;
}

/** Terms of a bond; the coupon is a yearly fraction of par, as text. */
export interface BondTerms {
  readonly coupon?: string;
  readonly couponsPerYear?: number;
  readonly maturity?: Day;
}

/** Something that can be held or followed, with its names over time. */
export interface Instrument {
  readonly id: InstrumentId;
  readonly kind: InstrumentKind;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly identifiers: readonly DatedIdentifier[];
  readonly sector?: string;
  readonly country?: string;
  /** Where it is mainly traded, as ISO 10383 market code ("XNAS", "XETR"): its calendar follows from it. */
  readonly exchange?: string;
  /** What a source of market data calls it where that is not its symbol, by the source's id. */
  readonly sourceSymbols?: Readonly<Record<string, string>>;
  /** Labels of a person's own, one in each dimension of theirs: "Strategy" to "income". */
  readonly labels?: Readonly<Record<string, string>>;
  /** Figures that a person keeps of it, by name, as decimal text: a {@link KnownFigure} or one of their own. */
  readonly figures?: Readonly<Record<string, string>>;
  /** What a price times a quantity is multiplied by, as decimal text: 100 for a usual share option, 0.01 for a bond quoted in percent; 1 when absent. */
  readonly multiplier?: string;
  readonly option?: OptionTerms;
  readonly bond?: BondTerms;
  /** Capital promised to a private fund, as decimal text in its currency. */
  readonly commitment?: string;
}

/** Id from text. @throws RangeError when it is empty. */
export function instrumentId(text: string): InstrumentId {
  if (text === '') throw new RangeError('an instrument id cannot be empty');
  return text as InstrumentId;
}

/** Symbol (or the given scheme) valid on a day, the newest one without a day; the id when it has none. */
export function identifierOf(instrument: Instrument, scheme: IdentifierScheme = 'symbol', on?: Day): string {
  const ofScheme = instrument.identifiers.filter((entry) => entry.scheme === scheme);
  const valid = on === undefined ? ofScheme : ofScheme.filter((entry) => isValidOn(entry, on));
  return (valid.at(-1) ?? ofScheme.at(-1))?.value ?? instrument.id;
}

/** Instruments that carry an identifier, in any scheme, on a day. Case is ignored. */
export function instrumentsNamed(instruments: Iterable<Instrument>, value: string, on?: Day): Instrument[] {
  const wanted = value.trim().toUpperCase();
  const found: Instrument[] = [];
  for (const instrument of instruments) {
    const named = instrument.identifiers.some(
      (entry) => entry.value.toUpperCase() === wanted && (on === undefined || isValidOn(entry, on))
    );
    if (named || instrument.id.toUpperCase() === wanted) found.push(instrument);
  }
  return found;
}

function isValidOn(entry: DatedIdentifier, day: Day): boolean {
  return (entry.from === undefined || day >= entry.from) && (entry.to === undefined || day < entry.to);
}
