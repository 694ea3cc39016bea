import type { PriceSeries } from '$lib/domain/market';

const DAYS_OF_PART = 250;

/** The same numbers in as many records, written by the bare database in one transaction: what no store can beat. */
export async function storedPlainly(series: readonly PriceSeries[]): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('plain', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('parts', { keyPath: ['instrument', 'part'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the bare database cannot be opened'));
  });
  const transaction = db.transaction('parts', 'readwrite', { durability: 'strict' });
  const parts = transaction.objectStore('parts');
  let count = 0;
  for (const { instrument, days, values } of series)
    for (let from = 0; from < days.length; from += DAYS_OF_PART) {
      const to = Math.min(days.length, from + DAYS_OF_PART);
      parts.put({
        ...{ instrument, part: from / DAYS_OF_PART },
        ...{ days: days.slice(from, to), values: values.slice(from, to) }
      });
      count += to - from;
    }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('the bare database did not write'));
  });
  db.close();
  indexedDB.deleteDatabase('plain');
  return count;
}
