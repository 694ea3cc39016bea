import type { Instrument } from '$lib/domain/instruments';
import { everyDayCalendar, plainCalendar, type QualityContext } from '$lib/quant/quality';

/** Days on which closes of an instrument are due: every day where it trades continuously, else Monday to Friday. */
export function calendarOf(instrument: Instrument | undefined): QualityContext['calendar'] {
  return instrument?.kind === 'crypto' ? everyDayCalendar : plainCalendar;
}
