import {
  identifierOf,
  instrumentId,
  type DatedIdentifier,
  type Instrument,
  type IdentifierScheme,
  type InstrumentKind
} from '$lib/domain/instruments';
import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { QuestionOption, StatementContext, StatementInstrument, UnknownInstrument } from '$lib/domain/statements';
import type { Asked, Findings } from './findings';
import { bareSymbol, comparableName } from '../values/symbols';

/** How a row or a column names an instrument. */
export interface InstrumentMention {
  readonly row: number;
  readonly symbol: string;
  readonly isin: string;
  readonly name: string;
  readonly kindText: string;
  readonly currency: CurrencyCode | undefined;
  /** Other numbers by which the file knows it. */
  readonly numbers?: readonly OtherNumber[];
  readonly kind?: InstrumentKind;
  /** What else a new instrument takes over. */
  readonly details?: Pick<Instrument, 'sector' | 'country' | 'multiplier' | 'option' | 'bond'>;
}

/** A number other than symbol and ISIN. */
export interface OtherNumber {
  readonly scheme: Exclude<IdentifierScheme, 'symbol' | 'isin'>;
  readonly value: string;
}

/** What became of a mention: the instrument, or the question whose answer keeps it out. */
export interface Resolution {
  readonly instrument?: Instrument;
  readonly asked?: string;
  readonly hold?: string;
  readonly out?: string;
}

/** Instruments of a file, known ones and new ones with provisional ids. */
export interface FileInstruments {
  readonly of: (mention: InstrumentMention) => Resolution;
  readonly all: () => StatementInstrument[];
}

interface Entry {
  readonly key: string;
  readonly first: InstrumentMention;
  readonly rows: number[];
  known?: Instrument;
  resolution?: Resolution;
}

/** Matches what a file names with the instruments of the ledger, and asks about those it does not know. */
export function fileInstruments(
  mentions: readonly InstrumentMention[],
  fallbackCurrency: () => CurrencyCode,
  context: StatementContext,
  findings: Findings
): FileInstruments {
  const isinOfSymbol = new Map<string, string>();
  for (const { symbol, isin } of mentions)
    if (symbol && isin) isinOfSymbol.set(symbol.toUpperCase(), isin.toUpperCase());
  const numberKey = ({ scheme, value }: OtherNumber): string => `${scheme} ${value.toUpperCase()}`;
  const ownKey = ({ symbol, isin, name, numbers = [] }: InstrumentMention): string =>
    isin.toUpperCase() ||
    isinOfSymbol.get(symbol.toUpperCase()) ||
    symbol.toUpperCase() ||
    (numbers[0] ? numberKey(numbers[0]) : name.toUpperCase());
  const keyOfNumber = new Map<string, string>();
  for (const mention of mentions)
    for (const number of mention.numbers ?? [])
      if (mention.symbol || mention.isin) keyOfNumber.set(numberKey(number), ownKey(mention));
  const keyOf = (mention: InstrumentMention): string => {
    const [number] = mention.symbol || mention.isin ? [] : (mention.numbers ?? []);
    return (number && keyOfNumber.get(numberKey(number))) ?? ownKey(mention);
  };
  const index = identifierIndex(context.instruments);
  const entries = new Map<string, Entry>();
  for (const mention of mentions) {
    const key = keyOf(mention);
    const entry = entries.get(key);
    if (entry) entry.rows.push(mention.row);
    else entries.set(key, { key, first: mention, rows: [mention.row] });
  }
  const unknown: Entry[] = [];
  for (const entry of entries.values()) {
    const { isin, symbol, name, numbers = [] } = entry.first;
    const bySymbol = index.get(symbol.toUpperCase());
    const known =
      index.get(isin.toUpperCase()) ??
      index.get(entry.key) ??
      numbers.map((number) => index.get(numberKey(number))).find((one) => one !== undefined) ??
      (bySymbol && hasOtherIsin(bySymbol, isin) ? undefined : bySymbol) ??
      (isin || symbol || numbers.length > 0 ? undefined : index.get(name.toUpperCase()));
    if (known) {
      entry.known = known;
      entry.resolution = { instrument: known };
    } else unknown.push(entry);
  }
  const similar = unknown.flatMap((entry) => {
    const resembles = resemblance(entry.first, context.instruments);
    return resembles ? [{ entry, resembles }] : [];
  });
  const plain = unknown.filter((entry) => !similar.some((one) => one.entry === entry));
  if (similar.length > 0) askSimilar(similar, fallbackCurrency, context, findings);
  if (plain.length > 0) askNew(plain, fallbackCurrency, context, findings);
  return {
    of: (mention) => entries.get(keyOf(mention))?.resolution ?? {},
    all: () =>
      [...entries.values()].flatMap((entry): StatementInstrument[] =>
        entry.resolution?.instrument
          ? [
              {
                instrument: entry.resolution.instrument,
                known: context.instruments.includes(entry.resolution.instrument),
                named: described(entry).symbol,
                rows: entry.rows.length
              }
            ]
          : []
      )
  };
}

