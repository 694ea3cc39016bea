import { dayFromCivil } from '$lib/domain/calendar';
import { date } from '$lib/ui/format';

/** A moment in milliseconds as a person reads it: day and time of the place. */
export function momentText(milliseconds: number): string {
  const at = new Date(milliseconds);
  const day = dayFromCivil(at.getFullYear(), at.getMonth() + 1, at.getDate());
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date(day)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}
