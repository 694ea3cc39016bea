import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { JournalEntry } from '$lib/domain/ledger';

export const ARCHIVE_FORMAT = 'sextant-archive';

/** Version of the files within an archive that this program writes; 2 added the tables, 3 market data. Every version up to it is read. */
export const ARCHIVE_VERSION = 3;

/** An unbroken run of the journal; more than one only where entries were lost to damage. */
export interface JournalSegment {
  readonly firstSequence: number;
  readonly count: number;
  readonly previousHash: string;
  readonly head: string;
}

/** What an archive says of itself. */
export interface Manifest {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: number;
  readonly appVersion: string;
  readonly journal: readonly JournalSegment[];
  /** What could not be read when the archive was made, in words. */
  readonly omitted: readonly string[];
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** What is wrong with an archive; nothing of it was written. */
export interface ArchiveProblem {
  readonly code: 'not-an-archive' | 'too-large' | 'newer-archive' | 'incomplete' | 'damaged' | 'chain-broken';
  /** File within the archive, with the line where there is one. */
  readonly place?: string;
  readonly text: string;
  readonly remedy: string;
}

/** A problem on its way out of the reading of an archive. */
export class ArchiveRefusal extends Error {
  constructor(readonly problem: ArchiveProblem) {
    super(problem.text);
  }
}

const remedies = {
  'not-an-archive': 'Choose a backup. Statements of a broker are brought in with Import.',
  'too-large': 'A backup of this size does not come from Sextant. Nothing was read.',
  'newer-archive': 'Reload the page to get the newer program, then try again.',
  incomplete: 'Use another copy of the backup.',
  damaged: 'Use another copy of the backup.',
  'chain-broken': 'Use another copy of the backup.'
} as const;

/** @throws ArchiveRefusal always. */
export function refuse(code: ArchiveProblem['code'], text: string, place?: string): never {
  throw new ArchiveRefusal({ code, text, remedy: remedies[code], ...(place === undefined ? {} : { place }) });
}

export function digest(bytes: Uint8Array): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}

/** Unbroken runs of entries, which each stand by their own hash. */
export function segmentsOf(entries: readonly JournalEntry[]): JournalSegment[] {
  const segments: JournalSegment[] = [];
  for (const { sequence, previousHash, hash } of entries) {
    const last = segments.at(-1);
    if (last && sequence === last.firstSequence + last.count && previousHash === last.head)
      segments[segments.length - 1] = { ...last, count: last.count + 1, head: hash };
    else segments.push({ firstSequence: sequence, count: 1, previousHash, head: hash });
  }
  return segments;
}
