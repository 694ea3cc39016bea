import type { Day } from '$lib/domain/calendar';
import type { DatedIdentifier, IdentifierScheme, Instrument } from '$lib/domain/instruments';

/** Names an instrument takes; a scheme left out stays as it is. */
export interface NewNames {
  readonly name?: string;
  readonly symbol?: string;
  readonly isin?: string;
}

/**
 * The same instrument under new identifiers from a day on: those it has of the scheme end on that day (exclusive), so that
 * older statements still find it. Prices, lots and history stay its own.
 */
export function renamedInstrument(instrument: Instrument, names: NewNames, day: Day): Instrument {
  const { symbol, isin, name } = names;
  const renamed = (['symbol', 'isin'] as const).flatMap((scheme) => {
    const value = scheme === 'symbol' ? symbol : isin;
    return value === undefined || value === '' ? [] : [{ scheme, value, from: day }];
  });
  const isReplaced = (scheme: IdentifierScheme) => renamed.some((one) => one.scheme === scheme);
  const kept = instrument.identifiers.flatMap((one): DatedIdentifier[] => {
    if (!isReplaced(one.scheme) || (one.to !== undefined && one.to <= day)) return [one];
    return one.from !== undefined && one.from >= day ? [] : [{ ...one, to: day }];
  });
  return {
    ...instrument,
    ...(name === undefined || name === '' ? {} : { name }),
    identifiers: [...kept, ...renamed]
  };
}
