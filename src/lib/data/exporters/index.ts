export { transactionsCsv } from './transactions-csv';
