import type { Access, MarketAnswer, MarketQuestion, Provider, ProviderReading, RefusalCode } from '../provider';
import { answerFault } from './sound-answer';
import { retryAfterSeconds } from './backoff';
import { BLOCKED_TEXT, withoutKeys, type ProblemCode } from './problem';
import type { RequestOutcome } from './request';

/** What a request came to, and what follows from it. */
export type Verdict =
  | Extract<ProviderReading, { status: 'answered' | 'throttled' | 'refused' }>
  /** Worth another try. */
  | { readonly status: 'failed'; readonly code: ProblemCode; readonly text: string }
  /** Not worth one. */
  | { readonly status: 'unreachable'; readonly code: 'blocked' | 'offline'; readonly text: string };

/** What is known when a request ends. */
export interface Circumstances {
  readonly now: number;
  readonly online: boolean;
  /** The source has answered before, or was just asked very often: silence is then its way to say "too often". */
  readonly silenceThrottles: boolean;
  readonly access: Access;
}

/**
 * Tells throttling from failure. Sources throttle by 429 or 503, by a documented reply of status 200, or, in a browser, by an
 * answer without CORS headers, which looks like a broken network: after an earlier answer that is taken as throttling.
 */
export function verdictOf(
  outcome: RequestOutcome,
  provider: Pick<Provider, 'read'>,
  question: MarketQuestion,
  soFar: MarketAnswer | undefined,
  circumstances: Circumstances
): Verdict {
  const told = spoken(outcome, provider, question, soFar, circumstances);
  return 'text' in told && told.text !== undefined
    ? { ...told, text: withoutKeys(told.text, circumstances.access.keys).slice(0, 300) }
    : told;
}

function spoken(
  outcome: RequestOutcome,
  provider: Pick<Provider, 'read'>,
  question: MarketQuestion,
  soFar: MarketAnswer | undefined,
  { now, online, silenceThrottles, access }: Circumstances
): Verdict {
  if (outcome.status === 'unreachable') {
    if (!online) return { status: 'unreachable', code: 'offline', text: 'There is no network.' };
    if (silenceThrottles)
      return { status: 'throttled', text: 'The connection ended without a readable answer after earlier ones.' };
    return { status: 'unreachable', code: 'blocked', text: BLOCKED_TEXT };
  }
  if (outcome.status === 'timeout')
    return {
      status: 'failed',
      code: 'timeout',
      text: outcome.which === 'idle' ? 'The source stopped sending.' : 'The answer took too long.'
    };
  if (outcome.status === 'cut')
    return { status: 'failed', code: 'cut', text: 'The connection ended before the answer was whole.' };
  if (outcome.status === 'too-large')
    return { status: 'refused', code: 'other', text: 'The answer is larger than may be read.' };
  const { reply } = outcome;
  const seconds = retryAfterSeconds(reply.retryAfter, now);
  const reading = readSafely(provider, question, reply, soFar, access);
  if (reading.status === 'throttled') return seconds === undefined ? reading : { ...reading, seconds };
  if (reply.status === 429 || reply.status === 503)
    return { status: 'throttled', ...(seconds === undefined ? {} : { seconds }), text: `status ${reply.status}` };
  if (reading.status === 'refused') return reading;
  if (reply.status >= 500 || reading.status === 'failed')
    return {
      status: 'failed',
      code: 'failed',
      text: reading.status === 'failed' ? reading.text : `status ${reply.status}`
    };
  if (reply.status >= 400)
    return {
      status: 'refused',
      code: refusalOf(reply.status),
      text: `The source refused with status ${reply.status}.`
    };
  if (/^\s*<(!doctype\s+html|html[\s>])/i.test(reply.text.slice(0, 200)))
    return { status: 'failed', code: 'malformed', text: 'A web page came in place of data.' };
  if (reading.status === 'malformed')
    return { status: 'failed', code: 'malformed', text: `${reading.path}: ${reading.text}` };
  const fault = answerFault(question, reading.answer);
  return fault === undefined ? reading : { status: 'failed', code: 'malformed', text: fault };
}

function readSafely(provider: Pick<Provider, 'read'>, ...given: Parameters<Provider['read']>): ProviderReading {
  try {
    return provider.read(...given);
  } catch (error) {
    return { status: 'malformed', path: '', text: error instanceof Error ? error.message : String(error) };
  }
}

function refusalOf(status: number): RefusalCode {
  if (status === 401) return 'key';
  return status === 402 ? 'plan' : 'other';
}
