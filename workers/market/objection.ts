import type { MarketAnswer } from '$lib/data/providers';
import type { Instrument } from '$lib/domain/instruments';
import { priceHeaders, type FetchTask, type Vault } from '$lib/storage/dexie';
import { currencyIn } from './stored';

/** Says why an answer is not taken: it is in another currency, or of another kind than the series that is kept. */
export async function objectionTo(
  vault: Vault,
  tasks: readonly Pick<FetchTask, 'kind' | 'key'>[],
  instruments: ReadonlyMap<string, Instrument>
): Promise<(task: Pick<FetchTask, 'kind' | 'key'>, source: string, answer: MarketAnswer) => string | undefined> {
  const asked = new Set(tasks.filter((one) => one.kind === 'prices').map((one) => one.key));
  const headers = new Map(
    (await priceHeaders(vault)).filter((one) => asked.has(one.instrument)).map((one) => [one.instrument as string, one])
  );
  return (task, _source, answer) => {
    if (answer.kind !== 'prices') return undefined;
    const instrument = instruments.get(task.key);
    if (!instrument) return 'There is no such instrument any more.';
    if (answer.currency !== undefined && currencyIn(answer.currency) === undefined)
      return `It quotes in ${answer.currency}, which is no known currency.`;
    const header = headers.get(task.key);
    const currency = currencyIn(answer.currency) ?? instrument.currency;
    const wanted = header?.currency ?? instrument.currency;
    if (currency !== wanted) return `It quotes in ${currency}, and ${instrument.name} is kept in ${wanted}.`;
    if (!header || (header.adjustment === answer.adjustment && header.quoteUnit === answer.quoteUnit)) return undefined;
    return `Its closes are of another kind (adjusted: ${answer.adjustment}, quoted: ${answer.quoteUnit}) than those kept (${header.adjustment}, ${header.quoteUnit}).`;
  };
}
