import type { Found, QualityCheck } from '../check';
import { nominalDays } from '../frequency';
import type { SeriesView } from '../series-view';
import { ENDED_AFTER, ENDED_PERIODS } from '../thresholds';

const single = (day: number): Found => ({ from: day, to: day, count: 1 });

/** Values on a Saturday or Sunday in a series that is not quoted on weekends. */
export const weekendValue: QualityCheck = {
  code: 'weekend',
  gravity: 'error',
  refuses: true,
  repair: 'take-out',
  findings: ({ fit }) => fit.weekend.map(single)
};

/** Values on a day on which the exchange held no session. */
export const holidayValue: QualityCheck = {
  code: 'holiday',
  gravity: 'doubt',
  refuses: true,
  repair: 'take-out',
  findings: ({ fit }) => fit.holidays.map(single)
};

/** Days (or periods) on which a value is due and absent. */
export const gap: QualityCheck = {
  code: 'gap',
  gravity: 'doubt',
  refuses: false,
  repair: 'none',
  findings: ({ fit }) => fit.gaps.map(({ from, to, missing }) => ({ from, to, count: missing }))
};

/** Days by which a series may lag behind before it is said to have ended. */
function patience(view: SeriesView): number {
  return view.frequency === 'daily' ? (ENDED_AFTER * 7) / 5 : ENDED_PERIODS * nominalDays[view.frequency];
}

/** Trading days (or periods) from the last value up to a day. */
export function laggingBy(view: SeriesView, day: number): number {
  const last = view.days.at(-1);
  if (last === undefined || day <= last) return 0;
  if (view.frequency !== 'daily') return Math.floor((day - last) / nominalDays[view.frequency]);
  return view.fit.continuous ? day - last : view.context.calendar.tradingDays(last + 1, day).length;
}

/**
 * A series that ended: others of its kind go on, or today is far beyond it. When others ended with it, the whole vault is
 * old: that is told as a note, for it says nothing of this series.
 */
export const ended: QualityCheck = {
  code: 'ended',
  gravity: 'doubt',
  refuses: false,
  repair: 'none',
  findings(view) {
    const last = view.days.at(-1);
    const { today, peers } = view.context;
    if (last === undefined || today - last <= patience(view)) return [];
    const others = peers?.last ?? today;
    const alone = Math.min(others, today) - last > patience(view);
    return [
      {
        ...{ from: last, to: last, count: laggingBy(view, today) },
        facts: { value: view.values.at(-1) ?? NaN },
        ...(alone ? {} : { gravity: 'note' as const })
      }
    ];
  }
};

const LATE = 90;

/** A series that begins long after the others: listed later, or cut off. */
export const lateListing: QualityCheck = {
  code: 'late-listing',
  gravity: 'note',
  refuses: false,
  repair: 'none',
  findings({ days, context: { peers } }) {
    const first = days[0];
    return first === undefined || !peers || first - peers.first <= LATE ? [] : [{ ...single(first), count: 0 }];
  }
};
