import type { ColumnField, MappedColumn } from '$lib/domain/statements';
import { namedField } from './aliases';
import { costColumns } from './cost-columns';
import { fieldsByContent, productColumns, type ColumnContent } from './content';
import { hintedField, HINT_RANK } from './hints';

/** Field of each recognised column, by its position. */
export type Fields = Map<number, { field: ColumnField; by: MappedColumn['by'] }>;

const weak = /category|record|direction|in\/out|transfer|kind|tag/i;

interface Candidate {
  readonly index: number;
  readonly rank: number;
}

type Candidates = Map<ColumnField, Candidate[]>;
type Rows = readonly (readonly string[])[];

const numeric: ReadonlySet<ColumnField> = new Set([
  'quantity',
  'price',
  'amount',
  'net-amount',
  'fee',
  'tax',
  'accrued',
  'debit',
  'credit',
  'bought-amount',
  'sold-amount',
  'worth'
]);

/** Fields that several columns may have: costs are added up, words of the kind complete each other. */
export const severalColumns: ReadonlySet<ColumnField> = new Set(['fee', 'tax', 'action']);

/** Fields of the columns of a table, by their names first, then by what stands in them. */
export function recognisedFields(
  names: readonly string[],
  contents: readonly ColumnContent[],
  sample: Rows,
  hasHeader: boolean
): Fields {
  const fields: Fields = new Map();
  const candidates = candidatesOf(names, contents, sample.length > 0);
  coinTable(names, candidates);
  unitsBesideAmounts(names, sample, candidates);
  signedCosts(sample, candidates);
  const orders = candidates.has('status');
  for (const [field, list] of candidates) {
    const share = (index: number): number =>
      orders && /^(price|quantity|amount)$/.test(field)
        ? Number(/\b(avg|average|executed|filled|fill|execution)\b/i.test(names[index] ?? ''))
        : field === 'action'
          ? Math.round((contents[index]?.actions ?? 0) * 10)
          : field === 'date'
            ? Math.round((contents[index]?.dates ?? 0) * 2)
            : 0;
    list.sort((a, b) => share(b.index) - share(a.index) || a.rank - b.rank || a.index - b.index);
    const [first] = list;
    if (first) fields.set(first.index, { field, by: 'name' });
  }
  quantityAmongAmounts(fields, candidates.get('amount') ?? [], sample);
  for (const index of moreActions(candidates.get('action') ?? [], contents, names))
    fields.set(index, { field: 'action', by: 'name' });
  for (const field of ['fee', 'tax'] as const) {
    for (const { index } of candidates.get(field) ?? []) if (fields.get(index)?.field === field) fields.delete(index);
    for (const index of costColumns(candidates.get(field) ?? [], names, sample))
      fields.set(index, { field, by: 'name' });
  }
  secondChoice(fields, candidates, contents);
  currenciesBeside(names, contents, fields);
  wordyActions(fields, candidates, contents);
  const taken = new Set([...fields.values()].map((entry) => entry.field));
  const open = names.flatMap((name, index) =>
    !fields.has(index) && (!hasHeader || name === '' || !namedField(name)) ? [index] : []
  );
  for (const [index, field] of fieldsByContent(contents, open, taken)) {
    const named = names[index] !== '' && hasHeader;
    if (!named || field === 'date' || field === 'isin' || field === 'action')
      fields.set(index, { field, by: 'content' });
  }
  if (!hasHeader) numbersByContent(fields, contents, sample);
  return fields;
}

/** Columns that may have a field, with how sure their names are; what stands in them overrules the names. */
function candidatesOf(names: readonly string[], contents: readonly ColumnContent[], sampled: boolean): Candidates {
  const candidates: Candidates = new Map();
  names.forEach((name, index) => {
    const content = contents[index];
    const named = namedField(name) ?? (content && content.filled > 0 ? hintedField(name) : undefined);
    if (!named || (sampled && content?.filled === 0)) return;
    const fits = content ? fieldThatFits(named.field, named.rank, content) : named.field;
    const field = content && fits ? fieldInContext(fits, name, content, names) : fits;
    if (field) candidates.set(field, [...(candidates.get(field) ?? []), { index, rank: named.rank }]);
  });
  return candidates;
}

/** A name that means something else beside the other columns, or beside what stands below it. */
function fieldInContext(
  field: ColumnField,
  name: string,
  content: ColumnContent,
  names: readonly string[]
): ColumnField | undefined {
  // In Switzerland "Valor" is the number of a security.
  if (/^valor$/i.test(name.trim()) && names.some((one) => /isin/i.test(one)) && /^\d{4,}$/.test(content.sample))
    return undefined;
  if (field === 'action' && weak.test(name) && Math.max(content.actions, content.phrases) < 0.5) return undefined;
  const named = names.some((one) => one !== name && namedField(one)?.field === 'action');
  if (field === 'name' && content.phrases > 0.9 && !named) return 'action';
  return field;
}

