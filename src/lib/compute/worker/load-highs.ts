import wasmAddress from 'highs/runtime?url';
import type { LinearEngine } from '$lib/math/optimize';
import { highsEngine } from './highs-engine';

let loaded: Promise<LinearEngine> | undefined;

/** The engine of linear and mixed-integer programs, fetched from our own origin when it is first asked for, and kept. */
export function linearEngine(): Promise<LinearEngine> {
  loaded ??= import('highs').then(async ({ default: load }) => {
    const highs = await load({ locateFile: () => new URL(wasmAddress, import.meta.url).href });
    return highsEngine(highs);
  });
  return loaded;
}
