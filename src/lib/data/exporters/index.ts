export type { ExportedFiles, ExportSource, Rewording } from './exported';
export { ghostfolioCsv } from './ghostfolio-csv';
export { portfolioPerformanceCsv } from './portfolio-performance-csv';
export { transactionsCsv } from './transactions-csv';
