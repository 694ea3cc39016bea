import {
  noCalls,
  waitBefore,
  withCall,
  type MarketAnswer,
  type MarketQuestion,
  type Provider,
  type ProviderReading
} from '$lib/data/providers';
import {
  deviceDatabase,
  keptKeys,
  loadQuota,
  noteSource,
  redacted,
  saveQuota,
  sourceKey,
  type SourceKey,
  type SourceRow
} from '$lib/storage/device';
import { OriginRefusedError, permittedRequest, type AskingWorld } from './permitted-request';

/** Why a source gave nothing. 'offline': it could not be reached; 'waiting': its limits do not allow another call now. */
export type AskingProblem =
  'offline' | 'origin-refused' | 'waiting' | 'throttled' | 'failed' | 'malformed' | 'refused' | 'no-key' | 'locked';

/** What became of a question. */
export type Asked =
  | { readonly status: 'answered'; readonly answer: MarketAnswer }
  | { readonly status: 'none'; readonly problem: AskingProblem; readonly text: string };

/** How a source is asked. */
export interface AskingSource {
  readonly provider: Provider;
  readonly row: SourceRow;
  /** False where only keys that the device guards alone may be used. */
  readonly mayUnseal: boolean;
}

const MOST_PAGES = 5;
const LONGEST_PAUSE = 900;
const PAUSE_AFTER_FAILURE = 900;

const none = (problem: AskingProblem, text = ''): Asked => ({ status: 'none', problem, text });

/** Asks a source one question, within its limits, and notes how it went. Never throws for what a source or the network does. */
export async function askSource(
  question: MarketQuestion,
  { provider, row, mayUnseal }: AskingSource,
  world: AskingWorld
): Promise<Asked> {
  const key = await keyFor(provider, mayUnseal);
  if (typeof key === 'string') return none(key);
  const secrets = Object.values(key);
  let request = provider.ask(question, { keys: key });
  if (!request) return none('refused', `${provider.id} has no ${question.kind}`);
  let soFar: MarketAnswer | undefined;
  for (let page = 0; page < MOST_PAGES && request; page++) {
    if (!(await callAllowed(provider, row, world.now()))) return none('waiting');
    let reading: ProviderReading;
    try {
      const reply = await permittedRequest(request, world, row);
      reading = provider.read(question, reply, soFar);
    } catch (error) {
      if (error instanceof OriginRefusedError) return none('origin-refused', error.message);
      return none('offline', redacted(error instanceof Error ? error.message : String(error), secrets));
    }
    if (reading.status !== 'answered') return told(provider.id, reading, secrets, world.now());
    soFar = reading.answer;
    request = reading.next;
  }
  await noteSource(provider.id, { at: world.now() });
  return soFar ? { status: 'answered', answer: soFar } : none('malformed');
}

async function keyFor(provider: Provider, mayUnseal: boolean): Promise<SourceKey | 'no-key' | 'locked'> {
  if (provider.key === 'none') return {};
  const guard = (await keptKeys()).get(provider.id);
  const without = provider.key === 'optional' ? {} : undefined;
  if (guard === undefined) return without ?? 'no-key';
  if (guard === 'vault' && !mayUnseal) return without ?? 'locked';
  const reading = await sourceKey(provider.id);
  if (reading.status === 'open') return reading.key;
  return without ?? (reading.status === 'locked' ? 'locked' : 'no-key');
}

/** Notes a call where the limits of the source allow one; tabs and workers count in one place. */
function callAllowed(provider: Provider, row: SourceRow, now: number): Promise<boolean> {
  const { quotas } = deviceDatabase();
  const limits = row.limits ?? provider.limits;
  return quotas.db.transaction('rw', quotas, async () => {
    const known = await quotas.get(provider.id);
    const calls = known ?? noCalls;
    if (waitBefore(limits, calls, now) > 0) return false;
    await quotas.put({ provider: provider.id, ...withCall(limits, calls, now) });
    return true;
  });
}

async function told(
  provider: string,
  reading: Exclude<ProviderReading, { status: 'answered' }>,
  secrets: readonly string[],
  now: number
): Promise<Asked> {
  const text = redacted(('text' in reading ? reading.text : undefined) ?? '', secrets);
  const code = reading.status === 'refused' ? reading.code : reading.status;
  if (reading.status === 'throttled' || reading.status === 'failed') {
    const wait = reading.status === 'throttled' ? (reading.seconds ?? LONGEST_PAUSE) : PAUSE_AFTER_FAILURE;
    const calls = (await loadQuota(provider))?.calls ?? new Float64Array(0);
    await saveQuota({ provider, calls, pausedUntil: now + wait * 1000 });
  }
  await noteSource(provider, { at: now, problem: { code, text } });
  return none(reading.status, reading.status === 'refused' ? `${reading.code}: ${text}` : text);
}
