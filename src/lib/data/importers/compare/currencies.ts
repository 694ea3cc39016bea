import { allCurrencies, currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { ColumnMapping, QuestionOption, StatementContext } from '$lib/domain/statements';
import type { Findings } from './findings';
import type { StatementRow } from '../generic/row-facts';
import { addTo } from '../values/grouping';
import { currencyOfSigns, writtenCurrency, type WrittenCurrency } from '../values/currencies';
import { currencyOfCashSymbol } from '../values/symbols';

/** Currency of a row: as its cells say, as answered for an unknown code, undefined where the file says nothing. */
export type RowCurrency = (
  row: StatementRow,
  field?: 'currency' | 'price-currency' | 'bought-currency'
) => WrittenCurrency | undefined;

const OFFERED = 4;

/** Reads the currencies of rows; asks once for codes that nobody knows. */
export function rowCurrencies(
  rows: readonly StatementRow[],
  context: StatementContext,
  saved: ColumnMapping | undefined,
  findings: Findings
): RowCurrency {
  const read = new Map<string, WrittenCurrency | undefined>();
  const unknown = new Map<string, StatementRow[]>();
  const seen = new Set<CurrencyCode>();
  for (const row of rows) {
    const text = row.text('currency');
    if (text === '') continue;
    if (!read.has(text)) {
      const mapped = saved?.currencies[text];
      read.set(text, mapped ? { code: mapped, hundredths: false } : writtenCurrency(text));
    }
    const known = read.get(text);
    if (known) seen.add(known.code);
    else addTo(unknown, text, row);
  }
  if (unknown.size > 0) askForCodes(unknown, [...seen], context, findings, read);
  const bySigns = new Map<string, CurrencyCode | undefined>();
  const signOf = (row: StatementRow): CurrencyCode | undefined => {
    const cells = [row.text('amount'), row.text('net-amount'), row.text('price')];
    const key = cells.map((cell) => cell.replace(/[^$€£¥₹₽₺₩₿A-Złz.]/g, '')).join('|');
    if (!bySigns.has(key)) bySigns.set(key, currencyOfSigns(cells));
    return bySigns.get(key);
  };
  return (row, field = 'currency') => {
    if (field !== 'currency') return writtenCurrency(row.text(field));
    const text = row.text('currency');
    if (text !== '') return read.get(text);
    const code = currencyOfCashSymbol(row.symbol) ?? signOf(row);
    return code && { code, hundredths: false };
  };
}

function askForCodes(
  unknown: ReadonlyMap<string, StatementRow[]>,
  seen: readonly CurrencyCode[],
  context: StatementContext,
  findings: Findings,
  read: Map<string, WrittenCurrency | undefined>
): void {
  const rows = [...unknown.values()].flat();
  const asked = findings.ask({
    subject: { code: 'currency-unknown', entries: [...unknown].map(([key, list]) => ({ key, rows: list.length })) },
    required: true,
    rows: rows.map((row) => row.row),
    field: 'currency',
    options: [{ id: 'leave-out', best: true }, ...currencyOptions([...seen, ...usedCurrencies(context)])]
  });
  for (const [code, list] of unknown) {
    const chosen = currencyFromCode((asked.choice(code) ?? '').replace(/^currency:/, ''));
    if (chosen) read.set(code, { code: chosen.code, hundredths: false });
    for (const row of list) {
      row.asked = asked.id;
      if (asked.waiting(code)) row.hold = asked.id;
      if (!chosen) row.out = asked.id;
    }
  }
}

/** Currencies of the ledger, the base currency first. */
export function usedCurrencies(context: StatementContext): CurrencyCode[] {
  return [
    ...new Set([
      context.baseCurrency,
      ...context.accounts.map((account) => account.currency),
      ...context.instruments.map((one) => one.currency)
    ])
  ];
}

/** Options for choosing a currency: the likely ones, filled up with the most used. */
export function currencyOptions(likely: readonly CurrencyCode[], best?: CurrencyCode): QuestionOption[] {
  const usual = allCurrencies()
    .filter((one) => ['USD', 'EUR', 'GBP', 'CHF'].includes(one.code))
    .map((one) => one.code);
  const list = [...new Set([...(best ? [best] : []), ...likely, ...usual])].slice(0, Math.max(OFFERED, likely.length));
  return list.map((code) => ({ id: `currency:${code}`, ...(code === best ? { best: true } : {}) }));
}
