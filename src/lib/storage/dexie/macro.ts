import type { MacroSeries, MacroSeriesId } from '$lib/domain/market';
import { written } from './errors';
import { dated, saved, type SaveOutcome, type SaveSeriesOptions, type WithOrigins } from './series';
import { macroStore } from './series-kinds';
import { writeSeries } from './series-write';
import { announceChange, type Vault } from './vault';

/** Merges macro series by day into the stored ones; the new value wins unless the stored one is of a stronger origin. */
export async function saveMacro(
  vault: Vault,
  series: readonly WithOrigins<MacroSeries>[],
  options: SaveSeriesOptions = {}
): Promise<SaveOutcome> {
  const { db } = vault;
  const incoming = series.map(({ id, title, topic, unit, frequency, area, months, source, days, values, origins }) => ({
    identity: {
      ...{ id, title, topic, unit, frequency, source },
      ...(area === undefined ? {} : { area }),
      ...(months === undefined ? {} : { months })
    },
    revision: 1,
    run: { days, values, origins }
  }));
  const tables = [db.macroSeries, db.macro, db.revisions];
  return saved(vault, 'macro', tables, () => writeSeries(db, macroStore, incoming, dated(options)));
}

/** Removes a macro series with its values; what was known of it earlier goes too. */
export async function removeMacro(vault: Vault, id: MacroSeriesId): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', [db.macroSeries, db.macro, db.revisions], async () => {
      const header = await db.macroSeries.get(id);
      if (header) await db.macro.bulkDelete(header.years.map((year): [MacroSeriesId, number] => [id, year]));
      await db.macroSeries.delete(id);
      await db.revisions.where('[kind+key]').equals(['macro', id]).delete();
    })
  );
  announceChange(vault, ['macro']);
}
