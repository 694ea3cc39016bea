import type { TestProject } from 'vitest/node';
import { madeSeries } from './made-series.mjs';
import { startLoopback } from './server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the source of the tests. */
    readonly loopback: string;
  }
}

/** A source of market data on this machine for the tests in the browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startLoopback({ answer: madeSeries, latency: 10 });
  provide('loopback', server.url);
  return server.stop;
}
