import type { Account } from '$lib/domain/ledger';
import type { ReturnsAtEveryLevel } from '$lib/services/value-portfolio';
import { money, percent } from '$lib/ui/format';
import type { Column } from '$lib/ui/tables';
import { accountsTexts as texts } from '$lib/ui/texts';
import { signClass } from '$lib/ui/theme';
import { ask, returnAsk } from '../asks';
import { printedRate } from '../rates';

/** An account with its owner and what it returned. */
export interface AccountRow {
  readonly account: Account;
  readonly owner: string;
  readonly returns: ReturnsAtEveryLevel['whole'] | undefined;
}

/** What accounts are worth together. */
export function worthOf(rows: readonly AccountRow[]): number {
  return rows.reduce((sum, { returns }) => sum + (returns?.closing ?? 0), 0);
}

const rated = (row: AccountRow): number | undefined => row.returns?.timeWeighted;

// Every account is listed, whichever the top bar has chosen.
const every = { everyAccount: true } as const;
const ofAccount = (figure: Parameters<typeof returnAsk>[0]) => (row: AccountRow) =>
  returnAsk(figure, { account: row.account.id }, every);
const worthAsk = (rows: readonly AccountRow[]) =>
  ask({ of: 'worth', accounts: rows.flatMap(({ account, returns }) => (returns ? [account.id] : [])) }, every);

/** Columns of the table of accounts. */
export function accountColumns(rows: readonly AccountRow[], base: string): Column<AccountRow>[] {
  return [
    {
      key: 'name',
      title: texts.name,
      kind: 'name',
      strong: true,
      text: ({ account }) => account.name,
      sort: ({ account }) => account.name
    },
    {
      key: 'at',
      title: texts.institution,
      kind: 'text',
      text: ({ account }) => account.institution ?? '',
      hideBelow: 1240
    },
    {
      key: 'kind',
      title: texts.kind,
      kind: 'text',
      text: ({ account }) => texts.kinds[account.kind ?? 'brokerage'],
      hideBelow: 1000
    },
    {
      key: 'lots',
      title: texts.lots,
      kind: 'text',
      width: 140,
      text: ({ account }) => texts.lotMethods[account.lotMethod ?? 'fifo'],
      hideBelow: 820
    },
    {
      key: 'currency',
      title: texts.currency,
      kind: 'text',
      width: 70,
      text: ({ account }) => account.currency,
      hideBelow: 900
    },
    {
      key: 'paid',
      ask: ofAccount('flows'),
      title: texts.paidIn,
      kind: 'money',
      text: ({ returns }) => (returns ? money(returns.netFlows, base) : ''),
      hideBelow: 640
    },
    {
      key: 'rate',
      ask: ofAccount('time-weighted'),
      title: texts.timeWeighted,
      kind: 'percent',
      width: 96,
      text: (row) => percent(rated(row) ?? NaN, { sign: 'change' }),
      tone: (row) => signClass(rated(row) ?? NaN),
      sort: rated
    },
    {
      key: 'irr',
      ask: ofAccount('money-weighted'),
      title: texts.moneyWeighted,
      kind: 'percent',
      width: 140,
      text: ({ returns }) => (returns ? percent(printedRate(returns.moneyWeighted), { sign: 'change' }) : ''),
      hideBelow: 1120
    },
    {
      key: 'value',
      ask: ofAccount('closing'),
      groupAsk: (owner) => worthAsk(rows.filter((row) => row.owner === owner)),
      totalAsk: worthAsk(rows),
      title: texts.value,
      kind: 'money',
      width: 110,
      text: ({ returns }) => (returns ? money(returns.closing, base) : ''),
      sort: ({ returns }) => returns?.closing,
      groupText: (owner) => money(worthOf(rows.filter((row) => row.owner === owner)), base),
      totalText: money(worthOf(rows), base)
    }
  ];
}
