import { parentPort, workerData } from 'node:worker_threads';
import { madeSeries } from './made-series.mjs';
import { startLoopback } from './server.mjs';

// A source in a thread of its own, as a source is: what it does takes nothing from who asks. Answers are made once.
const made = new Map();
const server = await startLoopback({
  latency: workerData.latency,
  answer(target) {
    if (!made.has(target)) made.set(target, madeSeries(target));
    return made.get(target);
  }
});
parentPort?.postMessage(server.url);
