import type { DraftTransaction, StatementCounts } from '$lib/domain/statements';
import type { SheetRow } from './sheet-rows';
import type { StatementSheet } from './statement-sheet';

/** What became of a line: of the rows on it, and of those that were joined to one of them. */
interface Fate {
  present: boolean;
  fresh: boolean;
  asked: boolean;
  taken: boolean;
  refused: boolean;
}

/**
 * Counts of the lines of a sheet; together they are all of them. In a file that is one long line every row counts.
 * @param present rows that the ledger has.
 */
export function sheetCounts(
  sheet: StatementSheet,
  rows: readonly SheetRow[],
  present: ReadonlySet<SheetRow>,
  refused: ReadonlySet<SheetRow>,
  standings: ReadonlyMap<number, DraftTransaction['standing']>
): StatementCounts {
  const oneLine = sheet.lines.size === 1;
  const fates = new Map<string, Fate>();
  const fateOf = (place: string): Fate => {
    const known = fates.get(place);
    if (known) return known;
    const made = { present: false, fresh: false, asked: false, taken: false, refused: false };
    fates.set(place, made);
    return made;
  };
  if (!oneLine) for (const line of sheet.lines) fateOf(String(line));
  for (const row of rows) {
    const places = oneLine ? [`row ${row.row}`] : [row.line, ...(row.post.about.lines ?? [])].map(String);
    for (const place of places) {
      const fate = fateOf(place);
      if (refused.has(row)) fate.refused = true;
      else if (present.has(row)) fate.present = true;
      else {
        fate.fresh = true;
        if (row.asked !== undefined || row.out !== undefined) fate.asked = true;
        if (standings.get(row.row) === 'taken') fate.taken = true;
      }
    }
  }
  sheet.problems.forEach(({ effect, line }, at) => {
    if (effect === 'row') fateOf(oneLine ? `problem ${at}` : String(line ?? 0)).refused = true;
  });
  const counts = { understood: 0, needLook: 0, alreadyThere: 0, passedOver: 0, leftOut: 0, taken: 0 };
  for (const { present: there, fresh, asked, taken, refused: out } of fates.values()) {
    if (taken) counts.taken += 1;
    if (asked) counts.needLook += 1;
    else if (fresh && taken) counts.understood += 1;
    else if (fresh || out) counts.leftOut += 1;
    else if (there) counts.alreadyThere += 1;
    else counts.passedOver += 1;
  }
  return { rows: fates.size, ...counts };
}
