import type { Day } from '$lib/domain/calendar';
import { searchedWords, type LedgerFilter } from '$lib/domain/ledger';
import type { Parameter } from './connection';
import { dayOf } from './fill';

/** A condition on `transactions` with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** A filter as SQL. */
export function ledgerCondition(filter: LedgerFilter): Condition {
  const conditions: Condition[] = [];
  const among = (column: string, values: readonly Parameter[] | undefined): void => {
    if (values) conditions.push({ sql: inList(column, values), parameters: values });
  };
  if (filter.accounts) {
    const { accounts } = filter;
    const sql = `(${inList('account', accounts)} OR coalesce(${inList('destination', accounts)}, false))`;
    conditions.push({ sql, parameters: [...accounts, ...accounts] });
  }
  among('verb', filter.verbs);
  among('instrument', filter.instruments);
  among('year', filter.years);
  const bound = (sign: string, day: Day | undefined): void => {
    if (day !== undefined) conditions.push({ sql: `day ${sign} ${dayOf('CAST(? AS INTEGER)')}`, parameters: [day] });
  };
  bound('>=', filter.from);
  bound('<=', filter.to);
  for (const word of searchedWords(filter.text)) conditions.push({ sql: 'contains(words, ?)', parameters: [word] });
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || 'true',
    parameters: conditions.flatMap(({ parameters }) => parameters)
  };
}

/** The condition that a movement of cash belongs to the accounts asked about. */
export function movementCondition({ accounts }: LedgerFilter): Condition {
  return accounts
    ? { sql: inList('movements.account', accounts), parameters: accounts }
    : { sql: 'true', parameters: [] };
}

function inList(column: string, values: readonly Parameter[]): string {
  return values.length === 0 ? 'false' : `${column} IN (${values.map(() => '?').join(', ')})`;
}
