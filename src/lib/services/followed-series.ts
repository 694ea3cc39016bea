import type { InputOf } from '$lib/compute/caller';
import type { Instrument } from '$lib/domain/instruments';
import type { PortfolioSummary } from './portfolio-summary';
import { storage, vaultNamed, type VaultName } from './vaults';

const SETTING = 'followed-series';
/** Before the id of a source whose whole yield curve is followed. */
const YIELDS = 'yields:';

/** One series that is to be had. */
export type WantedSeries = InputOf<'market', 'fetchPlan'>['wanted'][number];

/** What a person follows besides what is held: series of the economy, by what their sources call them. */
export async function followedSeries(name: VaultName): Promise<string[]> {
  const [{ loadSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const kept = await loadSetting(vault, SETTING);
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
}

/** Keeps what a person follows. */
export async function seriesFollowed(name: VaultName, keys: readonly string[]): Promise<void> {
  const [{ saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await saveSetting(vault, SETTING, [...new Set(keys)]);
}

const isQuoted = ({ kind }: Instrument): boolean => kind !== 'private' && kind !== 'option' && kind !== 'other';

/** Every series that figures depend on: closes and events of what is quoted, rates of the currencies used, what is followed. */
export function wantedSeries(
  { instruments, accounts, base }: Pick<PortfolioSummary, 'instruments' | 'accounts' | 'base'>,
  followed: readonly string[]
): WantedSeries[] {
  const quoted = instruments.filter(isQuoted);
  const currencies = new Set([...quoted, ...accounts].map((one) => one.currency as string));
  currencies.delete(base);
  return [
    ...quoted.map(({ id }): WantedSeries => ({ kind: 'prices', key: id })),
    ...[...currencies].sort().map((currency): WantedSeries => ({ kind: 'rates', key: `${currency}/${base}` })),
    ...followed.map((key): WantedSeries =>
      key.startsWith(YIELDS) ? { kind: 'yields', key: key.slice(YIELDS.length) } : { kind: 'macro', key }
    ),
    ...quoted
      .filter(({ kind }) => kind === 'equity' || kind === 'fund')
      .map(({ id }): WantedSeries => ({ kind: 'events', key: id }))
  ];
}

/** A series of the economy that can be followed, and what is kept of it. */
export interface KnownMacroSeries {
  /** Source and key: "fred/DGS10", or "yields:us-treasury" for a whole curve. */
  readonly key: string;
  readonly title: string;
  readonly area?: string;
  readonly sourceName: string;
  readonly first?: number;
  readonly last?: number;
}

/** The common series of the economy, then those that are kept or followed and are not among them. */
export async function knownMacroSeries(name: VaultName): Promise<KnownMacroSeries[]> {
  const [{ macroCatalog, providerById, providers }, { macroHeaders }, vault] = await Promise.all([
    import('$lib/data/providers'),
    storage(),
    vaultNamed(name)
  ]);
  const headers = new Map((await macroHeaders(vault)).map((one) => [one.id as string, one]));
  const spanOf = (key: string): Pick<KnownMacroSeries, 'first' | 'last'> => {
    const header = headers.get(key);
    return header ? { first: header.first, last: header.last } : {};
  };
  const curves = providers
    .filter(({ kinds }) => kinds.includes('yields'))
    .map(({ id, name: sourceName }): KnownMacroSeries => {
      const parts = [...headers.values()].filter((one) => one.source === id && one.topic === 'yield');
      return {
        key: `${YIELDS}${id}`,
        title: `Yield curve, ${sourceName}`,
        sourceName,
        ...(parts.length > 0
          ? { first: Math.min(...parts.map((one) => one.first)), last: Math.max(...parts.map((one) => one.last)) }
          : {})
      };
    });
  const common = macroCatalog.map(({ source, key, title, area }): KnownMacroSeries => {
    const id = `${source}/${key}`;
    const sourceName = providerById(source)?.name ?? source;
    return { key: id, title, ...(area === undefined ? {} : { area }), sourceName, ...spanOf(id) };
  });
  const listed = new Set(common.map(({ key }) => key));
  const others = [...headers.values()]
    .filter((one) => !listed.has(one.id))
    .map(({ id, title, area, source }): KnownMacroSeries => ({
      ...{ key: id, title, sourceName: providerById(source)?.name ?? source },
      ...(area === undefined ? {} : { area }),
      ...spanOf(id)
    }));
  return [...curves, ...common, ...others];
}
