import type { BackupProblem } from '$lib/services/back-up';
import { backupTexts as texts } from '$lib/ui/texts';

/** Why a passkey was of no use, for a person. */
export function passkeyProblem(reason: unknown): string {
  const code: unknown = reason instanceof Error ? Reflect.get(reason, 'code') : undefined;
  const known = texts.passkeyProblems;
  return typeof code === 'string' && code in known ? known[code as keyof typeof known] : texts.passkeyProblems.refused;
}

/** Why a file was not opened: where, what and the way out. */
export function problemWords({ text, place, remedy }: BackupProblem): string {
  const where = place === undefined || text.includes(place) ? '' : `${place}: `;
  const end = /[.!?]$/.test(text) ? '' : '.';
  return `${where}${text}${end} ${remedy}`;
}

/** A hash short enough for a line; equal beginnings are as good as equal. */
export function shortHash(hash: string): string {
  return /^0+$/.test(hash) ? texts.noHead : `${hash.slice(0, 12)}…`;
}
