import { written } from './errors';
import type { OpinionYear } from './market-rows';
import { rowProblem, type VaultProblem } from './problems';
import { announceChange, type Vault } from './vault';
import { checkedRun, joinedParts, mergedRun, partProblem, yearParts, type Run } from './year-parts';

/** A series as a second source tells it: kept to be compared with what is served. */
export interface Opinion {
  readonly kind: OpinionYear['kind'];
  /** The instrument, or base and quote as "EUR/USD". */
  readonly key: string;
  readonly source: string;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

type OpinionKey = [string, string, string, number];

/** Merges second opinions by day into those that are kept; the new value wins. */
export async function saveOpinions(vault: Vault, opinions: readonly Opinion[]): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', db.opinions, async () => {
      for (const { kind, key, source, days, values } of opinions) {
        const parts = yearParts(checkedRun({ days, values }, `${key} of ${source}`));
        const keys = parts.map(({ year }): OpinionKey => [kind, key, source, year]);
        const stored = await db.opinions.bulkGet(keys);
        await db.opinions.bulkPut(
          parts.map((part, at): OpinionYear => {
            const before = stored[at];
            const run: Run = before && !partProblem(before) ? mergedRun(before, part) : part;
            return { kind, key, source, year: part.year, count: run.days.length, days: run.days, values: run.values };
          })
        );
      }
    })
  );
  announceChange(vault, ['market']);
}

/** Second opinions on one series, by source, or on all. */
export async function loadOpinions(
  vault: Vault,
  about?: Pick<Opinion, 'kind' | 'key'>
): Promise<{ opinions: Opinion[]; problems: VaultProblem[] }> {
  const { opinions: table } = vault.db;
  const rows = await (about
    ? table.where(':id').between([about.kind, about.key], [about.kind, about.key, []]).toArray()
    : table.toArray());
  const problems: VaultProblem[] = [];
  const bySource = new Map<string, OpinionYear[]>();
  for (const row of rows) {
    const problem = partProblem(row);
    if (problem) problems.push(rowProblem('opinions', `${row.key} of ${row.source} ${row.year}`, problem));
    else {
      const name = JSON.stringify([row.kind, row.key, row.source]);
      bySource.set(name, [...(bySource.get(name) ?? []), row]);
    }
  }
  const opinions = [...bySource.values()].flatMap((years): Opinion[] => {
    const [first] = years;
    if (!first) return [];
    const { days, values } = joinedParts(years);
    return [{ kind: first.kind, key: first.key, source: first.source, days, values }];
  });
  return { opinions, problems };
}

/** Removes what a source was asked about a series for comparison. */
export async function removeOpinion(
  vault: Vault,
  { kind, key, source }: Omit<Opinion, 'days' | 'values'>
): Promise<void> {
  const { opinions } = vault.db;
  await written(() => opinions.where(':id').between([kind, key, source], [kind, key, source, []]).delete());
  announceChange(vault, ['market']);
}
