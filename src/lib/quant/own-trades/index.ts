export { ownTrades } from './own-trades';
export type { OwnTrades } from './own-trades';
