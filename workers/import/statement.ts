import type { JobContext } from '$lib/compute/protocol';
import {
  confirmedActs,
  knownFormats,
  mappingFrom,
  openFile,
  statementFrom,
  type OpenedFile,
  type ReadingOptions
} from '$lib/data/importers';
import type { Day } from '$lib/domain/calendar';
import { batchId, eventId, liveTransactions, type JournalAct } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type {
  ColumnMapping,
  DraftTransaction,
  StatementContext,
  StatementFormat,
  StatementPreview
} from '$lib/domain/statements';
import {
  appendActs,
  HeadMovedError,
  loadLedger,
  loadMappings,
  loadPrices,
  priceHeaders,
  type Vault,
  type BatchRecord,
  type VaultName
} from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import { keepMapping, mappingId } from './templates';
import { outlookOf, seriesOutlines, type Outlook, type SeriesOutline } from './outlook';

/** A file, or pasted text, and the vault it is compared with. */
export interface StatementFile {
  /** Tells the file from others of its name. */
  readonly key: string;
  readonly vault: VaultName;
  readonly fileName: string;
  readonly source: Uint8Array | string;
  readonly today: Day;
  readonly baseCurrency: CurrencyCode;
}

/** A preview without its thousands of rows: some of them to show, the rest stays in the worker. */
export type ShownPreview = Omit<StatementPreview, 'drafts' | 'series'> & {
  readonly sample: readonly DraftTransaction[];
  readonly series: readonly SeriesOutline[];
  readonly after?: Outlook;
};

/** What a confirmed import wrote. */
export type ImportAnswer =
  | { readonly status: 'written'; readonly batch: BatchRecord; readonly instruments: number }
  | { readonly status: 'nothing-new' };

/** How the open file is to be read. */
export interface Choices extends ReadingOptions {
  readonly key: string;
}

/** The act of confirming. */
export interface Confirmation extends Choices {
  readonly batch: string;
  readonly recordedAt: number;
  readonly title: string;
}

const SAMPLE = 100;
const ATTEMPTS = 3;

interface Opened {
  readonly file: Omit<StatementFile, 'source'>;
  readonly opened: OpenedFile;
  readonly context: StatementContext;
  readonly size: number;
}

/** Files that are open, the one used last at the end; the first ones are let go when they are too many. */
const openFiles = new Map<string, Opened>();
const MOST_OPEN = 12;
const MOST_SIZE = 64 * 1024 * 1024;

/** The file that is open was let go with its worker; the page gives it again. */
class FileGoneError extends Error {
  readonly code = 'file-gone';
}

function openedAs(key: string): Opened {
  const found = openFiles.get(key);
  if (!found) throw new FileGoneError('The file is no longer open. Choose it again.');
  openFiles.delete(key);
  openFiles.set(key, found);
  return found;
}

function keepOpen(key: string, opened: Opened): void {
  openFiles.set(key, opened);
  let size = [...openFiles.values()].reduce((sum, one) => sum + one.size, 0);
  for (const [first, one] of openFiles) {
    if (first === key || (openFiles.size <= MOST_OPEN && size <= MOST_SIZE)) return;
    openFiles.delete(first);
    size -= one.size;
  }
}

/** Reads a file and compares it with the vault; it stays open for a while. Writes nothing. */
export async function open({ source, ...file }: StatementFile, { progress }: JobContext): Promise<ShownPreview> {
  const { context } = await contextOf(file);
  const opened = await openFile(source, file.fileName, (share) => progress(share * 0.3));
  keepOpen(file.key, { file, opened, context, size: source.length });
  return shown(
    statementFrom(opened, context, {}, (share) => progress(0.3 + 0.6 * share)),
    context
  );
}

/** The open file read again with answers and columns as a person set them. Writes nothing. */
export function preview({ key, ...options }: Choices, { progress }: JobContext): ShownPreview {
  const { opened, context } = openedAs(key);
  return shown(
    statementFrom(opened, context, options, (share) => progress(0.9 * share)),
    context
  );
}