function identifierIndex(instruments: readonly Instrument[]): Map<string, Instrument> {
  const index = new Map<string, Instrument>();
  for (const instrument of instruments) {
    for (const { scheme, value } of instrument.identifiers)
      for (const key of scheme === 'broker'
        ? [`broker ${value.toUpperCase()}`]
        : [value.toUpperCase(), `${scheme} ${value.toUpperCase()}`])
        if (!index.has(key)) index.set(key, instrument);
    if (!index.has(instrument.id.toUpperCase())) index.set(instrument.id.toUpperCase(), instrument);
    if (!index.has(instrument.name.toUpperCase())) index.set(instrument.name.toUpperCase(), instrument);
  }
  return index;
}

/** True when an instrument is known by another ISIN than this one: symbols are used again, ISINs are not. */
function hasOtherIsin(instrument: Instrument, isin: string): boolean {
  const isins = instrument.identifiers.filter((one) => one.scheme === 'isin').map((one) => one.value.toUpperCase());
  return isin !== '' && isins.length > 0 && !isins.includes(isin.toUpperCase());
}

type Resemblance = NonNullable<UnknownInstrument['resembles']>;

function resemblance(mention: InstrumentMention, instruments: readonly Instrument[]): Resemblance | undefined {
  const name = comparableName(mention.name);
  const bare = bareSymbol(mention.symbol);
  for (const one of instruments) {
    const symbol = identifierOf(one);
    const found = { id: one.id, symbol, name: one.name };
    const isin = one.identifiers.find((entry) => entry.scheme === 'isin')?.value;
    if (mention.isin && isin && isin !== mention.isin.toUpperCase()) continue;
    if (name.length > 3 && comparableName(one.name) === name) return { ...found, by: 'name' };
    const dotted = symbol.toUpperCase() !== bareSymbol(symbol) || bare !== mention.symbol.toUpperCase();
    if (bare.length > 1 && dotted && bareSymbol(symbol) === bare) return { ...found, by: 'symbol' };
  }
  return undefined;
}

function described(entry: Entry, resembles?: Resemblance): UnknownInstrument {
  const { symbol, isin, name, numbers = [] } = entry.first;
  return {
    key: entry.key,
    symbol: symbol || isin || name || (numbers[0]?.value ?? ''),
    rows: entry.rows.length,
    ...(name ? { name } : {}),
    ...(resembles ? { resembles } : {})
  };
}

