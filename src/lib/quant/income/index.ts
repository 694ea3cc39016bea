export { expectedIncome, monthsBetween } from './forecast';
export type { ExpectedIncome, ForecastBasis } from './forecast';
export { receivedIncome } from './received';
export type { IncomeKind, ReceivedIncome } from './received';
