import { allowedOrigin } from '$lib/storage/device';

/**
 * A content policy with more origins in its connect-src, and nothing else of it changed. Origins that may not be named are
 * left out; a policy without connect-src comes back as it is.
 */
export function policyWith(policy: string, origins: readonly string[]): string {
  const named = origins.flatMap((one) => allowedOrigin(one) ?? []);
  if (named.length === 0) return policy;
  return policy
    .split(';')
    .map((directive) => (/^\s*connect-src\s/.test(directive) ? [directive, ...named].join(' ') : directive))
    .join(';');
}
