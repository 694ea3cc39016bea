import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { accountId, withNames, type AccountId } from '$lib/domain/ledger';
import type { ImportActs, StatementPreview } from '$lib/domain/statements';

/** Source of final ids for what an import brings. */
export type NewId = (kind: 'account' | 'instrument', name: string) => string;

/**
 * What a confirmed preview writes: the drafts and series that are taken, in the order of time, with the accounts and
 * instruments they need, all with final ids. Waiting, present and left-out rows write nothing.
 */
export function confirmedActs(preview: StatementPreview, newId: NewId): ImportActs {
  const accounts = new Map<AccountId, AccountId>();
  const instruments = new Map<InstrumentId, InstrumentId>();
  const newAccounts: ImportActs['accounts'][number][] = [];
  const newInstruments: ImportActs['instruments'][number][] = [];
  const unknownAccounts = new Map(
    preview.accounts.flatMap((one) => (one.known ? [] : [[one.account.id, one.account]]))
  );
  const unknownInstruments = new Map(
    preview.instruments.flatMap((one) => (one.known ? [] : [[one.instrument.id, one.instrument]]))
  );
  const accountOf = (id: AccountId): AccountId => {
    const account = unknownAccounts.get(id);
    if (!account) return id;
    const known = accounts.get(id);
    if (known) return known;
    const final = accountId(newId('account', account.name));
    accounts.set(id, final);
    newAccounts.push({ ...account, id: final });
    return final;
  };
  const instrumentOf = (id: InstrumentId): InstrumentId => {
    const instrument = unknownInstruments.get(id);
    if (!instrument) return id;
    const known = instruments.get(id);
    if (known) return known;
    const final = instrumentId(newId('instrument', instrument.name));
    instruments.set(id, final);
    const { option } = instrument;
    const underlying = option?.underlying === undefined ? undefined : instrumentOf(option.underlying);
    newInstruments.push({
      ...instrument,
      id: final,
      ...(option && underlying ? { option: { ...option, underlying } } : {})
    });
    return final;
  };
  const transactions = preview.drafts
    .filter((draft) => draft.standing === 'taken')
    .map(({ transaction }) => withNames(transaction, accountOf, instrumentOf))
    .sort((a, b) => a.tradeDay - b.tradeDay);
  const drafts = preview.series.filter((draft) => draft.standing === 'taken');
  const series = drafts.map(({ series: one }) => ({ ...one, instrument: instrumentOf(one.instrument) }));
  const bars = drafts.flatMap(({ bars: beside, series: { revision: _, values: close, ...one } }) =>
    beside ? [{ ...one, instrument: instrumentOf(one.instrument), close, ...beside }] : []
  );
  return {
    accounts: newAccounts,
    instruments: newInstruments,
    transactions,
    series,
    ...(bars.length > 0 ? { bars } : {})
  };
}
