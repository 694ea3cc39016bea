import { settledSpan } from '$lib/data/providers';
import type { FetchTask, Vault } from '$lib/storage/dexie';

const DAY = 86_400_000;

/**
 * Forgets finished tasks that say nothing for the future: those that settle no span of days, and those whose span another
 * one of the same series and sources holds. Answers of the last day stay, so that they can be seen.
 */
export async function tidied(vault: Vault, now: number): Promise<void> {
  const { db } = vault;
  await db.transaction('rw', db.fetchTasks, async () => {
    const done = (await db.fetchTasks.toArray()).filter(
      (task) => task.state === 'done' && (task.finishedAt ?? 0) < now - DAY
    );
    const gone = done.filter((task) => {
      const span = settledSpan(task, Math.floor((task.finishedAt ?? 0) / DAY));
      return !span || done.some((other) => other !== task && holds(other, task));
    });
    await db.fetchTasks.bulkDelete(gone.map((task) => task.id));
  });
}

function holds(one: FetchTask, other: FetchTask): boolean {
  if (one.kind !== other.kind || one.key !== other.key || one.sources.join() !== other.sources.join()) return false;
  if (one.from > other.from || one.to < other.to) return false;
  const isSame = one.from === other.from && one.to === other.to;
  return !isSame || one.id < other.id;
}