function fieldThatFits(field: ColumnField, rank: number, content: ColumnContent): ColumnField | undefined {
  const hinted = rank >= HINT_RANK;
  const { filled, dates, numbers, currencies, isins, actions } = content;
  if (filled === 0) return hinted ? undefined : field;
  if (field === 'action' && dates > 0.5) return 'date';
  // "Valuta" is a day, a currency or an amount, "Wert" a day or an amount.
  if (field === 'settlement-date' && dates < 0.5)
    return currencies > 0.5 ? 'currency' : numbers > 0.5 ? 'amount' : hinted ? undefined : field;
  if ((field === 'currency' || field === 'amount') && dates > 0.5 && numbers === 0) return 'settlement-date';
  // Some tables name the currency's column and leave that of the amount without a name.
  if (/^(amount|net-amount|price)$/.test(field) && numbers === 0 && currencies > 0.5) return undefined;
  if (numeric.has(field) && hinted && numbers < 0.5) return undefined;
  if (field === 'isin' && isins < 0.3) return hinted && isins === 0 ? (numbers > 0.5 ? undefined : 'name') : field;
  if (!hinted) return field;
  if (field === 'date' && dates < 0.5) return undefined;
  if (field === 'currency' && currencies < 0.5) return undefined;
  if (field === 'action' && actions < 0.5) return undefined;
  if ((field === 'name' || field === 'symbol') && (numbers > 0.5 || dates > 0.5)) return undefined;
  return field;
}

/** In tables of coins "currency" and "amount" are the coin and its units, where a currency of the quote stands beside. */
function coinTable(names: readonly string[], candidates: Candidates): void {
  if (!names.some((name) => /quote (currency|price|amount)/i.test(name)) || candidates.has('symbol')) return;
  const currency = candidates.get('currency')?.find(({ index }) => /^currency$/i.test(names[index]?.trim() ?? ''));
  const amount = candidates.get('amount')?.find(({ index }) => /^amount$/i.test(names[index]?.trim() ?? ''));
  if (!currency || !amount || candidates.has('quantity')) return;
  candidates.set('symbol', [currency]);
  candidates.set('quantity', [amount]);
  candidates.set(
    'currency',
    (candidates.get('currency') ?? []).filter((one) => one !== currency)
  );
  candidates.set(
    'amount',
    (candidates.get('amount') ?? []).filter((one) => one !== amount)
  );
}

const beside: Partial<Record<ColumnField, ColumnField>> = {
  amount: 'currency',
  'net-amount': 'currency',
  debit: 'currency',
  credit: 'currency',
  price: 'price-currency',
  fee: 'fee-currency',
  tax: 'tax-currency',
  'bought-amount': 'bought-currency',
  'sold-amount': 'sold-currency'
};

/** Columns that are called currency more than once each belong to the amount on their left. */
function currenciesBeside(names: readonly string[], contents: readonly ColumnContent[], fields: Fields): void {
  const generic = names.flatMap((name, index) =>
    /^(|cur|curr|currency|ccy|coin|valuta|devise|divisa|wahrung|währung|whrg|whg|munt)\.?$/i.test(name.trim()) &&
    (Math.max(contents[index]?.currencies ?? 0, contents[index]?.symbols ?? 0) > 0.5 || contents[index]?.filled === 0)
      ? [index]
      : []
  );
  if (generic.length < 2) return;
  const before = new Map(generic.map((index) => [index, fields.get(index)]));
  for (const index of generic) fields.delete(index);
  const taken = new Set([...fields.values()].map(({ field }) => field));
  for (const index of generic) {
    const [left, right] = [fields.get(index - 1)?.field, fields.get(index + 1)?.field];
    const field = (left && beside[left]) ?? (right && beside[right]);
    const own = before.get(index);
    if (field && !taken.has(field)) fields.set(index, { field, by: 'name' });
    else if (own && !field && !taken.has(own.field)) fields.set(index, own);
    taken.add(fields.get(index)?.field ?? 'ignored');
  }
}

