import type { Day } from '$lib/domain/calendar';
import { inLedgerOrder, ledgerFold, type Account, type EventId, type LiveTransaction } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import type { DraftStanding, StatementContext, StatementPreview } from '$lib/domain/statements';

/** What is held and owned once everything taken is in the ledger. */
export interface Outlook {
  readonly lastDay: Day;
  readonly positions: number;
  readonly shorts: number;
  readonly cash: readonly { readonly account: string; readonly currency: CurrencyCode; readonly amount: Decimal }[];
}

/** Closes of one instrument in the file, without the closes. */
export interface SeriesOutline {
  readonly symbol: string;
  readonly currency: CurrencyCode;
  readonly known: boolean;
  readonly standing: DraftStanding;
  readonly first: Day;
  readonly last: Day;
  readonly count: number;
  /** Most days from one close to the next, and the day it begins. */
  readonly longestGap: number;
  readonly gapAfter: Day;
}

/** The ledger as it would stand after the import; undefined where the file brings no transaction. */
export function outlookOf(preview: StatementPreview, context: StatementContext): Outlook | undefined {
  const last = context.live.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  const taken = preview.drafts
    .filter(({ standing }) => standing === 'taken')
    .map(({ transaction }, at): LiveTransaction => ({
      event: `draft ${at}` as EventId,
      sequence: last + 1 + at,
      transaction
    }));
  const all = inLedgerOrder([...context.live, ...taken]);
  const lastDay = all.at(-1)?.transaction.tradeDay;
  if (lastDay === undefined) return undefined;
  const fold = ledgerFold();
  for (const one of all) fold.apply(one);
  const positions = fold.positions();
  const accounts = new Map<string, Account>([
    ...context.accounts.map((one) => [one.id, one] as const),
    ...preview.accounts.map(({ account }) => [account.id, account] as const)
  ]);
  return {
    lastDay,
    positions: positions.length,
    shorts: positions.filter(({ quantity }) => quantity < 0n).length,
    cash: fold
      .cashBalances()
      .map(({ account, ...rest }) => ({ account: accounts.get(account)?.name ?? account, ...rest }))
  };
}

/** Series of the file by symbol, span and gaps. */
export function seriesOutlines(preview: StatementPreview): SeriesOutline[] {
  const known = new Set(preview.instruments.flatMap((one) => (one.known ? [one.instrument.id] : [])));
  return preview.series.flatMap(({ symbol, standing, series: { instrument, currency, days } }) => {
    const first = days[0];
    const last = days.at(-1);
    if (first === undefined || last === undefined) return [];
    let longestGap = 0;
    let gapAfter = first;
    for (let at = 1; at < days.length; at++) {
      const gap = (days[at] ?? 0) - (days[at - 1] ?? 0);
      if (gap > longestGap) [longestGap, gapAfter] = [gap, days[at - 1] ?? first];
    }
    return [
      {
        ...{ symbol, standing, currency, known: known.has(instrument), count: days.length, longestGap },
        ...{ first: first as Day, last: last as Day, gapAfter: gapAfter as Day }
      }
    ];
  });
}
