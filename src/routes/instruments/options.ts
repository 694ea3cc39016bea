import type { ExchangeCalendar } from '$lib/domain/calendar';
import { isMarketCode } from '$lib/domain/instruments';
import { instrumentsTexts as texts } from '$lib/ui/texts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Exchanges that have a calendar, and the one that is set where it is another. */
export function exchangeOptions(calendars: readonly ExchangeCalendar[], set: string): Option[] {
  const exchanges = calendars
    .filter(({ id }) => isMarketCode(id))
    .map(({ id, title }) => ({ value: id, label: `${title} ${id}` }));
  const isListed = set === '' || exchanges.some(({ value }) => value === set);
  return [{ value: '', label: texts.exchangeNone }, ...exchanges, ...(isListed ? [] : [{ value: set, label: set }])];
}
