import type { ProviderReply, ProviderRequest } from '$lib/data/providers';
import { throughProxy } from '$lib/storage/device';

/** What asking needs of the world. */
export interface AskingWorld {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Origins that the person has enabled. */
  readonly origins: ReadonlySet<string>;
  /** The person's proxy, for sources that are asked through it. */
  readonly proxy?: string;
}

/** A request that was not made: its origin is not enabled. */
export class OriginRefusedError extends Error {
  override readonly name = 'OriginRefusedError';
  readonly code = 'origin-refused';
}

const LONGEST_WAIT = 30_000;
const MOST_BYTES = 20_000_000;

/**
 * Sends a request to an enabled origin and to no other: the policy of the service worker's script is wide, this is what
 * keeps it narrow. No cookies, no referrer, no redirects.
 * @throws OriginRefusedError, what fetch throws.
 */
export async function permittedRequest(
  request: ProviderRequest,
  world: AskingWorld,
  source: { readonly viaProxy: boolean }
): Promise<ProviderReply> {
  const { proxy } = world;
  const address = source.viaProxy && proxy !== undefined ? throughProxy(proxy, request.url) : request.url;
  const { origin } = new URL(address);
  if ((source.viaProxy && proxy === undefined) || !world.origins.has(origin))
    throw new OriginRefusedError(`${origin} is not enabled`);
  const response = await world.fetch(address, {
    method: request.body === undefined ? 'GET' : 'POST',
    ...(request.headers ? { headers: { ...request.headers } } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...{ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', cache: 'no-store' },
    signal: AbortSignal.timeout(LONGEST_WAIT)
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new RangeError('the reply is too large');
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    ...(retryAfter === null ? {} : { retryAfter }),
    text: new TextDecoder().decode(bytes),
    bytes
  };
}
