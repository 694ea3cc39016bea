import type { CustomDescription, CustomFault, Provider, RateLimit } from '$lib/data/providers';
import { now } from '$lib/platform/clock';
import { isControlled, originsChanged, type PolicyReach } from '$lib/platform/policy';
import {
  deviceSetting,
  keptKeys,
  loadQuota,
  loadSources,
  PROXY_TEMPLATE,
  proxyOrigin,
  removeSource,
  removeSourceKey,
  saveDeviceSetting,
  saveSource,
  saveSourceKey,
  type SourceKey,
  type SourceRow
} from '$lib/storage/device';
import { renewMarketWorker } from './fetch-market-data';

/** Beyond every place that a person can give. */
const LAST = 1e6;

/** How a source stands, from what a person chose and what happened since. */
export type SourceStanding =
  /** A file or a pasted table: nothing to turn on. */
  | 'file'
  | 'off'
  /** It is on and has no key. */
  | 'needs-key'
  /** It is on, does not answer pages, and there is no proxy. */
  | 'needs-proxy'
  /** It is on and has not answered yet. */
  | 'untried'
  | 'works'
  /** Its last call failed. */
  | 'failing';

/** A source as the screen lists it. */
export interface MarketSource {
  readonly provider: Provider;
  readonly standing: SourceStanding;
  readonly row: SourceRow | undefined;
  readonly keyGuard: 'device' | 'vault' | undefined;
  /** Limits in force and the calls of each that are used up. */
  readonly quota: readonly (RateLimit & { readonly used: number })[];
  readonly pausedUntil: number | undefined;
}

