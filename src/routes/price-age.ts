import { dayFromNumber } from '$lib/domain/calendar';
import { freshnessOf } from '$lib/domain/market';
import { heldPriceDays } from '$lib/services/price-age';
import { session, type Question } from '$lib/state/session.svelte';
import { date } from '$lib/ui/format';
import type { StatusItem } from '$lib/ui/shell';
import { freshnessTexts as texts } from '$lib/ui/texts';
import { paths } from './navigation';
import { priceReference } from './stale-holdings';

/** The line of the status bar that says to which day prices go; undefined where nothing held has prices. */
export async function pricesLine(question: Question | undefined): Promise<StatusItem | undefined> {
  if (!question) return undefined;
  const on = priceReference(question);
  const days = await heldPriceDays(question.vault, question.asOf);
  if (days.length === 0) return undefined;
  const last = Math.max(...days);
  const { age, stale } = freshnessOf(last, on);
  const old = days.filter((day) => freshnessOf(day, on).stale).length;
  const text = stale ? texts.stale(date(dayFromNumber(last)), texts.age(age)) : texts.to(date(dayFromNumber(last)));
  return {
    text: old > 0 && old < days.length ? `${text}. ${texts.some(old, days.length)}` : text,
    mark: old > 0 ? 'warn' : 'good',
    href: session.href(`${paths.settings}?part=prices`),
    title: texts.see
  };
}
