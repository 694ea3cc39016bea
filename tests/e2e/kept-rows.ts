import type { Page } from '@playwright/test';

type Typed = { readonly typed: 'i' | 'f'; readonly list: readonly number[] };

/** Typed arrays as what crosses into the page, and back there. */
function packed(value: unknown): unknown {
  if (value instanceof Int32Array) return { typed: 'i', list: [...value] } satisfies Typed;
  if (value instanceof Float64Array) return { typed: 'f', list: [...value] } satisfies Typed;
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, packed(each)]));
}

/** Puts rows into tables of a vault, as a fetch keeps them. */
export async function keepRows(
  page: Page,
  vault: 'demo' | 'mine',
  tables: Readonly<Record<string, readonly object[]>>
): Promise<void> {
  await page.evaluate(
    async ([name, given]) => {
      const unpacked = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(unpacked);
        if (typeof value !== 'object' || value === null) return value;
        if ('typed' in value && 'list' in value) {
          const list = value.list as number[];
          return value.typed === 'i' ? Int32Array.from(list) : Float64Array.from(list);
        }
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpacked(each)]));
      };
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(`sextant-${name}`);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error ?? new Error('not opened'));
      });
      const names = Object.keys(given as object);
      const change = database.transaction(names, 'readwrite');
      for (const [name, rows] of Object.entries(given as Record<string, unknown[]>))
        for (const row of rows) change.objectStore(name).put(unpacked(row));
      await new Promise<void>((done, fail) => {
        change.oncomplete = () => done();
        change.onerror = () => fail(change.error ?? new Error('not written'));
      });
      database.close();
    },
    [vault, packed(tables)] as const
  );
}
