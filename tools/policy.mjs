/** The content policy of the app, as SvelteKit's csp directives. Every way of serving the app says this one. */
export const directives = {
  'default-src': ['none'],
  'script-src': ['self', 'wasm-unsafe-eval'],
  'style-src': ['self'],
  'style-src-attr': ['unsafe-inline'],
  'img-src': ['self', 'data:', 'blob:'],
  'connect-src': ['self'],
  'worker-src': ['self'],
  'font-src': ['self'],
  'manifest-src': ['self'],
  'base-uri': ['self'],
  'form-action': ['self'],
  'object-src': ['none']
};

/**
 * What is reached at all: sources of market data, and a person's own proxy on this machine. Only the service worker's script
 * is given it, which refuses every origin that is not enabled; a policy beside it can narrow this and never widen.
 */
const reachable = ['self', 'https:', 'http://127.0.0.1:*', 'http://localhost:*'];

/**
 * The policy inside the pages. It holds together with the header, and the service worker writes the enabled origins into the
 * header alone: what stands in a page must leave room for them.
 */
export const pageDirectives = { ...directives, 'connect-src': reachable };

const quoted = new Set(['self', 'none', 'unsafe-inline', 'wasm-unsafe-eval']);

function source(value) {
  return quoted.has(value) || value.startsWith('sha256-') ? `'${value}'` : value;
}

/** The policy as one header; scriptHashes are those of the inline scripts of the built pages. */
export function policyText(scriptHashes = [], said = directives) {
  const parts = Object.entries(said).map(([name, values]) => {
    const all = name === 'script-src' ? [...values, ...scriptHashes] : values;
    return `${name} ${all.map(source).join(' ')}`;
  });
  return [...parts, "frame-ancestors 'none'"].join('; ');
}

/** The headers of every answer: pages, scripts and workers alike. */
export function securityHeaders(scriptHashes = []) {
  return {
    'Content-Security-Policy': policyText(scriptHashes),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff'
  };
}

/** The content policy of the service worker's own script: it asks sources while no page is open. */
export function serviceWorkerPolicy() {
  return policyText([], { ...directives, 'connect-src': reachable });
}
