import type { ProviderReply, ProviderRequest } from '../provider';
import type { FetchSettings, Surroundings } from './surroundings';

/** How a request ended. A reply is there only when its last byte arrived. */
export type RequestOutcome =
  | { readonly status: 'reply'; readonly reply: ProviderReply }
  /** No answer that the page may read: the browser says no more than that. */
  | { readonly status: 'unreachable'; readonly text: string }
  | { readonly status: 'timeout'; readonly which: 'overall' | 'idle' }
  | { readonly status: 'cut'; readonly text: string }
  | { readonly status: 'too-large'; readonly bytes: number };

/** Where a request goes and who is listening. */
export interface RequestOptions {
  /** "https://proxy.example/?url={url}". */
  readonly proxy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Limits = Pick<FetchSettings, 'overall' | 'idle' | 'mostBytes'>;

/** Address by way of a proxy. @throws RangeError when the template has no place for it. */
export function proxiedAddress(template: string, url: string): string {
  if (!template.includes('{url}')) throw new RangeError('a proxy template needs {url}');
  return template.replaceAll('{url}', encodeURIComponent(url));
}

/** One request, read whole. Cookies and the page's address are not sent, nothing is cached. @throws the reason of the signal. */
export async function requested(
  request: ProviderRequest,
  { proxy, signal }: RequestOptions,
  { fetch, after, now }: Pick<Surroundings, 'fetch' | 'after' | 'now'>,
  limits: Limits
): Promise<RequestOutcome> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const cancel = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  let late: 'overall' | 'idle' | undefined;
  const expire = (which: 'overall' | 'idle') => (): void => {
    late = which;
    stop.abort();
  };
  const endOverall = after(limits.overall, expire('overall'));
  let endIdle = after(limits.idle, expire('idle'));
  const heard = (): void => {
    endIdle();
    endIdle = after(limits.idle, expire('idle'));
  };
  let response: Response | undefined;
  try {
    response = await fetch(proxy ? proxiedAddress(proxy, request.url) : request.url, {
      method: request.body === undefined ? 'GET' : 'POST',
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.headers ? { headers: { ...request.headers } } : {}),
      ...{ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
      signal: stop.signal
    });
    heard();
    const bytes = await wholeBody(response, limits.mostBytes, heard);
    if (typeof bytes === 'number') return { status: 'too-large', bytes };
    return { status: 'reply', reply: replyOf(response, bytes, now()) };
  } catch (error) {
    signal?.throwIfAborted();
    if (late) return { status: 'timeout', which: late };
    const text = error instanceof Error ? error.message : String(error);
    return response ? { status: 'cut', text } : { status: 'unreachable', text };
  } finally {
    endOverall();
    endIdle();
    signal?.removeEventListener('abort', cancel);
    // What is not read to its end holds a connection.
    stop.abort();
  }
}

/** Bytes of a body, or how many there were when they became too many. */
async function wholeBody(response: Response, most: number, heard: () => void): Promise<Uint8Array | number> {
  if (!response.body) return new Uint8Array(0);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    heard();
    pieces.push(value);
    length += value.length;
    if (length > most) return length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function replyOf(response: Response, bytes: Uint8Array, receivedAt: number): ProviderReply {
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    ...(retryAfter === null ? {} : { retryAfter }),
    text: new TextDecoder().decode(bytes),
    bytes,
    receivedAt
  };
}
