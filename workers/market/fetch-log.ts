import { loggableAddress, type FetchEvent, type FetchSource } from '$lib/data/providers';
import { logged, noteSource, type LogEntry, type LogLevel } from '$lib/storage/device';

const levels: Readonly<Record<FetchEvent['event'], LogLevel>> = {
  asked: 'debug',
  answered: 'debug',
  throttled: 'warning',
  failed: 'warning',
  refused: 'warning',
  unreachable: 'error'
};

/** Writes what fetching does to the log of the device, without keys, and how each source went to its settings. */
export class FetchLog {
  readonly #keys: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly #now: () => number;
  #entries: LogEntry[] = [];
  readonly #outcomes = new Map<string, Parameters<typeof noteSource>[1]>();

  constructor(sources: readonly FetchSource[], now: () => number) {
    this.#keys = new Map(sources.map((one) => [one.provider.id, one.access.keys]));
    this.#now = now;
  }

  /** Takes an event of a request. */
  readonly heard = ({ source, event, url, code, text, seconds }: FetchEvent): void => {
    if (event === 'asked') return;
    const at = this.#now();
    this.tell(levels[event], event, {
      ...{ source, address: loggableAddress(url, this.#keys.get(source) ?? {}) },
      ...(code === undefined ? {} : { code }),
      ...(text ? { text } : {}),
      ...(seconds === undefined ? {} : { seconds })
    });
    const problem = { code: code ?? event, text: text ?? '' };
    // A name that a source does not know says nothing about the source.
    const isFine = event === 'answered' || code === 'unknown-symbol' || code === 'nothing-in-range';
    this.#outcomes.set(source, isFine ? { at } : { at, problem });
  };

  tell(level: LogLevel, event: string, data: NonNullable<LogEntry['data']>): void {
    this.#entries.push({ at: this.#now(), level, area: 'fetch', event, data });
  }

  /** Writes what was heard so far. */
  async written(): Promise<void> {
    const entries = this.#entries;
    const outcomes = [...this.#outcomes];
    this.#entries = [];
    this.#outcomes.clear();
    await logged(entries);
    for (const [source, outcome] of outcomes) await noteSource(source, outcome);
  }
}
