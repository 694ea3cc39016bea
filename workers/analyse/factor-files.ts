import { readFactorFile, type FactorFileProblem, type FactorUnit } from '$lib/data/importers';
import type { FactorSeries } from '$lib/domain/market';
import { loadSetting, removeSetting, saveSetting, type Vault, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** A kept file of factors, without its values. */
export interface FactorFile {
  readonly id: string;
  /** Name of the file. */
  readonly name: string;
  readonly createdAt: number;
  readonly names: readonly string[];
  readonly riskFree?: number;
  readonly frequency: FactorSeries['frequency'];
  readonly unit: FactorUnit;
  readonly rows: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly missing: number;
}

/** What became of a file: kept, or what is wrong with it. */
export type LoadedFactors =
  | { readonly status: 'kept'; readonly file: FactorFile }
  | { readonly status: 'bad'; readonly problems: readonly FactorFileProblem[] };

// A list of what there is, and the values of each file by themselves: the list is read often, the values seldom.
const LIST = 'factors';
const valuesKey = (id: string): string => `factors/${id}`;

/** Every kept file, as it was brought. */
export async function factorFiles({ vault }: { vault: VaultName }): Promise<readonly FactorFile[]> {
  return listOf(await openedVault(vault));
}

/** Reads a file and keeps it, in place of one of the same name. Nothing is kept of a file with a problem. */
export async function loadFactorFile(question: {
  readonly vault: VaultName;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly unit?: FactorUnit;
  readonly createdAt: number;
}): Promise<LoadedFactors> {
  const { name, createdAt } = question;
  const read = await readFactorFile(question.bytes, name, question.unit);
  if (read.status === 'bad') return read;
  const { series, unit, missing } = read;
  const vault = await openedVault(question.vault);
  const list = await listOf(vault);
  const id = list.find((one) => one.name === name)?.id ?? String(createdAt);
  const file: FactorFile = {
    ...{ id, name, createdAt, unit, missing },
    names: series.names,
    ...(series.riskFree === undefined ? {} : { riskFree: series.riskFree }),
    frequency: series.frequency,
    rows: series.days.length,
    firstDay: series.days[0],
    lastDay: series.days[series.days.length - 1]
  };
  await saveSetting(vault, valuesKey(id), series);
  await saveSetting(vault, LIST, [...list.filter((one) => one.id !== id), file]);
  return { status: 'kept', file };
}

/** Forgets a file. */
export async function forgetFactorFile({ vault: name, id }: { vault: VaultName; id: string }): Promise<void> {
  const vault = await openedVault(name);
  await saveSetting(
    vault,
    LIST,
    (await listOf(vault)).filter((one) => one.id !== id)
  );
  await removeSetting(vault, valuesKey(id));
}

/** The returns of a kept file; undefined when it is gone. */
export async function keptFactors(name: VaultName, id: string): Promise<FactorSeries | undefined> {
  return (await loadSetting(await openedVault(name), valuesKey(id))) as FactorSeries | undefined;
}

async function listOf(vault: Vault): Promise<readonly FactorFile[]> {
  const kept = await loadSetting(vault, LIST);
  return Array.isArray(kept) ? (kept as FactorFile[]) : [];
}
