import type { RefusalCode } from '../provider';

/** Why a source gave no answer. */
export type ProblemCode =
  | RefusalCode
  /** The page reached nothing of it, and never had: not allowed from a browser, not by the content policy, or no network. */
  | 'blocked'
  | 'offline'
  | 'throttled'
  /** Its quota is used up for longer than one waits. */
  | 'quota'
  /** It failed too often and is left alone for a while. */
  | 'resting'
  | 'timeout'
  | 'cut'
  | 'too-large'
  | 'malformed'
  | 'failed'
  /** What it answered does not belong to what was asked: another currency. */
  | 'other-data';

/** What one source said in place of an answer. */
export interface SourceProblem {
  readonly source: string;
  readonly code: ProblemCode;
  readonly text: string;
  /** When it may be asked again, milliseconds since 1970. */
  readonly at?: number;
}

/** What nobody can tell apart from inside a browser when a source that never answered cannot be reached. */
export const BLOCKED_TEXT =
  'The browser reached no answer. Either the source does not let web pages read it, or the page may not contact it yet, or the address is wrong, or there is no network.';

/** A text without the values of keys, plain or encoded. */
export function withoutKeys(text: string, keys: Readonly<Record<string, string>>): string {
  return Object.values(keys)
    .filter((value) => value.length > 3)
    .flatMap((value) => [value, encodeURIComponent(value)])
    .sort((a, b) => b.length - a.length)
    .reduce((cleaned, value) => cleaned.replaceAll(value, '…'), text);
}

/** Where a request went, for the log: neither query nor keys. */
export function loggableAddress(url: string, keys: Readonly<Record<string, string>>): string {
  const bare = url.split(/[?#]/)[0] ?? '';
  return withoutKeys(bare.replace(/\/\/[^/@]*@/, '//'), keys);
}
