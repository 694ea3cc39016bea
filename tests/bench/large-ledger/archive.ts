import 'fake-indexeddb/auto';
import { dayFromCivil, type Day } from '$lib/domain/calendar';
import { batchId, type Account, type JournalAct, type Transaction } from '$lib/domain/ledger';
import { exportVault } from '$lib/storage/archive';
import { appendActs, openVault } from '$lib/storage/dexie';
import { accounts, dollar, replayWorkload, valuationInputOf } from '../replay/workload';

const symbolsOf = (value: string) => [{ scheme: 'symbol', value }] as const;
const MS_OF_DAY = 86_400_000;

/** A backup of the replay bench's ledger, as the app writes one, with its last day moved to the one given. */
export async function largeArchive(year: number, month: number, day: number): Promise<Uint8Array> {
  const workload = replayWorkload();
  const last = dayFromCivil(year, month, day);
  const shift = last - (workload.first + workload.days - 1);
  const moved = (one: number): Day => (one + shift) as Day;
  const input = valuationInputOf(workload);
  const acts = workload.live.map(({ event, transaction }): JournalAct => {
    const { tradeDay, settlementDay } = transaction;
    const dated = { tradeDay: moved(tradeDay), settlementDay: moved(settlementDay) };
    return { act: 'post', event, transaction: { ...transaction, ...dated } as Transaction };
  });
  const vault = await openVault('mine');
  await appendActs(vault, acts, {
    batch: batchId('large'),
    recordedAt: last * MS_OF_DAY,
    title: 'A large ledger',
    accounts: accounts.map((id): Account => ({ id, name: id, kind: 'brokerage', currency: dollar })),
    instruments: input.instruments.map((one) => ({
      ...one,
      name: `Company ${one.id}`,
      identifiers: symbolsOf(one.id)
    })),
    prices: input.prices.map((one) => ({ ...one, days: Int32Array.from(one.days, moved) })),
    rates: input.rates.map((one) => ({ ...one, days: Int32Array.from(one.days, moved) }))
  });
  return exportVault(vault, { appVersion: '0.1.0' });
}
