import * as v from 'valibot';
import { currencyFromCode } from '$lib/domain/money';
import { columnFields, statementActions, type ColumnMapping } from '$lib/domain/statements';

/** A mapping with the name under which it is handed on. */
export interface MappingTemplate {
  readonly name: string;
  readonly mapping: ColumnMapping;
}

/** What is wrong with the text of a template: where in it, and what was expected there. */
export interface TemplateFault {
  readonly path: string;
  readonly detail: string;
}

const MARK = 'sextant-columns';
const LONGEST_NAME = 120;

const currency = v.pipe(
  v.string(),
  v.check((text) => currencyFromCode(text) !== undefined, 'is no known currency')
);
const mappingSchema = v.strictObject({
  version: v.literal(1),
  header: v.string(),
  kind: v.picklist(['transactions', 'holdings', 'prices']),
  delimiter: v.picklist([',', ';', '\t', '|']),
  encoding: v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'text']),
  columns: v.record(v.string(), v.picklist(columnFields)),
  actions: v.record(v.string(), v.picklist(statementActions)),
  currencies: v.record(v.string(), currency),
  dateOrder: v.optional(v.picklist(['ymd', 'dmy', 'mdy'])),
  decimalMark: v.optional(v.picklist(['.', ','])),
  signRule: v.optional(v.picklist(['signed', 'unsigned'])),
  adjustment: v.optional(v.picklist(['none', 'splits', 'dividends', 'total-return'])),
  defaultCurrency: v.optional(currency)
});
const templateSchema = v.strictObject({
  format: v.literal(MARK),
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'), v.maxLength(LONGEST_NAME, 'is too long')),
  mapping: mappingSchema
});

/** True for text that may be a template of columns. */
export function looksLikeTemplate(text: string): boolean {
  return text.slice(0, 200).includes(`"${MARK}"`);
}

/** A template as JSON, to be handed on; which account its files went to is left out. */
export function templateText({ name, mapping }: MappingTemplate): string {
  const { defaultAccount: _, ...shared } = mapping;
  return `${JSON.stringify({ format: MARK, name, mapping: shared }, undefined, 2)}\n`;
}

/** Template of a JSON text, or what is wrong with it. */
export function templateFromText(text: string): MappingTemplate | TemplateFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { path: '', detail: error instanceof Error ? error.message : String(error) };
  }
  const parsed = v.safeParse(templateSchema, value);
  if (parsed.success) {
    const { name, mapping } = parsed.output;
    return { name, mapping: mapping as ColumnMapping };
  }
  const [issue] = parsed.issues;
  return { path: v.getDotPath(issue) ?? '', detail: issue.message };
}
