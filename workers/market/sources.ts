import { providerNamed, type FetchSource, type Provider, type SourceProblem } from '$lib/data/providers';
import { deviceSetting, loadSources, sourceKey, type SourceRow } from '$lib/storage/device';

/** The person's sources in their order: those that can be asked, and why the others cannot. */
export interface UsableSources {
  readonly sources: readonly FetchSource[];
  readonly unusable: readonly SourceProblem[];
}

/** A source that can be asked, or why it cannot. */
export type SourceState =
  | { readonly status: 'usable'; readonly source: FetchSource }
  | { readonly status: 'unusable'; readonly problem: SourceProblem };

/** Every enabled source with its key, limits and proxy. */
export async function usableSources(): Promise<UsableSources> {
  const rows = (await loadSources()).filter((row) => row.enabled);
  const states = await Promise.all(rows.map(stateOf));
  return {
    sources: states.flatMap((one) => (one?.status === 'usable' ? [one.source] : [])),
    unusable: states.flatMap((one) => (one?.status === 'unusable' ? [one.problem] : []))
  };
}

/** One source by its id, enabled or not. */
export async function sourceNamed(id: string): Promise<SourceState> {
  const row = (await loadSources()).find((one) => one.provider === id);
  const state = row && (await stateOf(row));
  return state ?? unusable(id, 'bad-question', 'There is no such source.');
}

function providerOf(row: SourceRow): Provider | undefined {
  return providerNamed(row.provider, row.custom);
}

async function stateOf(row: SourceRow): Promise<SourceState | undefined> {
  const provider = providerOf(row);
  if (!provider) return unusable(row.provider, 'bad-question', 'What was said of this source cannot be understood.');
  return provider.asked === false ? undefined : prepared(row, provider);
}

async function prepared(row: SourceRow, provider: Provider): Promise<SourceState> {
  const key = provider.key === 'none' ? undefined : await sourceKey(row.provider);
  if (key?.status === 'locked') return unusable(provider.id, 'key', 'Its key is kept in the vault, which is locked.');
  if (provider.key === 'required' && key?.status !== 'open')
    return unusable(provider.id, 'key', 'It needs a key, and none is kept.');
  const template = row.viaProxy ? await deviceSetting('proxy-template') : undefined;
  const proxy = typeof template === 'string' && template.includes('{url}') ? template : undefined;
  if (row.viaProxy && proxy === undefined)
    return unusable(provider.id, 'blocked', 'It is to be asked by way of a proxy, and no proxy is set.');
  if (!row.viaProxy && provider.browser === 'no')
    return unusable(provider.id, 'blocked', 'It does not let web pages read it: it needs a proxy.');
  return {
    status: 'usable',
    source: {
      ...{ provider, access: { keys: key?.status === 'open' ? key.key : {} } },
      limits: row.limits ?? provider.limits,
      ...(proxy === undefined ? {} : { proxy }),
      hasAnswered: row.lastSuccessAt !== undefined
    }
  };
}

function unusable(source: string, code: SourceProblem['code'], text: string): SourceState {
  return { status: 'unusable', problem: { source, code, text } };
}
