import { dayText, type Day } from '$lib/domain/calendar';
import type { CurrencyCode } from '$lib/domain/money';
import { onVaultChange, openVault, type VaultName } from '$lib/storage/dexie';
import { ledgerSources, marketSources, openConsole, VaultCopies, type ConsoleDatabase } from '$lib/storage/duckdb';
import { worthSources, type WorthQuestion } from './worth';

/** Whose tables are asked, and in which day and currency worths are told. */
export interface ConsoleQuestion {
  readonly vault: VaultName;
  /** Grows with each change of the vault. */
  readonly revision: number;
  /** The day by the person's clock: what `today()` and `current_date` say. */
  readonly today: Day;
  readonly base?: CurrencyCode;
  readonly asOf?: Day;
}

/** The database of one vault with its copies. */
export interface OpenConsole {
  /** Another one when the database was started anew and a person's own tables are gone. */
  readonly session: string;
  readonly db: ConsoleDatabase;
  readonly copies: VaultCopies;
  question: ConsoleQuestion | undefined;
}

let open: { readonly vault: VaultName; readonly opening: Promise<OpenConsole> } | undefined;
let started = 0;

/** The console of a vault, opened once; another vault takes the place of the one before. */
export async function consoleOf(question: ConsoleQuestion): Promise<OpenConsole> {
  const found = await openingOf(question.vault);
  await asOf(found, question);
  return found;
}

async function openingOf(vault: VaultName): Promise<OpenConsole> {
  if (open?.vault === vault) return open.opening;
  await dropConsole();
  const opening = opened(vault);
  open = { vault, opening };
  opening.catch(() => (open = undefined));
  return opening;
}

/** Ends the database at once, whatever it does; the next question starts another. */
export async function dropConsole(): Promise<void> {
  const before = open;
  open = undefined;
  await before?.opening.then(({ db }) => db.kill()).catch(() => undefined);
}

async function opened(name: VaultName): Promise<OpenConsole> {
  const [db, vault] = await Promise.all([openConsole(), openVault(name, { onReplaced: () => void dropConsole() })]);
  const worth = worthSources(() => worthQuestion(found.question));
  const copies = new VaultCopies(db.tables, vault, [...ledgerSources, ...worth, ...marketSources]);
  const found: OpenConsole = { session: `${++started} ${performance.timeOrigin}`, db, copies, question: undefined };
  await copies.begin();
  onVaultChange(vault, ({ parts }) => copies.age(parts));
  return found;
}

function worthQuestion(question: ConsoleQuestion | undefined): WorthQuestion | undefined {
  const { vault, revision, base, asOf: day } = question ?? {};
  if (vault === undefined || revision === undefined || base === undefined || day === undefined) return undefined;
  return { vault, revision, base, asOf: day };
}

/** Takes over the day, the currency and the revision of a question; what follows from them is old where they differ. */
async function asOf(found: OpenConsole, question: ConsoleQuestion): Promise<void> {
  const { copies, db, question: before } = found;
  found.question = question;
  if (before?.revision !== question.revision)
    copies.age(['journal', 'accounts', 'instruments', 'prices', 'rates', 'macro', 'market', 'results']);
  else if (before.base !== question.base || before.asOf !== question.asOf) copies.age(['prices']);
  if (before?.today === question.today) return;
  // The database knows the day only by an extension that is not there.
  for (const name of ['today', 'current_date'])
    await db.tables.query(`CREATE OR REPLACE MACRO main.${name}() AS DATE '${dayText(question.today)}'`);
}