/** Every source of the catalog and of the person's own: those that are on in their order of fallback, then the others. */
export async function marketSources(): Promise<MarketSource[]> {
  const [{ providers, providerNamed }, rows, keys, template] = await Promise.all([
    import('$lib/data/providers'),
    loadSources(),
    keptKeys(),
    proxyTemplate()
  ]);
  const at = now();
  const customs = rows.flatMap((row) =>
    row.custom === undefined ? [] : (providerNamed(row.provider, row.custom) ?? [])
  );
  const found = await Promise.all(
    [...providers, ...customs].map(async (provider): Promise<MarketSource> => {
      const row = rows.find((one) => one.provider === provider.id);
      const quota = await loadQuota(provider.id);
      const limits = row?.limits ?? provider.limits;
      return {
        provider,
        row,
        keyGuard: keys.get(provider.id),
        standing: standingOf(provider, row, keys.has(provider.id), template !== undefined),
        quota: limits.map((limit) => ({
          ...limit,
          used: quota?.calls.filter((call) => call > at - limit.seconds * 1000).length ?? 0
        })),
        pausedUntil: quota?.pausedUntil !== undefined && quota.pausedUntil > at ? quota.pausedUntil : undefined
      };
    })
  );
  return found.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Sources that are on by their order; of the others first those that need nothing, then a key, then a proxy. */
function placeOf({ row, provider }: MarketSource): number {
  if (row?.enabled) return row.order;
  const needs = (provider.key === 'required' ? 1 : 0) + (provider.browser === 'no' ? 2 : 0);
  return LAST + (provider.asked === false ? 4 : needs);
}

function standingOf(
  provider: Provider,
  row: SourceRow | undefined,
  hasKey: boolean,
  hasProxy: boolean
): SourceStanding {
  if (provider.asked === false) return 'file';
  if (!row?.enabled) return 'off';
  if (provider.key === 'required' && !hasKey) return 'needs-key';
  if ((row.viaProxy || provider.browser === 'no') && !(row.viaProxy && hasProxy)) return 'needs-proxy';
  if (row.lastProblem && row.lastProblem.at > (row.lastSuccessAt ?? 0)) return 'failing';
  return row.lastSuccessAt === undefined ? 'untried' : 'works';
}

/**
 * Lets new workers reach the origins that are enabled now. A worker keeps the policy it was made with, so those that fetch are
 * ended; where no service worker can name the origins, asking a source says that it cannot be reached.
 */
async function reachFollows(): Promise<void> {
  await originsChanged().catch(() => undefined);
  renewMarketWorker();
}

async function changed(provider: Provider, change: (row: SourceRow) => SourceRow): Promise<void> {
  const rows = await loadSources();
  const last = Math.max(0, ...rows.map((row) => row.order));
  const row = rows.find((one) => one.provider === provider.id) ?? {
    provider: provider.id,
    enabled: false,
    origins: provider.origins,
    order: last + 1,
    // A source that refuses pages can only be asked by way of the person's proxy.
    viaProxy: provider.browser === 'no'
  };
  await saveSource(change(row));
  await reachFollows();
}

export type { PolicyReach };

/** Whether sources can be reached from this page. */
export function sourcesReach(): PolicyReach['status'] {
  if (!('serviceWorker' in navigator)) return 'unsupported';
  return isControlled() ? 'in-force' : 'uncontrolled';
}

/** Turns a source on or off. One that is turned on is asked after those that were on before. */
export async function sourceTurned(provider: Provider, enabled: boolean): Promise<void> {
  const last = Math.max(0, ...(await loadSources()).filter((row) => row.enabled).map((row) => row.order));
  await changed(provider, (row) => ({
    ...row,
    enabled,
    origins: provider.origins,
    ...(enabled ? { order: last + 1 } : {})
  }));
}

/** Asks a source by way of the person's proxy, or directly. */
export const sourceProxied = (provider: Provider, viaProxy: boolean): Promise<void> =>
  changed(provider, (row) => ({ ...row, viaProxy }));

/** Puts the limits of a person's plan in the place of the free tier's; undefined takes those back. */
export const sourceLimited = (provider: Provider, limits: readonly RateLimit[] | undefined): Promise<void> =>
  changed(provider, ({ limits: _, ...row }) => (limits ? { ...row, limits } : row));

/** Keeps the order of fallback. */
export async function sourcesOrdered(ids: readonly string[]): Promise<void> {
  const rows = await loadSources();
  for (const [order, id] of ids.entries()) {
    const row = rows.find((one) => one.provider === id);
    if (row) await saveSource({ ...row, order: order + 1 });
  }
}

/** Keeps the key of a source; what guards it from now on. */
export const keyKept = (provider: Provider, key: SourceKey): Promise<'device' | 'vault'> =>
  saveSourceKey(provider.id, key);

/** Forgets the key of a source. */
export const keyForgotten = (provider: Provider): Promise<void> => removeSourceKey(provider.id);

/** The person's proxy: an address in which {url} stands for the address asked; undefined when there is none. */
export async function proxyTemplate(): Promise<string | undefined> {
  const template = await deviceSetting(PROXY_TEMPLATE);
  return typeof template === 'string' && template !== '' ? template : undefined;
}

/** True for an address that can be a proxy: https, or http to this machine, with a place for the address asked. */
export const isProxyTemplate = (template: string): boolean => proxyOrigin(template) !== undefined;

/** Keeps the person's proxy; an empty text removes it. */
export async function proxyKept(template: string): Promise<void> {
  await saveDeviceSetting(PROXY_TEMPLATE, template === '' ? undefined : template);
  await reachFollows();
}

export type { CustomDescription, CustomFault };

/** What a person described of the source with this id; undefined for one of the catalog. */
export async function describedSource(id: string): Promise<CustomDescription | undefined> {
  const [{ customDescription }, rows] = await Promise.all([import('$lib/data/providers'), loadSources()]);
  const reading = customDescription(rows.find((row) => row.provider === id)?.custom);
  return reading.status === 'ok' ? reading.description : undefined;
}

/** Keeps a source that a person described and turns it on; what is wrong with the description, nothing when it was kept. */
export async function sourceDescribed(description: unknown): Promise<readonly CustomFault[]> {
  const { customDescription, customProvider } = await import('$lib/data/providers');
  const reading = customDescription(description);
  if (reading.status === 'bad') return reading.faults;
  const provider = customProvider(reading.description);
  await changed(provider, (row) => ({
    ...row,
    enabled: true,
    origins: provider.origins,
    custom: reading.description
  }));
  return [];
}

/** Forgets a source that a person described, its key and its quota. */
export async function sourceForgotten(provider: Provider): Promise<void> {
  await removeSource(provider.id);
  await reachFollows();
}