/** In a table of movements a signed cost is the cash that moved. */
function signedCosts(sample: Rows, candidates: Candidates): void {
  const [cost] = candidates.get('cost') ?? [];
  if (!cost || !candidates.has('date') || candidates.has('amount') || candidates.has('net-amount')) return;
  if (!sample.some((row) => /^\s*[-(]/.test(row[cost.index] ?? ''))) return;
  candidates.delete('cost');
  candidates.set('amount', [cost]);
}

/** Amounts of several coins, each with its unit, beside their value: the amounts are units. */
function unitsBesideAmounts(names: readonly string[], sample: Rows, candidates: Candidates): void {
  const amounts = candidates.get('amount') ?? [];
  const first = amounts.find(({ index }) => /^amount$/i.test(names[index]?.trim() ?? ''));
  if (!first || amounts.length < 2 || candidates.has('quantity') || candidates.has('symbol')) return;
  const units = new Set(sample.flatMap((row) => /\d ([A-Z]{2,6})$/.exec(row[first.index] ?? '')?.[1] ?? []));
  if (units.size < 2) return;
  candidates.set('quantity', [first]);
  candidates.set(
    'amount',
    amounts.filter((one) => one !== first)
  );
}

/** Columns of descriptions that are not needed as the name, when part of their texts are words of the kind. */
function wordyActions(fields: Fields, candidates: Candidates, contents: readonly ColumnContent[]): void {
  for (const field of ['name', 'note'] as const)
    for (const { index } of candidates.get(field) ?? [])
      if (!fields.has(index) && (contents[index]?.actions ?? 0) > 0.15)
        fields.set(index, { field: 'action', by: 'content' });
}

/** Further columns of words that say what happened; a weak name alone is not enough. */
function moreActions(
  list: readonly Candidate[],
  contents: readonly ColumnContent[],
  names: readonly string[]
): number[] {
  return list.flatMap(({ index }, at) =>
    at > 0 && ((contents[index]?.actions ?? 0) + (contents[index]?.phrases ?? 0) > 0 || !weak.test(names[index] ?? ''))
      ? [index]
      : []
  );
}

/** A column called a symbol that holds names is a name, when another column has the symbols or none has names. */
function secondChoice(fields: Fields, candidates: Candidates, contents: readonly ColumnContent[]): void {
  const taken = new Set([...fields.values()].map((entry) => entry.field));
  const wordy = (index: number): boolean =>
    (contents[index]?.symbols ?? 0) < 0.5 && (contents[index]?.numbers ?? 0) < 0.5;
  const symbols = candidates.get('symbol') ?? [];
  const [first] = symbols;
  const product = [...fields].find(([, { field }]) => field === 'name')?.[0];
  const vague =
    product !== undefined && (candidates.get('name') ?? []).length === 1 && (contents[product]?.symbols ?? 0) > 0.5;
  if (taken.has('name') && !vague) return;
  const name = symbols.find(({ index }) => wordy(index));
  if (!name) return;
  const other = symbols.find((one) => one !== name && !wordy(one.index));
  if (name === first) {
    if (!other) return;
    fields.set(other.index, { field: 'symbol', by: 'name' });
  }
  if (product !== undefined) fields.delete(product);
  fields.set(name.index, { field: 'name', by: 'name' });
}

/** In files that call the quantity an amount, the product of price and quantity tells which is which. */
function quantityAmongAmounts(fields: Fields, amounts: readonly { index: number }[], sample: Rows): void {
  const indexOf = (field: ColumnField): number | undefined =>
    [...fields].find(([, entry]) => entry.field === field)?.[0];
  const price = indexOf('price');
  if (indexOf('quantity') !== undefined || price === undefined || amounts.length === 0) return;
  const found = productColumns(sample, [...amounts.map(({ index }) => index), price]);
  if (found?.price === price || found?.quantity === price) {
    fields.set(found.price === price ? found.quantity : found.price, { field: 'quantity', by: 'content' });
    fields.set(found.amount, { field: 'amount', by: 'name' });
  } else if (amounts.length === 1 && indexOf('symbol') !== undefined && indexOf('action') === undefined) {
    const only = amounts[0];
    if (only) fields.set(only.index, { field: 'quantity', by: 'content' });
  }
}

function numbersByContent(fields: Fields, contents: readonly ColumnContent[], sample: Rows): void {
  const open = contents.flatMap((content, index) =>
    !fields.has(index) && content.filled > 0 && content.numbers > 0.9 ? [index] : []
  );
  const product = productColumns(sample, open.slice(0, 6));
  const order: ColumnField[] = open.length === 1 ? ['close'] : ['quantity', 'price', 'fee'];
  if (product)
    (['quantity', 'price', 'amount'] as const).forEach((field) => fields.set(product[field], { field, by: 'content' }));
  else open.forEach((index, at) => order[at] && fields.set(index, { field: order[at], by: 'content' }));
}
