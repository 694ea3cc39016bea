import { datedPeriod, civilDay } from '../reply/strict-values';

/** How the days of a reply are written. 'iso' also names months, quarters and years. */
export const dateForms = ['iso', 'YYYYMMDD', 'DD.MM.YYYY', 'MM/DD/YYYY', 'unix-seconds', 'unix-milliseconds'] as const;
export type DateForm = (typeof dateForms)[number];

const ABSENT = new Set(['', '-', '.', 'N/A', 'n/a', 'NA', 'NaN', 'null', 'None', '#N/A']);
const written = {
  '.': /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?$/,
  ',': /^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?:[eE][-+]?\d+)?$/
} as const;

/** Day of a value as written in a form; undefined for any other. A time after a day is not looked at. */
export function writtenDay(value: unknown, form: DateForm): number | undefined {
  if (form === 'unix-seconds' || form === 'unix-milliseconds') {
    const count =
      typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : NaN;
    const seconds = form === 'unix-seconds' ? count : count / 1000;
    return Number.isFinite(seconds) && Math.abs(seconds) < 1e11 ? Math.floor(seconds / 86_400) : undefined;
  }
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  if (form === 'iso') return datedPeriod(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:/.exec(text)?.[1] ?? text)?.day;
  const parts =
    form === 'YYYYMMDD'
      ? /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/.exec(text)
      : form === 'DD.MM.YYYY'
        ? /^(?<day>\d{1,2})[./-](?<month>\d{1,2})[./-](?<year>\d{4})$/.exec(text)
        : /^(?<month>\d{1,2})[./-](?<day>\d{1,2})[./-](?<year>\d{4})$/.exec(text);
  const { year = '', month = '', day = '' } = parts?.groups ?? {};
  return parts ? civilDay(year, month, day) : undefined;
}

/** Number of a value: itself, or text with a mark of decimals; null where the source says that there is none, undefined for anything else. */
export function writtenNumber(value: unknown, mark: '.' | ','): number | null | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (ABSENT.has(text)) return null;
  if (!written[mark].test(text)) return undefined;
  const plain = mark === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  const found = Number(plain);
  return Number.isFinite(found) ? found : undefined;
}
