import { createServer } from 'node:http';

/**
 * A source of market data on this machine. An address is /MODE/rest, /once:MODE/rest (the first request for it only, then
 * well) or either with ?url=... as a proxy takes it. What is answered well comes from `answer`, which is given the rest or the
 * address that the proxy was asked for.
 *
 * @typedef {{ status?: number, contentType?: string, headers?: Record<string, string>, body: string | Uint8Array }} Answer
 * @typedef {{ mode: string, rest: string, at: number }} Call
 */

/** How a request can go wrong. Each is given the answer that it should have got. */
const modes = {
  ok: send,
  'no-cors': send,
  'throttled-seconds': (response) => refuse(response, 429, { 'retry-after': '2' }),
  'throttled-date': (response) => refuse(response, 429, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }),
  'throttled-bare': (response) => refuse(response, 429, {}),
  'throttled-no-cors': (response) => refuse(response, 429, {}),
  unavailable: (response) => refuse(response, 503, {}),
  failing: (response) => refuse(response, 500, {}),
  cut: (response, answer) => send(response, { ...answer, body: bytesOf(answer.body).subarray(0, half(answer)) }),
  malformed: (response, answer) => send(response, { ...answer, body: '{"unexpected": [1, 2, ' }),
  html: (response, answer) =>
    send(response, {
      ...answer,
      contentType: 'text/html; charset=utf-8',
      body: '<!doctype html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>'
    }),
  drip: (response, answer) => drip(response, answer),
  silent: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
  reset: (response) => response.socket?.resetAndDestroy(),
  'reset-half-way': (response, answer) => {
    const bytes = bytesOf(answer.body);
    response.writeHead(200, {
      'content-type': answer.contentType ?? 'application/json',
      'content-length': bytes.length
    });
    response.write(bytes.subarray(0, half(answer)), () => response.socket?.resetAndDestroy());
  },
  'wrong-length': (response, answer) => {
    const bytes = bytesOf(answer.body);
    response.writeHead(200, {
      'content-type': answer.contentType ?? 'application/json',
      'content-length': bytes.length + 50
    });
    response.write(bytes, () => response.socket?.destroy());
  },
  empty: (response, answer) => send(response, { ...answer, body: '' }),
  redirect: (response, _answer, request) => {
    response.writeHead(302, { location: request.url.replace(/^\/(once:)?redirect/, '/ok') });
    response.end();
  }
};

const withoutCors = new Set(['no-cors', 'throttled-no-cors']);

/** Names of the ways in which a request can go. */
export const loopbackModes = Object.keys(modes);

const bytesOf = (body) => (typeof body === 'string' ? Buffer.from(body) : Buffer.from(body));
const half = (answer) => bytesOf(answer.body).length >> 1;

function send(response, { status = 200, contentType = 'application/json', headers = {}, body }) {
  const bytes = bytesOf(body);
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
}

function refuse(response, status, headers) {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain' });
  response.end(status === 500 ? 'Internal Server Error' : 'Too Many Requests');
}

/** One byte at a time, for a second at least: slower than anyone waits. */
function drip(response, answer) {
  const bytes = bytesOf(answer.body);
  response.writeHead(200, { 'content-type': answer.contentType ?? 'application/json', 'content-length': bytes.length });
  let at = 0;
  const timer = setInterval(
    () => {
      if (at >= bytes.length) response.end();
      else response.write(bytes.subarray(at, ++at));
    },
    Math.max(20, 1000 / bytes.length)
  );
  response.on('close', () => clearInterval(timer));
}

/**
 * Starts a server.
 * @param {{ answer: (target: string) => Answer | undefined, latency?: number, port?: number }} options `latency` in milliseconds.
 */
export async function startLoopback({ answer, latency = 0, port = 0 }) {
  /** @type {Call[]} */
  const calls = [];
  const asked = new Set();
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, place = '', ...path] = address.pathname.split('/');
    const first = place.startsWith('once:');
    const rest = `${path.join('/')}${address.search}`;
    const named = first ? place.slice(5) : place;
    const isAgain = asked.has(`${place}/${rest}`);
    const mode = first && isAgain ? 'ok' : named;
    if (!withoutCors.has(mode)) {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', '*');
      response.setHeader('access-control-expose-headers', 'retry-after');
    }
    // What was asked so far, for those who stand at the other end of a browser.
    if (place === 'calls') return send(response, { body: JSON.stringify(calls.map((call) => call.rest)) });
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    asked.add(`${place}/${rest}`);
    calls.push({ mode, rest, at: performance.now() });
    request.resume();
    const target = address.searchParams.get('url') ?? rest;
    const reply = () => {
      const found = answer(target);
      const act = modes[mode];
      if (!found || !act) return send(response, { status: 404, contentType: 'text/plain', body: 'Not Found' });
      act(response, found, request);
    };
    if (latency > 0) setTimeout(reply, latency);
    else reply();
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;
  return {
    url,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      })
  };
}
