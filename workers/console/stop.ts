import type { ConsoleDatabase } from '$lib/storage/duckdb';
import { dropConsole } from './database';

/** Channel on which the page says that nobody waits for a run any more. */
const CHANNEL = 'sextant-console';

// What the database is given to stop by itself, in ms: it looks up between pieces of work. Filling cannot be stopped
// half-way, and ends soon.
const PATIENCE = { asking: 400, filling: 4000 } as const;

type Phase = keyof typeof PATIENCE;

/** A run was stopped by the person. */
class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly code = 'stopped';
}

/** A run that can be stopped. */
export interface Stop {
  /** The database that is asked from now on. */
  use(db: ConsoleDatabase): void;
  /** A part of the run, not begun once it was stopped. */
  within<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
}

const running = new Map<string, () => void>();
const channel = new BroadcastChannel(CHANNEL);
channel.onmessage = ({ data }: MessageEvent<unknown>) => running.get(String(data))?.();

/**
 * Work that a message with its id stops: the database is asked to, and where it does not look up in time its thread is
 * ended and started anew with the next question.
 */
export async function stoppable<T>(id: string, work: (stop: Stop) => Promise<T>): Promise<T> {
  let database: ConsoleDatabase | undefined;
  let phase: Phase = 'filling';
  let stopped = false;
  let give: (reason: Error) => void = () => undefined;
  const gone = new Promise<never>((_, reject) => (give = reject));
  gone.catch(() => undefined);
  const check = (): void => {
    if (stopped) throw new StoppedError('stopped');
  };
  running.set(id, () => {
    stopped = true;
    if (phase === 'asking') void database?.cancel().catch(() => undefined);
    setTimeout(() => {
      if (!running.has(id)) return;
      void dropConsole();
      give(new StoppedError('stopped'));
    }, PATIENCE[phase]);
  });
  const stop: Stop = {
    use: (db) => (database = db),
    async within(next, part) {
      check();
      phase = next;
      try {
        return await part();
      } finally {
        check();
      }
    }
  };
  try {
    return await Promise.race([work(stop), gone]);
  } finally {
    running.delete(id);
  }
}
