import { deviceSetting, loadSources } from './sources';

/** Name of the setting that holds a person's own proxy: an address with {url} in it. */
export const PROXY_TEMPLATE = 'proxy-template';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

const parsed = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/**
 * An origin that the content policy may name: https, or plain http to this machine, where a person's own proxy runs.
 * Undefined for anything else: a pattern, an address with a path, or text that would end the directive.
 */
export function allowedOrigin(text: string): string | undefined {
  const url = parsed(text);
  if (!url || url.origin !== text || /[\s;,'"*]/.test(text)) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)) ? text : undefined;
}

/** Origin of a proxy's template; undefined when it has no place for the address or may not be reached. */
export function proxyOrigin(template: unknown): string | undefined {
  if (typeof template !== 'string' || !template.includes('{url}')) return undefined;
  const origin = parsed(template)?.origin;
  return origin === undefined ? undefined : allowedOrigin(origin);
}

/** Address of a request through the proxy. */
export function throughProxy(template: string, url: string): string {
  return template.replaceAll('{url}', () => encodeURIComponent(url));
}

/**
 * Origins that the content policy must allow: those of the sources a person has enabled, or of their proxy where a source
 * is asked through it. Sorted, each once, none that {@link allowedOrigin} refuses.
 */
export async function enabledOrigins(): Promise<string[]> {
  const [rows, template] = await Promise.all([loadSources(), deviceSetting(PROXY_TEMPLATE)]);
  const proxy = proxyOrigin(template);
  const wanted = rows
    .filter((row) => row.enabled)
    .flatMap((row) => (row.viaProxy ? (proxy === undefined ? [] : [proxy]) : row.origins));
  return [...new Set(wanted.flatMap((one) => allowedOrigin(one) ?? []))].sort();
}
