import loadHighs from 'highs';
import { highsEngine } from '../../src/lib/compute/worker/highs-engine';
import type { LinearEngine } from '../../src/lib/math/optimize';

/** The engine as the worker has it, loaded from the package. */
export async function loadedEngine(): Promise<LinearEngine> {
  return highsEngine(await loadHighs());
}
