import { loadBackgroundSet, logged } from '$lib/storage/device';
import { backgroundChoice, type UpdateRecord } from './run-record';
import { updateMarket, type UpdateWorld } from './update-market';

/** Name under which the page registers periodic and one-time background work. */
export const MARKET_TAG = 'market';

/** What the service worker does when the browser wakes it: nothing that the person has not allowed. Never throws. */
export async function onBackgroundEvent(
  cause: 'periodic' | 'sync',
  world: UpdateWorld
): Promise<UpdateRecord | undefined> {
  try {
    if (!(await backgroundChoice()).whileClosed) return undefined;
    return await updateMarket({ rows: await loadBackgroundSet(), cause, mayUnseal: false }, world);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await logged([{ at: world.now(), level: 'error', area: 'background', event: 'failed', data: { cause, text } }]);
    return undefined;
  }
}
