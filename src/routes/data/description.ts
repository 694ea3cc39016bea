import type { CustomDescription } from '$lib/services/market-sources';

export const addressDateForms = ['YYYY-MM-DD', 'YYYYMMDD', 'unix-seconds', 'unix-milliseconds'] as const;
export const dateForms = ['iso', 'YYYYMMDD', 'DD.MM.YYYY', 'MM/DD/YYYY', 'unix-seconds', 'unix-milliseconds'] as const;

/** What a person types of a source of their own. */
export interface TypedDescription {
  name: string;
  kind: string;
  address: string;
  addressDates: string;
  type: string;
  rows: string;
  delimiter: string;
  date: string;
  value: string;
  open: string;
  high: string;
  low: string;
  volume: string;
  dateForm: string;
  decimalMark: string;
  zeroIsMissing: boolean;
  unit: string;
  adjustment: string;
  currency: string;
  topic: string;
  browser: string;
  callsPerMinute: number | undefined;
}

/** A form that nothing has been typed into. */
export const untyped = (): TypedDescription => ({
  name: '',
  kind: 'prices',
  address: '',
  addressDates: 'YYYY-MM-DD',
  type: 'json-rows',
  rows: '[*]',
  delimiter: ',',
  date: 'date',
  value: 'close',
  open: '',
  high: '',
  low: '',
  volume: '',
  dateForm: 'iso',
  decimalMark: '.',
  zeroIsMissing: false,
  unit: 'currency',
  adjustment: 'splits',
  currency: '',
  topic: 'other',
  browser: 'unknown',
  callsPerMinute: 30
});

/** The form of a source that was described before. */
export function typedFrom(known: CustomDescription): TypedDescription {
  const { format, fields, ...rest } = known;
  return {
    ...untyped(),
    ...rest,
    ...fields,
    type: format.type,
    ...(format.type === 'json-rows' ? { rows: format.rows } : {}),
    ...(format.type === 'csv' ? { delimiter: format.delimiter } : {})
  };
}

/** An id of small letters, digits and hyphens from a name. */
export function idFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, 40).replace(/-+$/, '');
}

/** The description that a form says; it is checked by whoever keeps it. The id of one that is changed stays. */
export function descriptionFrom(typed: TypedDescription, provider: string | undefined) {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const own = Object.fromEntries(
    (['open', 'high', 'low', 'volume'] as const).flatMap((name) => {
      const text = typed.kind === 'prices' ? given(typed[name]) : undefined;
      return text === undefined ? [] : [[name, text]];
    })
  );
  const currency = typed.kind === 'prices' ? given(typed.currency) : undefined;
  return {
    id: provider?.replace(/^custom-/, '') ?? idFrom(typed.name),
    name: typed.name,
    kind: typed.kind,
    address: typed.address.trim(),
    addressDates: typed.addressDates,
    format: {
      type: typed.type,
      ...(typed.type === 'json-rows' ? { rows: typed.rows.trim() } : {}),
      ...(typed.type === 'csv' ? { delimiter: typed.delimiter } : {})
    },
    fields: { date: typed.date, value: typed.value, ...own },
    dateForm: typed.dateForm,
    decimalMark: typed.decimalMark,
    zeroIsMissing: typed.zeroIsMissing,
    unit: typed.unit,
    ...(typed.kind === 'prices' ? { adjustment: typed.adjustment } : {}),
    ...(currency === undefined ? {} : { currency }),
    ...(typed.kind === 'macro' ? { topic: typed.topic } : {}),
    browser: typed.browser,
    callsPerMinute: typed.callsPerMinute
  };
}
