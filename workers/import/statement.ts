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
  priceHeaders,
  saveMapping,
  type BatchRecord,
  type VaultName
} from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
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

let current:
  { readonly file: Omit<StatementFile, 'source'>; readonly opened: OpenedFile; context: StatementContext } | undefined;

/** The file that is open was let go with its worker; the page gives it again. */
class FileGoneError extends Error {
  readonly code = 'file-gone';
}

function openedAs(key: string): NonNullable<typeof current> {
  if (current?.file.key !== key) throw new FileGoneError('The file is no longer open. Choose it again.');
  return current;
}

/** Reads a file and compares it with the vault; it stays open until the next one. Writes nothing. */
export async function open({ source, ...file }: StatementFile, { progress }: JobContext): Promise<ShownPreview> {
  const { context } = await contextOf(file);
  const opened = await openFile(source, file.fileName, (share) => progress(share * 0.3));
  current = { file, opened, context };
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
    const { accounts, instruments, transactions, series } = confirmedActs(read, (_, name) => freshId(name));
    if (transactions.length + series.length + accounts.length === 0) return { status: 'nothing-new' };
    const acts = transactions.map((transaction): JournalAct => ({
      act: 'post',
      event: eventId(freshId('')),
      transaction
    }));
    try {
      const about = { batch: batchId(batch), recordedAt, title, file: file.fileName, expectedHead: head };
      const outcome = await appendActs(vault, acts, { ...about, accounts, instruments, prices: series });
      await keepMapping(file, recordedAt, mappingFrom(read));
      return { status: 'written', batch: outcome.batch, instruments: instruments.length };
    } catch (error) {
      if (!(error instanceof HeadMovedError) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Saves how the open file is read, for files like it, and nothing else. */
export async function keep({ key, recordedAt, ...options }: Choices & { recordedAt: number }): Promise<void> {
  const { file, opened, context } = openedAs(key);
  await keepMapping(file, recordedAt, mappingFrom(statementFrom(opened, context, options)));
}

/** The formats that are recognised. */
export function formats(): StatementFormat[] {
  return knownFormats();
}

/** Lets the open file go. */
export function close(): void {
  current = undefined;
}

/** What stands in the ledger, for comparing a file with it. */
export async function contextOf(
  file: Pick<StatementFile, 'vault' | 'fileName' | 'today' | 'baseCurrency'>
): Promise<{ context: StatementContext; head: string }> {
  const { fileName, today, baseCurrency } = file;
  const vault = await openedVault(file.vault);
  const [ledger, mappings, prices] = await Promise.all([loadLedger(vault), loadMappings(vault), priceHeaders(vault)]);
  const context: StatementContext = {
    ...{ fileName, today, baseCurrency, prices, accounts: ledger.accounts, instruments: ledger.instruments },
    live: liveTransactions(ledger.entries),
    mappings: mappings.map(({ content }) => content as ColumnMapping)
  };
  return { context, head: ledger.head };
}

async function keepMapping(file: { vault: VaultName; fileName: string }, createdAt: number, mapping?: ColumnMapping) {
  if (!mapping) return;
  const id = Object.keys(mapping.columns).join('\t');
  await saveMapping(await openedVault(file.vault), { id, title: file.fileName, createdAt, content: mapping });
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
