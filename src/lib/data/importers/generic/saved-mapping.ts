import type { Adjustment } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type { Answers, ColumnMapping, MappedColumn } from '$lib/domain/statements';
import { actionKey } from '../columns/actions';
import type { Layout } from '../columns/layout';
import type { OpenedTable } from '../source/table';
import type { Dialect } from './dialect';
import type { Reading } from './row-reading';

/** Mapping of a file's columns, without what a person answered. */
export function savedMapping(
  table: OpenedTable,
  layout: Layout,
  columns: readonly MappedColumn[],
  kind: ColumnMapping['kind']
): Omit<ColumnMapping, 'actions' | 'currencies'> {
  return {
    version: 1,
    header: layout.header,
    kind,
    delimiter: table.delimiter,
    encoding: table.encoding,
    columns: Object.fromEntries(columns.map((column) => [layout.keys[column.index] ?? '', column.field]))
  };
}

interface MappingParts {
  readonly dialect: Dialect;
  readonly currency: CurrencyCode | undefined;
  readonly adjustment?: Adjustment;
  readonly signRule?: ColumnMapping['signRule'];
}

/** Mapping of this file with what was answered, ready to be saved for the next one. */
export function mappingOf(
  { table, layout, kind, saved, findings }: Reading,
  answers: Answers,
  parts: MappingParts
): ColumnMapping {
  const actions: Record<string, ColumnMapping['actions'][string]> = { ...saved?.actions };
  const currencies: Record<string, CurrencyCode> = { ...saved?.currencies };
  for (const { id, subject } of findings.questions) {
    const answer = answers[id];
    if (!answer || (subject.code !== 'action-unknown' && subject.code !== 'currency-unknown')) continue;
    for (const { key } of subject.entries) {
      const option = answer.each?.[key] ?? answer.option;
      if (option.startsWith('action:')) actions[actionKey(key)] = option.slice(7) as ColumnMapping['actions'][string];
      if (option.startsWith('currency:')) currencies[key] = option.slice(9) as CurrencyCode;
    }
  }
  const account = answers['which-account']?.option;
  const defaultAccount =
    account?.startsWith('account:') && account !== 'account:new'
      ? { defaultAccount: account.slice(8) as NonNullable<ColumnMapping['defaultAccount']> }
      : saved?.defaultAccount
        ? { defaultAccount: saved.defaultAccount }
        : {};
  return {
    ...savedMapping(table, layout, parts.dialect.columns, kind),
    actions,
    currencies,
    dateOrder: parts.dialect.order,
    decimalMark: parts.dialect.marks[0] ?? '.',
    ...(parts.signRule ? { signRule: parts.signRule } : {}),
    ...(parts.adjustment ? { adjustment: parts.adjustment } : {}),
    ...(parts.currency ? { defaultCurrency: parts.currency } : {}),
    ...defaultAccount
  };
}
