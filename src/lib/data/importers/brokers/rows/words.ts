import { plainName } from '../../sheet/table-rows';

/** Words as they are compared: lower case, accents off, text broken by a wrong encoding mended, single blanks. */
export function plainWords(text: string): string {
  return mended(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** UTF-8 that was read as windows-1252 once, read rightly ("CrÃ©dito" is "Crédito"). */
export function mended(text: string): string {
  if (!/[ÃÂ][\u0080-\u00bf]/.test(text)) return text;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const whole = Array.from(text).every((character) => character.charCodeAt(0) < 256);
  return whole ? new TextDecoder('utf-8').decode(bytes) : text;
}

/** True when a header has all of these columns. */
export function hasColumns(names: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.every((name) => names.includes(plainName(name)));
}
