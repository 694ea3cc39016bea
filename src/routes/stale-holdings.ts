import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { freshnessOf } from '$lib/domain/market';
import { referenceDay } from '$lib/services/price-age';
import type { HeldPositions } from '$lib/services/value-portfolio';
import { session, type Question } from '$lib/state/session.svelte';
import { date } from '$lib/ui/format';
import { freshnessTexts as texts } from '$lib/ui/texts';

/** The day by which prices are called old: the one a person chose, that of the demo's prices, else today. */
export function priceReference(question: Question | undefined): Day {
  return referenceDay(session.vault, question?.asOf, session.summary?.asOf);
}

/** What is said of a price that is stale by a day; undefined of one that is not. */
export function staleText(day: number, on: Day): string | undefined {
  const { stale, age } = freshnessOf(day, on);
  return stale ? texts.of(date(dayFromNumber(day)), texts.age(age)) : undefined;
}

/** Holdings whose last close is stale by a day, with its age in trading days. */
export function staleHoldings(
  rows: HeldPositions['holdings']['rows'],
  on: Day
): { readonly instrument: InstrumentId; readonly age: number }[] {
  return rows.flatMap(({ instrument, price }) => {
    if (price.source !== 'close' || price.day === undefined) return [];
    const { stale, age } = freshnessOf(price.day, on);
    return stale ? [{ instrument, age }] : [];
  });
}
