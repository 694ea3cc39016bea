import * as v from 'valibot';
import type { ProviderReading, ProviderReply } from '../provider';
import { malformed, refused, shortened, statusReading, type StatusMeanings } from './status-reading';

/** How a source says in JSON that it will not answer. */
export interface JsonManner {
  /** What statuses mean there, where it is not the usual. */
  readonly statuses?: StatusMeanings;
  /** What a reply of any status says by its content: limits that come as success, refusals by code. */
  readonly says?: (value: unknown, reply: ProviderReply) => ProviderReading | undefined;
}

type Schema = v.GenericSchema<unknown, unknown>;

/** Levels down which words are looked for: a hostile reply may be nested without end. */
const DEEPEST = 4;
const wordFields = ['message', 'error_message', 'Error Message', 'error', 'errorMessage', 'detail', 'msg', 'errmsg'];

/**
 * Reads a JSON reply: first what the source says in it, then its status, then its shape; `read` gets only what has the
 * documented shape. A cut reply, a web page and a changed shape are malformed, with the path of the first issue. Never throws.
 */
export function readJson<S extends Schema>(
  reply: ProviderReply,
  manner: JsonManner,
  schema: S,
  read: (value: v.InferOutput<S>) => ProviderReading
): ProviderReading {
  const parsed = parsedJson(reply.text);
  const said = 'value' in parsed ? manner.says?.(parsed.value, reply) : undefined;
  if (said) return said;
  const page = !('value' in parsed) && looksLikePage(reply);
  // A page for people says nothing of a key or a plan: it comes from something in between.
  if (page && [400, 401, 402, 403, 404].includes(reply.status))
    return refused('other', `a web page in place of data, with status ${reply.status}`);
  const words = 'value' in parsed ? wordsOf(parsed.value) : plainWords(reply);
  const status = statusReading(reply, words, manner.statuses);
  if (status) return status;
  if (!('value' in parsed)) return malformed('', page ? 'a web page in place of data' : parsed.fault);
  const checked = v.safeParse(schema, parsed.value, { abortEarly: true });
  if (checked.success) return read(checked.output);
  return issueReading(checked.issues[0]);
}

/** Path and words of the first issue of a schema. */
export function issueReading(issue: v.BaseIssue<unknown>): ProviderReading {
  const path = (issue.path ?? []).map((part) => String(part.key)).join('.');
  const found = issue.kind === 'schema' && issue.received === 'undefined' ? 'is missing' : issue.message;
  return malformed(path, found);
}

/** What a source says for people in an object of JSON; undefined where nothing is found. */
export function wordsOf(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : shortened(value);
  if (Array.isArray(value)) return value.length > 0 ? wordsOf(value[0], depth + 1) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of wordFields) {
    const field = fieldOf(value, name);
    if (field === undefined) continue;
    const words = wordsOf(field, depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** Own field of an object of JSON. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Own field of an object of JSON when it is text. */
export function textField(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : undefined;
}

/** True for a reply that is a page for people: an error or a login page of something in between. */
export function looksLikePage({ text }: ProviderReply): boolean {
  return /^\s*<(!doctype|!--|html|head|body|script|\?xml)/i.test(text.slice(0, 200));
}

function parsedJson(text: string): { value: unknown } | { fault: string } {
  if (text.trim() === '') return { fault: 'an empty reply' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: `no JSON, or cut off: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

function plainWords(reply: ProviderReply): string | undefined {
  if (looksLikePage(reply) || reply.text.trim() === '') return undefined;
  return shortened(reply.text);
}
