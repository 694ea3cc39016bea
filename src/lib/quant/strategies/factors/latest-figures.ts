import { columnsWith } from '../seen/recent';
import type { Scored } from '../trend/ranked';
import type { Window } from '../window';

/** The last known figure of each traded instrument that has one. @throws RangeError when the market brings none of that name. */
export function latestFigures(window: Window, name: string): Scored[] {
  const found: Scored[] = [];
  for (const { column } of columnsWith(window, 1)) {
    const figures = window.figures(name, column);
    if (!figures) throw new RangeError(`no figures of the name ${name}`);
    const score = figures.findLast((value) => Number.isFinite(value));
    if (score !== undefined) found.push({ column, score });
  }
  return found;
}
