import { inWorker } from './in-worker';

/** Fetches a file of the app by its path under the app's base. */
export type FetchFile = (path: string) => Promise<Response>;

interface DemoFiles {
  readonly ledger: string;
  readonly recent: Uint8Array<ArrayBuffer>;
}

/**
 * Fills the demo vault on first use: the ledger and the years it covers. Where nothing can be kept yet, the files are
 * asked for at once instead of after a look into the vault.
 */
export async function loadDemo(fetchFile: FetchFile, recordedAt: number, firstVisit: boolean): Promise<void> {
  const [kept, early] = await Promise.all([
    inWorker('value', 'demoKept', undefined),
    firstVisit ? demoFiles(fetchFile) : undefined
  ]);
  if (kept.ledger) return;
  const { ledger, recent } = early ?? (await demoFiles(fetchFile));
  await inWorker('value', 'keepDemo', { ledger, recent, recordedAt }, { transfer: [recent.buffer] });
}

/** Adds the demo's older closes and rates once; nothing on the first screen waits for them. */
export async function loadDemoHistory(fetchFile: FetchFile): Promise<void> {
  if ((await inWorker('value', 'demoKept', undefined)).history) return;
  const history = await bytesOf(fetchFile, 'demo/history.bin');
  await inWorker('value', 'keepDemoHistory', { history }, { transfer: [history.buffer] });
}

async function demoFiles(fetchFile: FetchFile): Promise<DemoFiles> {
  const [ledger, recent] = await Promise.all([
    fetched(fetchFile, 'demo/ledger.json').then((response) => response.text()),
    bytesOf(fetchFile, 'demo/recent.bin')
  ]);
  return { ledger, recent };
}

async function bytesOf(fetchFile: FetchFile, path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetched(fetchFile, path)).arrayBuffer());
}

async function fetched(fetchFile: FetchFile, path: string): Promise<Response> {
  const response = await fetchFile(path);
  if (!response.ok) throw new Error(`${path} could not be read (${response.status})`);
  return response;
}