function askSimilar(
  similar: readonly { entry: Entry; resembles: Resemblance }[],
  currency: () => CurrencyCode,
  context: StatementContext,
  findings: Findings
): void {
  const asked = findings.ask({
    subject: {
      code: 'instruments-similar',
      entries: similar.map(({ entry, resembles }) => described(entry, resembles))
    },
    required: true,
    rows: similar.flatMap(({ entry }) => entry.rows).sort((a, b) => a - b),
    field: 'symbol',
    options: [
      { id: 'match', best: true },
      { id: 'create' },
      { id: 'leave-out' },
      ...matchOptions(
        similar.map(({ entry }) => entry),
        context
      )
    ]
  });
  for (const { entry, resembles } of similar) {
    const choice = asked.choice(entry.key) === 'match' ? `match:${resembles.id}` : asked.choice(entry.key);
    entry.resolution = {
      ...chosen(entry, choice, currency, context, asked),
      ...(asked.waiting(entry.key) ? { hold: asked.id } : {})
    };
  }
}

/** In a first import every symbol is new, so creating them is safe; beside known instruments it is asked. */
function askNew(
  plain: readonly Entry[],
  currency: () => CurrencyCode,
  context: StatementContext,
  findings: Findings
): void {
  const asked = findings.ask({
    subject: { code: 'instruments-new', entries: plain.map((entry) => described(entry)) },
    required: context.instruments.length > 0,
    rows: plain.flatMap((entry) => entry.rows).sort((a, b) => a - b),
    field: 'symbol',
    options: [{ id: 'create', best: true }, { id: 'leave-out' }, ...matchOptions(plain, context)]
  });
  for (const entry of plain)
    entry.resolution = {
      ...chosen(entry, asked.choice(entry.key), currency, context, asked),
      ...(asked.waiting(entry.key) ? { hold: asked.id } : {})
    };
}

/** Known instruments that an entry may be, while they are few enough to list. */
function matchOptions(entries: readonly Entry[], context: StatementContext): QuestionOption[] {
  if (entries.length * context.instruments.length > 400) return [];
  return entries.flatMap((entry) => context.instruments.map((one) => ({ id: `match:${one.id}`, entry: entry.key })));
}

function chosen(
  entry: Entry,
  choice: string | undefined,
  currency: () => CurrencyCode,
  context: StatementContext,
  asked: Asked
): Resolution {
  const about = asked.required ? { asked: asked.id } : {};
  if (choice === 'leave-out') return { ...about, out: asked.id };
  const matched = context.instruments.find((one) => `match:${one.id}` === choice);
  return { ...about, instrument: matched ?? newInstrument(entry, currency) };
}

function newInstrument(entry: Entry, fallback: () => CurrencyCode): Instrument {
  const { symbol, isin, name, kindText, currency, numbers = [], kind, details } = entry.first;
  const identifiers: DatedIdentifier[] = [];
  if (symbol) identifiers.push({ scheme: 'symbol', value: symbol });
  if (isin) identifiers.push({ scheme: 'isin', value: isin.toUpperCase() });
  for (const number of numbers) identifiers.push(number);
  if (identifiers.length === 0) identifiers.push({ scheme: 'symbol', value: name });
  const settled = kind ?? kindNamed(kindText, symbol);
  // Contracts of shares stand for a hundred of them.
  const contract = settled === 'option' && details?.multiplier === undefined ? { multiplier: '100' } : {};
  return {
    id: instrumentId(`new:${entry.key.replaceAll('|', ' ')}`),
    kind: settled,
    name: name || symbol || isin || (numbers[0]?.value ?? ''),
    currency: currency ?? fallback(),
    identifiers,
    ...contract,
    ...details
  };
}

function kindNamed(text: string, symbol: string): InstrumentKind {
  if (/etf|fund|fonds|sicav|ucits/i.test(text)) return 'fund';
  if (/crypto|coin/i.test(text)) return 'crypto';
  if (/bond|anleihe|debt|obligation/i.test(text)) return 'bond';
  if (/option/i.test(text) || /^[A-Z]{1,6}\s*\d{6}[CP]\d{8}$/.test(symbol)) return 'option';
  if (/index/i.test(text)) return 'index';
  if (/commodity|metal/i.test(text)) return 'commodity';
  if (/private|property|real estate/i.test(text)) return 'private';
  return text === '' && currencyFromCode(symbol)?.kind === 'crypto' ? 'crypto' : 'equity';
}
