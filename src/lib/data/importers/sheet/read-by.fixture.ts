import { dayFromText } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { openSource } from '../source/source';
import type { StatementReader } from './reader';
import { StatementSheet } from './statement-sheet';

/** What a reader writes for a file; fails when it does not recognise it. */
export function readBy(reader: StatementReader, source: string | Uint8Array, fileName = 'statement'): StatementSheet {
  const opened = openSource(typeof source === 'string' ? new TextEncoder().encode(source) : source, fileName);
  if (!reader.recognises(opened)) throw new Error(`${reader.id} does not recognise ${fileName}`);
  const sheet = new StatementSheet({ fileName, today: dayFromText('2026-11-21'), baseCurrency: currencyCode('EUR') });
  reader.read(opened, sheet);
  return sheet;
}
