import type { InstrumentId } from '$lib/domain/instruments';
import type { SplitRatio } from '$lib/domain/market';
import { announceChange, loadEvents, saveEvents, written, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** A split of an instrument, as the market announced it. */
export interface AnnouncedSplit {
  readonly vault: VaultName;
  readonly instrument: InstrumentId;
  readonly split: SplitRatio;
}

/** Keeps a split among the announced events of an instrument; one of the same day takes its place. */
export function recordSplit({ vault, instrument, split }: AnnouncedSplit): Promise<void> {
  return changedSplits(vault, instrument, (splits) =>
    [...splits.filter(({ day }) => day !== split.day), split].sort((a, b) => a.day - b.day)
  );
}

/** Takes an announced split back. */
export function forgetSplit({ vault, instrument, split }: AnnouncedSplit): Promise<void> {
  return changedSplits(vault, instrument, (splits) => splits.filter(({ day }) => day !== split.day));
}

async function changedSplits(
  name: VaultName,
  instrument: InstrumentId,
  change: (splits: readonly SplitRatio[]) => readonly SplitRatio[]
): Promise<void> {
  const vault = await openedVault(name);
  const { db } = vault;
  await written(() =>
    db.transaction('rw', db.events, async () => {
      const [known] = (await loadEvents(vault, [instrument])).rows;
      const before = known ?? { instrument, source: 'hand', splits: [], dividends: [] };
      const splits = change(before.splits);
      if (splits.length + before.dividends.length === 0) await db.events.delete(instrument);
      else await saveEvents(vault, [{ ...before, splits }]);
    })
  );
  announceChange(vault, ['market']);
}
