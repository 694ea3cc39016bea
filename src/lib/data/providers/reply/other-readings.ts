import type { Instrument } from '$lib/domain/instruments';
import type { Fundamentals, NewsItem } from '$lib/domain/market';
import type { FoundListing, MarketAnswer, ProviderReading, ProviderRequest } from '../provider';
import { present } from './fields';
import { refused } from './status-reading';

type Figures = Omit<Fundamentals, 'instrument' | 'source' | 'asOf'>;
type Loose<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** Figures of a company with those of earlier pages; fields without a value are left out. Without any it is an unknown symbol. */
export function fundamentalsReading(
  fields: Loose<Figures>,
  { next, soFar }: { readonly next?: ProviderRequest; readonly soFar?: MarketAnswer } = {}
): ProviderReading {
  const earlier = soFar?.kind === 'fundamentals' ? soFar.figures : {};
  const figures = { ...earlier, ...present(fields) } as Figures;
  if (Object.keys(figures).length === 0) return refused('unknown-symbol', 'no figures for this symbol');
  return { status: 'answered', answer: { kind: 'fundamentals', figures }, ...(next ? { next } : {}) };
}

/** A listing as a row of a search, without the fields that the source left empty. */
export function foundListing(
  row: Loose<FoundListing> & { readonly symbol: string; readonly name: string }
): FoundListing {
  return { ...present(row), symbol: row.symbol, name: row.name };
}

/** Answer of a search; none found is an answer too. */
export function searchReading(listings: readonly FoundListing[]): ProviderReading {
  return { status: 'answered', answer: { kind: 'search', listings } };
}

/** News since a day, newest last; an address that is no web address is left out. */
export function newsReading(
  from: number,
  items: readonly Omit<NewsItem, 'instruments' | 'source'>[],
  { next, soFar }: { readonly next?: ProviderRequest; readonly soFar?: MarketAnswer } = {}
): ProviderReading {
  const earlier = soFar?.kind === 'news' ? soFar.items : [];
  const kept = [...earlier, ...items].filter(
    ({ url, seenAt }) => /^https?:\/\//i.test(url) && seenAt >= from * 86_400_000
  );
  const once = [...new Map(kept.map((item) => [item.id, item])).values()];
  once.sort((a, b) => a.seenAt - b.seenAt);
  return { status: 'answered', answer: { kind: 'news', items: once }, ...(next ? { next } : {}) };
}

/** A question that the source was never asked. */
export function notAsked(kind: string): ProviderReading {
  return refused('bad-question', `this source is not asked for ${kind}`);
}

/** Words of a question that can be a symbol: sources that list news by symbol know no others. */
export function asSymbol(words: string): string | undefined {
  const text = words.trim();
  return /^[A-Za-z0-9][A-Za-z0-9.\-:]{0,19}$/.test(text) ? text : undefined;
}

/** True for what is written like an ISIN. */
export function looksLikeIsin(words: string): boolean {
  return /^[A-Za-z]{2}[A-Za-z0-9]{9}\d$/.test(words.trim());
}

/** Kind of instrument from a source's own word, by the parts of it that say so. */
export function kindFromWord(word: string | null | undefined): Instrument['kind'] | undefined {
  const text = (word ?? '').toLowerCase();
  if (/etf|fund|etn|etc\b|exchange.traded/.test(text)) return 'fund';
  if (/crypto|digital currency/.test(text)) return 'crypto';
  if (/index/.test(text)) return 'index';
  if (/bond/.test(text)) return 'bond';
  if (/option/.test(text)) return 'option';
  if (/stock|equity|share|common|adr|depositary|reit|^cs$/.test(text)) return 'equity';
  return undefined;
}
