export { enabledOrigins } from '$lib/storage/device';
export { policyWith } from './content-policy';
export { MARKET_TAG, onBackgroundEvent } from './on-event';
export { backgroundChoice, lastUpdate, saveBackgroundChoice } from './run-record';
export type { BackgroundChoice, UpdateCause, UpdateRecord, UpdateResult } from './run-record';
export { providerOf } from './source-provider';
export { updateMarket } from './update-market';
export type { MarketUpdate, UpdateWorld } from './update-market';
