import { randomId } from '$lib/platform/ids';
import type { InstrumentId } from '$lib/domain/instruments';
import type { ExecutionSettings } from '$lib/quant/backtest';
import type { StrategySpec } from '$lib/quant/strategies';
import { checkedStrategy } from './strategy-file';
import { storage, vaultNamed, type VaultName } from './vaults';

/** A strategy that a person keeps: what it does, how it trades, and on what. */
export interface BookedStrategy {
  readonly id: string;
  readonly name: string;
  readonly strategy: StrategySpec;
  readonly execution: ExecutionSettings;
  /** What it may hold; everything held when absent. */
  readonly instruments?: readonly InstrumentId[];
}

const SETTING = 'strategies';

/** The strategies of a vault in the order of their names; those that cannot be read are counted. */
export async function strategyBook(
  name: VaultName
): Promise<{ readonly strategies: readonly BookedStrategy[]; readonly unreadable: number }> {
  const [{ loadSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const raw = rows(await loadSetting(vault, SETTING));
  const strategies = raw.flatMap((one) => bookedFrom(one) ?? []);
  return {
    strategies: strategies.sort((a, b) => a.name.localeCompare(b.name)),
    unreadable: raw.length - strategies.length
  };
}

/** Keeps strategies, each in place of the one with its id; those without one are new. Answers the ids. */
export async function strategiesKept(
  name: VaultName,
  strategies: readonly (Omit<BookedStrategy, 'id'> & { readonly id?: string | undefined })[]
): Promise<string[]> {
  const kept = strategies.map((one): BookedStrategy => ({ ...one, id: one.id ?? randomId() }));
  const ids = new Set(kept.map(({ id }) => id));
  await changed(name, (known) => [...known.filter((one) => !ids.has(idOf(one))), ...kept]);
  return [...ids];
}

/** Forgets a strategy. */
export async function strategyRemoved(name: VaultName, id: string): Promise<void> {
  await changed(name, (known) => known.filter((one) => idOf(one) !== id));
}

// Rows that cannot be read stay as they are: a newer version may have written them.
async function changed(name: VaultName, change: (known: readonly unknown[]) => readonly unknown[]): Promise<void> {
  const [{ loadSetting, saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await saveSetting(vault, SETTING, change(rows(await loadSetting(vault, SETTING))));
}

const rows = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);
const fieldOf = (raw: unknown, key: string): unknown =>
  typeof raw === 'object' && raw !== null ? Reflect.get(raw, key) : undefined;
const idOf = (raw: unknown): string => String(fieldOf(raw, 'id'));

function bookedFrom(raw: unknown): BookedStrategy | undefined {
  const id = fieldOf(raw, 'id');
  const found = checkedStrategy(raw);
  return typeof id === 'string' && 'strategy' in found ? { ...found, id } : undefined;
}
