export { expectedIncome, monthsBetween } from './forecast';
export type { ExpectedIncome, ForecastBasis } from './forecast';
export { receivedIncome } from './received';
export type { IncomeKind, ReceivedIncome } from './received';
export { explainedExpected, explainedIncomeSum, explainedPayment } from './explained-income';
export type { ConvertedIncome, ExpectedFigure, PaymentFigure } from './explained-income';
export { trailingIncome } from './trailing';
export type { TrailingIncome } from './trailing';
