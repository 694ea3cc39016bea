import { instrumentId } from '$lib/domain/instruments';
import { openVault, savePrices } from '$lib/storage/dexie';
import { closes } from '$lib/storage/dexie/vault.fixture';

/** Writes twenty years of closes of many instruments at once; the test may end this worker in the middle of it. */
self.onmessage = async ({ data }: MessageEvent<{ readonly instruments: number; readonly value: number }>) => {
  const vault = await openVault('mine');
  const days = Int32Array.from({ length: 5000 }, (_, at) => 10_000 + at);
  const series = Array.from({ length: data.instruments }, (_, at) =>
    closes({}, { instrument: instrumentId(`I${at}`), days, values: Float64Array.from(days, () => data.value) })
  );
  postMessage('begun');
  await savePrices(vault, series, { origin: 'fetched', recordedAt: data.value });
  postMessage('done');
};
