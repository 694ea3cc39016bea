import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, Verb } from '$lib/domain/ledger';
import type { Parameter } from './connection';
import { dayOf } from './fill';

/** Which transactions are asked about; what is left out does not limit. */
export interface LedgerFilter {
  readonly accounts?: readonly AccountId[];
  readonly verbs?: readonly Verb[];
  readonly instruments?: readonly InstrumentId[];
  readonly years?: readonly number[];
  /** Trade days, both included. */
  readonly from?: Day;
  readonly to?: Day;
  /** Every word of it occurs in the names, notes, files or ids of the transaction. */
  readonly text?: string;
}

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
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    conditions.push({ sql: 'contains(words, ?)', parameters: [word] });
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
