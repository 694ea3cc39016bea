import { now } from '$lib/platform/clock';
import { ENGINE_VERSION } from './saved-runs';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Settings of an entry that were looked at, each with the annual Sharpe ratio that it showed last. */
export type KeptTrials = Readonly<Record<string, number>>;

const KIND = 'trials';
const idOf = (entry: string): string => `${KIND}-${entry}`;

/** The settings that were tried for an entry. They stand beside the results, so that no figure is asked for again. */
export async function keptTrials(name: VaultName, entry: string): Promise<KeptTrials> {
  const [{ openResult }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return trialsFrom((await openResult(vault, idOf(entry)))?.output);
}

/** Remembers settings that were tried for an entry; the same setting counts once. Answers all. */
export async function trialsAdded(name: VaultName, entry: string, tried: KeptTrials): Promise<KeptTrials> {
  const [{ openResult, saveResult }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const id = idOf(entry);
  const all = { ...trialsFrom((await openResult(vault, id))?.output), ...tried };
  await saveResult(vault, {
    id,
    kind: KIND,
    title: entry,
    createdAt: now(),
    inputs: {},
    output: all,
    engineVersion: ENGINE_VERSION,
    dataHash: ''
  });
  return all;
}

function trialsFrom(output: unknown): KeptTrials {
  if (typeof output !== 'object' || output === null) return {};
  return Object.fromEntries(
    Object.entries(output).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  );
}
