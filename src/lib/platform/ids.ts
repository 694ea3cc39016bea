/** An id that no other call returns. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A seed for a simulation, 0 to 2^32 - 1; it is shown and saved, so that the run can be repeated. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A passphrase of 24 letters and digits that cannot be mistaken for each other, 118 bits. */
export function randomPassphrase(): string {
  const groups: string[] = [];
  let letters = '';
  while (groups.length < 6) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes past the last whole round of letters would make some of them likelier.
      if (byte >= 256 - (256 % LETTERS.length) || groups.length === 6) continue;
      letters += LETTERS[byte % LETTERS.length] ?? '';
      if (letters.length < 4) continue;
      groups.push(letters);
      letters = '';
    }
  }
  return groups.join('-');
}
