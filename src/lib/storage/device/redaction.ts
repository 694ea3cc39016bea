const SECRET_NAME =
  /([?&;\s"']|^)([\w-]*(?:key|token|secret|password|passphrase|auth|signature)[\w-]*)(["']?\s*[=:]\s*["']?)([^\s&"';,]+)/gi;
const BEARER = /\b(Bearer|Basic|Token)\s+[^\s"',;]+/gi;
const LONG = /\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}\b/g;
const AMOUNT =
  /(?<![\w-])[-+\u2212]?\d{1,3}(?:[,\u2019' ]\d{3})+(?:\.\d+)?|(?<![\w-])[-+\u2212]?\d+[.,]\d+|[$€£¥]\s?\d+/g;

const HIDDEN = '…';

/** A secret as it is, or with any of its characters written as in an address. */
function anyForm(secret: string): RegExp {
  const forms = Array.from(secret, (one) => {
    const bytes = Array.from(new TextEncoder().encode(one), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
      ''
    );
    return `(?:${one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}|${bytes})`;
  });
  return new RegExp(forms.join(''), 'gi');
}

/**
 * Text as it may stand in the log: values of what is named like a key, long tokens, queries of addresses and amounts are
 * taken out. `secrets` are values known to be secret, in whatever way they are written.
 */
export function redacted(text: string, secrets: readonly string[] = []): string {
  let out = text;
  for (const secret of secrets) if (secret !== '') out = out.replaceAll(anyForm(secret), HIDDEN);
  return out
    .replace(/(https?:\/\/[^\s?#"']+)[?#][^\s"']*/gi, `$1?${HIDDEN}`)
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(SECRET_NAME, `$1$2$3${HIDDEN}`)
    .replace(LONG, HIDDEN)
    .replace(AMOUNT, HIDDEN);
}

/** Values of an entry with every text redacted. */
export function redactedValues(
  data: Readonly<Record<string, string | number | boolean>>
): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? redacted(value) : value])
  );
}
