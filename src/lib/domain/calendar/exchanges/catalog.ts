import { continuous } from './continuous';
import { dublin } from './dublin';
import { amsterdam, brussels, lisbon, milan, paris } from './euronext';
import type { ExchangeCalendar } from './exchange-calendar';
import { eurex, frankfurt, xetra } from './germany';
import { hongKong } from './hong-kong';
import { london } from './london';
import { oslo } from './oslo';
import { sydney } from './sydney';
import { target } from './target';
import { tokyo } from './tokyo';
import { toronto } from './toronto';
import { nasdaq, newYork, unitedStatesSettlement } from './united-states';
import { zurich } from './zurich';

/** Every calendar, in the order in which screens list them. */
export const exchangeCalendars: readonly ExchangeCalendar[] = [
  newYork,
  nasdaq,
  london,
  xetra,
  frankfurt,
  eurex,
  paris,
  amsterdam,
  brussels,
  lisbon,
  milan,
  dublin,
  oslo,
  zurich,
  tokyo,
  hongKong,
  toronto,
  sydney,
  target,
  unitedStatesSettlement,
  continuous
];

const byId = new Map(exchangeCalendars.map((calendar) => [calendar.id, calendar]));
const byExchange = new Map(
  exchangeCalendars.flatMap((calendar) =>
    [calendar.id, ...(calendar.alsoExchanges ?? [])].map((mic) => [mic, calendar] as const)
  )
);

/** Calendar by its id. @throws RangeError when there is none. */
export function calendarById(id: string): ExchangeCalendar {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no such calendar: ${id}`);
  return found;
}

/** Calendar of an exchange by its market identifier code (ISO 10383); undefined where we have none. */
export function calendarOfExchange(mic: string): ExchangeCalendar | undefined {
  return byExchange.get(mic);
}
