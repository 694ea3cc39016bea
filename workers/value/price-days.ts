import type { Day } from '$lib/domain/calendar';
import { ledgerFold } from '$lib/domain/ledger';
import { priceHeaders, type VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** Last day of the closes of each instrument that is held on a day, at most that day; those without closes are left out. */
export async function priceDays({ vault, asOf }: { readonly vault: VaultName; readonly asOf: Day }): Promise<number[]> {
  const [{ transactions }, headers] = await Promise.all([keptLedger(vault), openedVault(vault).then(priceHeaders)]);
  const fold = ledgerFold();
  for (const one of transactions) {
    if (one.transaction.tradeDay > asOf) break;
    fold.apply(one);
  }
  const last = new Map(headers.map((one) => [one.instrument, one.last]));
  const held = new Set(fold.holdings.flatMap(({ instrument, quantity }) => (quantity === 0n ? [] : [instrument])));
  return [...held].flatMap((instrument) => {
    const day = last.get(instrument);
    return day === undefined ? [] : [Math.min(day, asOf)];
  });
}
