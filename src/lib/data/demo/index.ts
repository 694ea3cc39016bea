export { seriesFromColumns } from './columns';
export { demoLedgerFromText } from './ledger';
export type { DemoLedger } from './ledger';
