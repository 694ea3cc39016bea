import type { JobContext } from '$lib/compute/protocol';
import type { MarketAnswer, SourceProblem } from '$lib/data/providers';
import type { Day } from '$lib/domain/calendar';
import { saveOpinions, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import { askedOnce } from './ask-source';
import { objectionTo } from './objection';
import { usableSources } from './sources';
import { questionOf } from './task-question';

/** A series that several sources are to tell. */
export interface CompareQuestion {
  readonly vault: VaultName;
  readonly kind: 'prices' | 'rates';
  /** The instrument, or base and quote as "EUR/USD". */
  readonly key: string;
  readonly from: Day;
  readonly to: Day;
  /** All that can be asked unless given. */
  readonly sources?: readonly string[];
}

/** What was asked of whom; the opinions themselves are kept beside the series. */
export interface ComparedSources {
  readonly opinions: readonly { readonly source: string; readonly values: number }[];
  readonly problems: readonly SourceProblem[];
}

/** Asks sources for a series that is kept, and keeps what they say as opinions: nothing that is served is changed. */
export async function compareSources(
  { vault: name, kind, key, from, to, sources: named }: CompareQuestion,
  { progress }: JobContext
): Promise<ComparedSources> {
  const vault = await openedVault(name);
  const { sources, unusable } = await usableSources();
  const instruments = new Map((await vault.db.instruments.toArray()).map((one) => [one.id as string, one]));
  const objection = await objectionTo(vault, [{ kind, key }], instruments);
  const opinions: { source: string; values: number }[] = [];
  const problems: SourceProblem[] = unusable.filter((one) => !named || named.includes(one.source));
  const asked = sources.filter(({ provider }) => !named || named.includes(provider.id));
  for (const [at, source] of asked.entries()) {
    const { id } = source.provider;
    const question = questionOf({ kind, key, from, to }, source.provider, instruments.get(key));
    const result = question && (await askedOnce(source, question));
    const fault = result?.status === 'answered' ? objection({ kind, key }, id, result.answer) : undefined;
    if (fault !== undefined) problems.push({ source: id, code: 'other-data', text: fault });
    else if (result && 'problem' in result) problems.push(result.problem);
    else if (result?.status === 'answered') {
      const run = runOf(result.answer);
      await saveOpinions(vault, [{ kind, key, source: id, ...run }]);
      opinions.push({ source: id, values: run.days.length });
    }
    progress(at + 1, asked.length, id);
  }
  return { opinions, problems };
}

function runOf(answer: MarketAnswer): { days: Int32Array; values: Float64Array } {
  if (answer.kind === 'prices') return { days: answer.bars.days, values: answer.bars.close };
  if (answer.kind === 'rates') return { days: answer.days, values: answer.values };
  throw new RangeError(`${answer.kind} are not compared`);
}
