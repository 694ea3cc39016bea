import * as v from 'valibot';
import { currencyFromCode } from '$lib/domain/money';
import { addressDates, addressFault, placesOf } from './address-template';
import { pathSteps } from './value-path';
import { dateForms } from './written-values';

const text = (field: string, remedy: string) =>
  v.pipe(v.string(`${field}: ${remedy}`), v.trim(), v.nonEmpty(`${field}: ${remedy}`));
const choice = <const O extends readonly string[]>(field: string, options: O) =>
  v.picklist(options, `${field}: choose one of ${options.join(', ')}`);
const path = (field: string) =>
  v.pipe(
    v.string(`${field}: say where it stands in the reply, as data.rows[*]`),
    v.check(
      (one) => pathSteps(one) !== undefined,
      `${field}: write a path of names with dots, [0] or [*], as data.rows[*]`
    )
  );

const fields = v.strictObject({
  date: text('fields.date', 'name the field or column of the day'),
  value: text('fields.value', 'name the field or column of the close, rate or value'),
  open: v.optional(v.string()),
  high: v.optional(v.string()),
  low: v.optional(v.string()),
  volume: v.optional(v.string())
});
const format = v.variant(
  'type',
  [
    v.strictObject({ type: v.literal('json-rows'), rows: path('format.rows') }),
    v.strictObject({ type: v.literal('json-columns') }),
    v.strictObject({ type: v.literal('csv'), delimiter: choice('format.delimiter', [',', ';', '\t', '|']) })
  ],
  'format.type: choose json-rows, json-columns or csv'
);

const schema = v.strictObject({
  id: v.pipe(
    v.string('id: use small letters, digits and hyphens'),
    v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'id: use small letters, digits and hyphens, at most forty, a letter first')
  ),
  name: v.pipe(text('name', 'give the source a name'), v.maxLength(80, 'name: at most eighty characters')),
  kind: choice('kind', ['prices', 'rates', 'macro']),
  /** "https://example.com/prices/{symbol}?from={from}&to={to}&token={key:token}". */
  address: v.pipe(
    text('address', 'give the address that the source documents'),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? addressFault(dataset.value) : undefined;
      if (fault !== undefined) addIssue({ message: `address: ${fault}` });
    })
  ),
  addressDates: v.optional(choice('addressDates', addressDates), 'YYYY-MM-DD'),
  format,
  /** Names of columns for csv; paths from a row for json-rows ("@key" is the name of the row); paths of lists for json-columns. */
  fields,
  dateForm: choice('dateForm', dateForms),
  decimalMark: v.optional(choice('decimalMark', ['.', ',']), '.'),
  /** True where a zero stands for a missing value. */
  zeroIsMissing: v.optional(v.boolean('zeroIsMissing: say true or false'), false),
  unit: choice('unit', ['currency', 'hundredth', 'percent', 'fraction', 'index', 'count', 'other']),
  adjustment: v.optional(choice('adjustment', ['none', 'splits', 'dividends', 'total-return'])),
  currency: v.optional(
    v.pipe(
      v.string('currency: give its code, as EUR'),
      v.check((code) => currencyFromCode(code) !== undefined, 'currency: give a code that is known, as EUR'),
      v.transform((code) => code.trim().toUpperCase())
    )
  ),
  topic: v.optional(
    choice('topic', ['consumer-prices', 'yield', 'policy-rate', 'output', 'volatility', 'commodity', 'other'])
  ),
  browser: v.optional(choice('browser', ['yes', 'no', 'unknown']), 'unknown'),
  callsPerMinute: v.optional(
    v.pipe(
      v.number('callsPerMinute: give a whole number'),
      v.integer('callsPerMinute: give a whole number'),
      v.minValue(1, 'callsPerMinute: at least 1'),
      v.maxValue(6000, 'callsPerMinute: at most 6000')
    ),
    30
  )
});

/** A source as a person describes it. */
export type CustomDescription = v.InferOutput<typeof schema>;

/** What is wrong with a description: in which field, and how to mend it. */
export interface CustomFault {
  readonly field: string;
  readonly text: string;
}

/** A description that was checked, or all that is wrong with it. */
export type CustomReading =
  | { readonly status: 'ok'; readonly description: CustomDescription }
  | { readonly status: 'bad'; readonly faults: readonly CustomFault[] };

/** Checks a description, as typed by a person or kept as JSON. Each fault names its field and what to do. */
export function customDescription(value: unknown): CustomReading {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) return { status: 'bad', faults: parsed.issues.map(faultOf) };
  const faults = contradictions(parsed.output);
  return faults.length > 0 ? { status: 'bad', faults } : { status: 'ok', description: parsed.output };
}

/** What to do about fields that are not there. */
const remedies: Readonly<Record<string, string>> = {
  id: 'use small letters, digits and hyphens',
  name: 'give the source a name',
  kind: 'choose one of prices, rates, macro',
  address: 'give the address that the source documents',
  format: 'say how the reply is written: json-rows, json-columns or csv',
  'format.rows': 'say where the rows stand in the reply, as data.rows[*]',
  'format.delimiter': 'say what stands between the cells',
  fields: 'name the fields of the day and of the value',
  'fields.date': 'name the field or column of the day',
  'fields.value': 'name the field or column of the close, rate or value',
  dateForm: 'say how days are written',
  unit: 'say in which unit the values are'
};

function faultOf(issue: v.BaseIssue<unknown>): CustomFault {
  const field = v.getDotPath(issue) ?? '';
  if (issue.type !== 'strict_object') return { field, text: issue.message };
  if (issue.expected === 'never') return { field, text: `${field}: is not known: leave it out` };
  return { field, text: `${field || 'description'}: ${remedies[field] ?? 'give the fields of a description'}` };
}

/** What single fields do not show. */
function contradictions(one: CustomDescription): CustomFault[] {
  const faults: CustomFault[] = [];
  const fault = (field: string, remedy: string): void => void faults.push({ field, text: `${field}: ${remedy}` });
  const places = placesOf(one.address);
  if (one.kind === 'rates') {
    if (!places.includes('base') || !places.includes('quote')) fault('address', 'rates need {base} and {quote} in it');
    if (one.unit !== 'currency') fault('unit', 'a rate is an amount of currency: choose currency');
  } else if (!places.includes('symbol')) fault('address', `write {symbol} where the name of the series stands`);
  if (one.kind === 'prices') {
    if (!['currency', 'hundredth', 'percent'].includes(one.unit)) {
      fault('unit', 'prices are in currency, in hundredth (pence), or in percent of the nominal');
    }
    if (!one.adjustment) fault('adjustment', 'say what the prices contain: none, splits, dividends or total-return');
  } else if (one.adjustment) fault('adjustment', 'only prices have one: leave it out');
  if (one.kind === 'macro' && one.unit === 'hundredth') fault('unit', 'only prices are in hundredths');
  if (one.format.type !== 'csv') {
    for (const [name, where] of Object.entries(one.fields)) {
      if (where !== '@key' && pathSteps(where) === undefined) {
        fault(`fields.${name}`, 'write a path of names with dots, [0] or [*]');
      }
    }
  }
  return faults;
}