/**
 * Compares the file once more with the vault as it is now and writes what is taken, in one batch, all or nothing.
 * When another tab writes in between, it begins again.
 */
export async function confirm({ key, batch, recordedAt, title, ...options }: Confirmation): Promise<ImportAnswer> {
  const { file, opened } = openedAs(key);
  const vault = await openedVault(file.vault);
  for (let attempt = 1; ; attempt++) {
    const { context, head } = await contextOf(file);
    const read = statementFrom(opened, context, options);
    const { accounts, instruments, transactions, series, bars } = confirmedActs(read, (_, name) => freshId(name));
    if (transactions.length + series.length + accounts.length === 0) return { status: 'nothing-new' };
    const acts = transactions.map((transaction): JournalAct => ({
      act: 'post',
      event: eventId(freshId('')),
      transaction
    }));
    try {
      const about = { batch: batchId(batch), recordedAt, title, file: file.fileName, expectedHead: head };
      const outcome = await appendActs(vault, acts, {
        ...about,
        accounts,
        instruments,
        prices: series,
        ...(bars ? { bars } : {})
      });
      await keepRead(vault, file.fileName, recordedAt, mappingFrom(read));
      return { status: 'written', batch: outcome.batch, instruments: instruments.length };
    } catch (error) {
      if (!(error instanceof HeadMovedError) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Saves how the open file is read, for files like it, and nothing else. */
export async function keep({
  key,
  recordedAt,
  title,
  ...options
}: Choices & { recordedAt: number; title: string }): Promise<void> {
  const { file, opened, context } = openedAs(key);
  const mapping = mappingFrom(statementFrom(opened, context, options));
  if (mapping) await keepMapping(await openedVault(file.vault), { title, mapping, createdAt: recordedAt });
}

/** The formats that are recognised. */
export function formats(): StatementFormat[] {
  return knownFormats();
}

/** Lets every open file go. */
export function close(): void {
  openFiles.clear();
}

/** What stands in the ledger, for comparing a file with it. */
export async function contextOf(
  file: Pick<StatementFile, 'vault' | 'fileName' | 'today' | 'baseCurrency'>
): Promise<{ context: StatementContext; head: string }> {
  const { fileName, today, baseCurrency } = file;
  const vault = await openedVault(file.vault);
  const [ledger, mappings, prices] = await Promise.all([loadLedger(vault), loadMappings(vault), priceHeaders(vault)]);
  const coins = ledger.instruments.flatMap(({ id, kind }) => (kind === 'crypto' ? [id] : []));
  const closes = coins.length === 0 ? [] : (await loadPrices(vault, coins)).series;
  const context: StatementContext = {
    ...{ fileName, today, baseCurrency, accounts: ledger.accounts, instruments: ledger.instruments },
    // Closes of coins value exchanges that the file states without money.
    prices: [...prices.filter((one) => !coins.includes(one.instrument)), ...closes],
    live: liveTransactions(ledger.entries),
    mappings: mappings.map(({ content }) => content as ColumnMapping)
  };
  return { context, head: ledger.head };
}

/** Keeps how a file was read; columns that a person named keep their name. */
async function keepRead(vault: Vault, fileName: string, createdAt: number, mapping?: ColumnMapping): Promise<void> {
  if (!mapping) return;
  const known = (await loadMappings(vault)).find(({ id }) => id === mappingId(mapping));
  await keepMapping(vault, { title: known?.title ?? fileName, mapping, createdAt });
}

function shown(preview: StatementPreview, context: StatementContext): ShownPreview {
  const { drafts, series: _, ...rest } = preview;
  const after = drafts.length === 0 ? undefined : outlookOf(preview, context);
  return {
    ...rest,
    sample: drafts.slice(0, SAMPLE),
    series: seriesOutlines(preview),
    ...(after === undefined ? {} : { after })
  };
}

function freshId(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
  const chance = [...crypto.getRandomValues(new Uint8Array(10))]
    .map((byte) => byte.toString(36).padStart(2, '0'))
    .join('');
  return words ? `${words}-${chance.slice(0, 8)}` : chance;
}
