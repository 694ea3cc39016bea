import type { InputOf } from '$lib/compute/caller';
import type { Instrument } from '$lib/domain/instruments';
import type { PortfolioSummary } from './portfolio-summary';
import { storage, vaultNamed, type VaultName } from './vaults';

const SETTING = 'followed-series';

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
    ...followed.map((key): WantedSeries => (key === 'yields' ? { kind: 'yields', key } : { kind: 'macro', key })),
    ...quoted
      .filter(({ kind }) => kind === 'equity' || kind === 'fund')
      .map(({ id }): WantedSeries => ({ kind: 'events', key: id }))
  ];
}
