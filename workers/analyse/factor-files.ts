import { readFactorFile, type FactorFileProblem, type FactorUnit } from '$lib/data/importers';
import type { FactorSeries } from '$lib/domain/market';
import { loadSetting, removeSetting, saveSetting, type Vault, type VaultName } from '$lib/storage/dexie';
import { fetchedFactorsKey } from '../market/stored';
import { openedVault } from '../open-vault';

/** A kept file of factors, or a set that was fetched, without its values. */
export interface FactorFile {
  readonly id: string;
  /** Name of the file or of the set. */
  readonly name: string;
  /** When it was brought or fetched, in milliseconds since 1970. */
  readonly createdAt: number;
  /** Where it was fetched from; absent for a file. */
  readonly source?: string;
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
const FETCHED = fetchedFactorsKey('');
const valuesKey = (id: string): string => (id.startsWith(FETCHED) ? id : `factors/${id}`);

/** Every kept file as it was brought, and every set that was fetched. */
export async function factorFiles({ vault: name }: { vault: VaultName }): Promise<readonly FactorFile[]> {
  const vault = await openedVault(name);
  return [...(await listOf(vault)), ...(await fetchedSets(vault))];
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
  if (!id.startsWith(FETCHED))
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

async function fetchedSets(vault: Vault): Promise<FactorFile[]> {
  const rows = await vault.db.settings.where('key').startsWith(FETCHED).toArray();
  return rows.flatMap(({ key, value }) => {
    const { source, fetchedAt, ...series } = value as FactorSeries & { source: string; fetchedAt: number };
    const { names, riskFree, frequency, days, values } = series;
    const [firstDay, lastDay] = [days[0], days.at(-1)];
    if (firstDay === undefined || lastDay === undefined) return [];
    return {
      ...{
        id: key,
        name: key.slice(FETCHED.length),
        createdAt: fetchedAt,
        source,
        names,
        frequency,
        firstDay,
        lastDay
      },
      ...(riskFree === undefined ? {} : { riskFree }),
      ...{ unit: 'fraction', rows: days.length, missing: values.filter((one) => Number.isNaN(one)).length }
    } satisfies FactorFile;
  });
}

async function listOf(vault: Vault): Promise<readonly FactorFile[]> {
  const kept = await loadSetting(vault, LIST);
  return Array.isArray(kept) ? (kept as FactorFile[]) : [];
}
