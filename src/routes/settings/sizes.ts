import { defaultLocale } from '$lib/ui/format';

/** Bytes as a person reads them. */
export function sizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString(defaultLocale, { maximumFractionDigits: digits })} ${unit}`;
}
