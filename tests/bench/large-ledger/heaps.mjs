import { readFile } from 'node:fs/promises';

const attaching = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };

/** Memory of a page and of its workers by the browser's own count: script heaps and the buffers behind them. */
export class Heaps {
  #page;
  #workers = new Map();
  #answers = new Map();
  #asked = 0;

  constructor(session) {
    this.#page = session;
  }

  /** Follows the workers that the page starts from now on, and those that they start. */
  async follow() {
    this.#page.on('Target.attachedToTarget', (event) => this.#attached([], event));
    this.#page.on('Target.detachedFromTarget', (event) => this.#detached([], event));
    this.#page.on('Target.receivedMessageFromTarget', (event) => this.#received([], event));
    await this.#page.send('Target.setAutoAttach', attaching);
  }

  #attached(path, { sessionId, targetInfo }) {
    if (targetInfo.type !== 'worker') return;
    const own = [...path, sessionId];
    this.#workers.set(own.join(' '), { path: own, url: targetInfo.url });
    void this.#ask(own, 'Target.setAutoAttach', attaching);
  }

  #detached(path, { sessionId }) {
    const gone = [...path, sessionId].join(' ');
    for (const key of [...this.#workers.keys()]) if (key.startsWith(gone)) this.#workers.delete(key);
  }

  #received(path, { sessionId, message }) {
    const { id, result, method, params } = JSON.parse(message);
    const from = [...path, sessionId];
    if (method === 'Target.attachedToTarget') this.#attached(from, params);
    else if (method === 'Target.detachedFromTarget') this.#detached(from, params);
    else if (method === 'Target.receivedMessageFromTarget') this.#received(from, params);
    this.#answers.get(id)?.(result);
    this.#answers.delete(id);
  }

  /** Bytes now, after a collection of garbage unless told otherwise. */
  async measured({ collect = true } = {}) {
    if (collect) await this.#page.send('HeapProfiler.collectGarbage');
    const page = bytesOf(await this.#page.send('Runtime.getHeapUsage'));
    let workers = 0;
    const each = [];
    for (const { path, url } of [...this.#workers.values()]) {
      if (collect) await this.#ask(path, 'HeapProfiler.collectGarbage');
      const usage = await this.#ask(path, 'Runtime.getHeapUsage');
      if (!usage) continue;
      workers += bytesOf(usage);
      each.push({ url, ...usage });
    }
    return { page, workers, total: page + workers, each };
  }

  #ask(path, method, params = {}) {
    const id = ++this.#asked;
    const answer = new Promise((resolve) => {
      this.#answers.set(id, resolve);
      setTimeout(() => resolve(undefined), 20_000).unref();
    });
    // A worker of a worker is reached through the worker that started it.
    const [first, ...inner] = path;
    let message = JSON.stringify({ id, method, params });
    for (const sessionId of inner.toReversed())
      message = JSON.stringify({
        id: ++this.#asked,
        method: 'Target.sendMessageToTarget',
        params: { sessionId, message }
      });
    return this.#page.send('Target.sendMessageToTarget', { sessionId: first, message }).then(
      () => answer,
      () => undefined
    );
  }
}

function bytesOf({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }) {
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/**
 * Bytes that the largest process of a page keeps to itself, WebAssembly and uncollected garbage included: what the
 * system counts (Linux; elsewhere undefined).
 */
export async function processBytes(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ownBytes(id)));
  const known = sizes.filter((size) => size !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

async function ownBytes(id) {
  try {
    const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
    const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
    return 1024 * kilobytes.reduce((sum, size) => sum + size, 0);
  } catch {
    return undefined;
  }
}
