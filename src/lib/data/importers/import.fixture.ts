import { readFileSync } from 'node:fs';
import { dayFromText } from '$lib/domain/calendar';
import type { EventId, LiveTransaction, Transaction } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import {
  bestAnswers,
  type Answers,
  type ImportActs,
  type StatementContext,
  type StatementPreview
} from '$lib/domain/statements';
import { confirmedActs } from './confirmed-acts';
import { readStatement } from './read-statement';

/** Bytes of a sample under tests/samples/generic. */
export function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../../../tests/samples/generic/${name}`, import.meta.url)));
}

/** An empty ledger on a fixed day. */
export function emptyContext(fileName: string, given: Partial<StatementContext> = {}): StatementContext {
  return {
    fileName,
    today: dayFromText('2024-12-31'),
    baseCurrency: currencyCode('USD'),
    accounts: [],
    instruments: [],
    live: [],
    mappings: [],
    ...given
  };
}

/** Preview of a sample by its columns, with answers, into an empty ledger unless told otherwise. */
export function previewOf(
  name: string,
  answers: Answers = {},
  given: Partial<StatementContext> = {}
): StatementPreview {
  return readStatement(sample(name), emptyContext(name, given), { answers, asTable: true });
}

/** Preview of text as a table. */
export function previewOfText(
  text: string,
  answers: Answers = {},
  given: Partial<StatementContext> = {}
): StatementPreview {
  return readStatement(new TextEncoder().encode(text), emptyContext('typed.csv', given), { answers, asTable: true });
}

/** Answers that accept the best options until no question is new. */
export function acceptedAnswers(read: (answers: Answers) => StatementPreview): Answers {
  let answers: Answers = {};
  for (let round = 0; round < 5; round++) {
    const next = bestAnswers(read(answers).questions);
    if (Object.keys(next).length === Object.keys(answers).length) return next;
    answers = next;
  }
  return answers;
}

/** Ids counted up from one; distinct from those of an earlier import by their prefix. */
export function idsFrom(prefix: string): (kind: string) => string {
  let next = 0;
  return (kind) => `${prefix}-${kind}-${++next}`;
}

/** Transactions as live ones, in the order given. */
export function asLive(transactions: readonly Transaction[], from = 0): LiveTransaction[] {
  return transactions.map((transaction, at) => ({
    event: `e${from + at}` as EventId,
    sequence: from + at + 1,
    transaction
  }));
}

/** The context after an import was written. */
export function contextAfter(context: StatementContext, acts: ImportActs): StatementContext {
  return {
    ...context,
    accounts: [...context.accounts, ...acts.accounts],
    instruments: [...context.instruments, ...acts.instruments],
    live: [...context.live, ...asLive(acts.transactions, context.live.length)]
  };
}

/** What a preview writes, with test ids. */
export function written(preview: StatementPreview, prefix = 'a'): ImportActs {
  return confirmedActs(preview, idsFrom(prefix));
}

/** Codes of the problems with their lines. */
export function problemCodes(preview: StatementPreview): string[] {
  return preview.problems.map((problem) => `${problem.line ?? ''}:${problem.subject.code}`);
}
