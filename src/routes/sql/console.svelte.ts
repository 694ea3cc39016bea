import {
  consoleCatalog,
  localToday,
  ranSql,
  type ConsoleCatalog,
  type ConsoleQuestion,
  type StatementOutcome
} from '$lib/services/sql-console';
import { session } from '$lib/state/session.svelte';
import { sqlTexts as texts } from '$lib/ui/texts';

// What a person sees of the database is the same on both screens: one catalog, one list of what was run.
let catalog = $state.raw<ConsoleCatalog>();
let past = $state.raw<readonly string[]>([]);
const MOST_PAST = 30;

/** Tables, columns and functions as they were last told. */
export const knownCatalog = (): ConsoleCatalog | undefined => catalog;

/** What was run until now, the latest first. */
export const history = (): readonly string[] => past;

/** The question of the session: whose tables, in which day and currency. */
export function consoleQuestion(): ConsoleQuestion | undefined {
  const { summary, question, revision } = session;
  if (!summary) return undefined;
  const asked = question ? { base: question.base, asOf: question.asOf } : {};
  return { vault: summary.vault, revision, today: localToday(), ...asked };
}

/** Asks anew what tables there are. */
export async function readCatalog(): Promise<void> {
  const question = consoleQuestion();
  if (question) catalog = await consoleCatalog(question);
}

/** A run of SQL on the screen: what it is at, what came of it. */
export class ConsoleRun {
  running = $state(false);
  note = $state('');
  stopped = $state(false);
  restarted = $state(false);
  outcomes = $state.raw<readonly StatementOutcome[]>();
  failure = $state.raw<Error>();
  /** The text that was run: places of mistakes are places in it. */
  asked = $state('');
  #stop: AbortController | undefined;

  async run(sql: string): Promise<void> {
    const question = consoleQuestion();
    if (!question || sql.trim() === '') return;
    this.#stop?.abort(new DOMException('another run', 'AbortError'));
    const stop = new AbortController();
    this.#stop = stop;
    this.running = true;
    this.stopped = false;
    this.failure = undefined;
    this.asked = sql;
    this.note = catalog ? '' : texts.starting;
    past = [sql, ...past.filter((one) => one !== sql)].slice(0, MOST_PAST);
    try {
      const onProgress = (_: number, name?: string): void => void (this.note = name ? texts.filling(name) : '');
      const { session: place, outcomes } = await ranSql(question, sql, { signal: stop.signal, onProgress });
      if (this.#stop !== stop) return;
      this.outcomes = outcomes;
      this.restarted = catalog !== undefined && catalog.session !== place && catalog.own.length > 0;
      if (catalog?.session !== place || outcomes.some(({ status }) => status === 'done')) await readCatalog();
    } catch (reason) {
      if (this.#stop !== stop) return;
      if (stop.signal.aborted) this.stopped = true;
      else this.failure = reason instanceof Error ? reason : new Error(String(reason));
    } finally {
      if (this.#stop === stop) this.running = false;
    }
  }

  cancel(): void {
    this.#stop?.abort(new DOMException('stopped', 'AbortError'));
  }
}
