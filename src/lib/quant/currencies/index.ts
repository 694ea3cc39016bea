export { rateBetween, seriesInCurrency } from './converted-series';
export { closesJoined, joinsByInstrument } from './closes-joined';
export type { JoinsByInstrument } from './closes-joined';
