/**
 * True for a whole ISIN (ISO 6166): two letters, nine letters or digits, and a check digit by the Luhn sum over the digits, in
 * which a letter stands for two of them (A is 10, Z is 35). Case and spaces around are ignored.
 */
export function isIsin(text: string): boolean {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(code)) return false;
  const digits = [...code].map((letter) => Number.parseInt(letter, 36)).join('');
  let sum = 0;
  for (let back = 0; back < digits.length; back++) {
    const digit = Number(digits[digits.length - 1 - back]);
    const weighed = back % 2 === 1 ? 2 * digit : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** True for what has the shape of a market identifier code (ISO 10383): four capital letters or digits, a letter first. */
export function isMarketCode(text: string): boolean {
  return /^[A-Z][A-Z0-9]{3}$/.test(text);
}
