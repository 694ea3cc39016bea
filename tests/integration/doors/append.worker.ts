import { appendActs, openVault } from '$lib/storage/dexie';
import { apple, batch, broker, deposit } from '$lib/storage/dexie/vault.fixture';

/** Imports three thousand deposits in one act, and tells when it begins and ends. */
self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  void (async () => {
    const vault = await openVault('mine');
    const acts = Array.from({ length: 3000 }, (_, i) => deposit(`${data}-${i}`, String(i + 1)));
    self.postMessage('begun');
    await appendActs(vault, acts, {
      ...{ batch: batch(data), recordedAt: 1, title: data, accounts: [broker], instruments: [apple] }
    });
    self.postMessage('done');
  })();
});
