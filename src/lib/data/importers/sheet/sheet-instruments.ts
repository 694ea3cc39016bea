import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf, type Transaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { StatementContext, StatementInstrument } from '$lib/domain/statements';
import type { Findings } from '../compare/findings';
import { fileInstruments, type InstrumentMention, type OtherNumber, type Resolution } from '../compare/instruments';
import type { NamedInstrument } from './reader';
import type { SheetRow } from './sheet-rows';
import type { StatementSheet } from './statement-sheet';

/** Instruments of a sheet, by their provisional ids. */
export interface SheetInstruments {
  readonly of: (id: InstrumentId) => Resolution;
  readonly all: () => StatementInstrument[];
}

/** Instruments that a sheet names, found in the ledger or asked about. */
export function sheetInstruments(
  rows: readonly SheetRow[],
  sheet: StatementSheet,
  currency: () => CurrencyCode,
  context: StatementContext,
  findings: Findings
): SheetInstruments {
  const mentions = new Map<InstrumentId, InstrumentMention>();
  const listed: InstrumentMention[] = [];
  const mention = (id: InstrumentId, row: number): void => {
    const known = mentions.get(id);
    if (known) {
      if (known.row !== row) listed.push({ ...known, row });
      return;
    }
    const named = sheet.instruments.get(id);
    if (!named) throw new RangeError(`an instrument that the sheet does not name: ${id}`);
    const made = mentionOf(named, row);
    mentions.set(id, made);
    listed.push(made);
    if (named.option?.underlying !== undefined) mention(named.option.underlying, row);
  };
  for (const row of rows) for (const id of instrumentsOf(row.post.transaction as Transaction)) mention(id, row.row);
  for (const series of sheet.series) mention(series.instrument, -1);
  const resolved = fileInstruments(listed, currency, context, findings);
  const of = (id: InstrumentId): Resolution => {
    const known = mentions.get(id);
    return known ? resolved.of(known) : {};
  };
  return {
    of,
    all: () => resolved.all().map((one) => (one.known ? one : { ...one, instrument: settled(one.instrument, of) }))
  };
}

/** A new option names its underlying as it was resolved. */
function settled(instrument: Instrument, of: (id: InstrumentId) => Resolution): Instrument {
  const { option } = instrument;
  if (option?.underlying === undefined) return instrument;
  const { underlying, ...terms } = option;
  const found = of(underlying).instrument;
  return { ...instrument, option: found ? { ...terms, underlying: found.id } : terms };
}

function mentionOf(named: NamedInstrument, row: number): InstrumentMention {
  const numbers = (['cusip', 'wkn', 'broker'] as const).flatMap((scheme): OtherNumber[] => {
    const value = named[scheme];
    return value === undefined || value === '' ? [] : [{ scheme, value }];
  });
  const { sector, country, multiplier, option, bond } = named;
  return {
    row,
    symbol: named.symbol ?? '',
    isin: named.isin ?? '',
    name: named.name ?? '',
    kindText: '',
    currency: named.currency,
    numbers,
    ...(named.kind === undefined ? {} : { kind: named.kind }),
    details: {
      ...(sector === undefined ? {} : { sector }),
      ...(country === undefined ? {} : { country }),
      ...(multiplier === undefined ? {} : { multiplier }),
      ...(option === undefined ? {} : { option }),
      ...(bond === undefined ? {} : { bond })
    }
  };
}
