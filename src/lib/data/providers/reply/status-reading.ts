import type { ProviderReading, ProviderReply, RefusalCode } from '../provider';

/** What a status means at a source, where it is not what HTTP says. */
export type StatusMeanings = Readonly<Record<number, RefusalCode | 'throttled' | 'failed'>>;

const usual: StatusMeanings = {
  400: 'bad-question',
  401: 'key',
  402: 'plan',
  403: 'plan',
  404: 'other',
  408: 'failed',
  418: 'throttled',
  422: 'bad-question',
  425: 'failed',
  429: 'throttled'
};
const LONGEST_TEXT = 300;

/** What a status other than success says (RFC 9110, RFC 6585); undefined for success. `words` is what the source said with it. */
export function statusReading(
  reply: ProviderReply,
  words: string | undefined,
  meanings: StatusMeanings = {}
): ProviderReading | undefined {
  const { status } = reply;
  if (status >= 200 && status < 300) return undefined;
  const text = words ?? `HTTP status ${status}`;
  const meaning = meanings[status] ?? usual[status] ?? (status >= 400 && status < 500 ? 'other' : 'failed');
  if (meaning === 'throttled' || (status === 503 && reply.retryAfter !== undefined)) return throttled(text, reply);
  return meaning === 'failed' ? { status: 'failed', text } : refused(meaning, text);
}

/** A source that is asked too often, with the seconds it says, if any. */
export function throttled(text: string, reply: ProviderReply): ProviderReading {
  const seconds = retryAfterSeconds(reply);
  return { status: 'throttled', text: shortened(text), ...(seconds === undefined ? {} : { seconds }) };
}

/** A source that will not answer. */
export function refused(code: RefusalCode, text: string): ProviderReading {
  return { status: 'refused', code, text: shortened(text) };
}

/** A reply that leaves the documented shape at a path. */
export function malformed(path: string, text: string): ProviderReading {
  return { status: 'malformed', path, text: shortened(text) };
}

/** Seconds of a Retry-After header (RFC 9110, 10.2.3): as said, or up to its date when the time of the reply is known. */
export function retryAfterSeconds({ retryAfter, receivedAt }: ProviderReply): number | undefined {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const until = /^[A-Z][a-z]{2}, \d{2} /.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(until) || receivedAt === undefined) return undefined;
  return Math.max(0, Math.ceil((until - receivedAt) / 1000));
}

/** Text of a source on one line, cut where it is long. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}
