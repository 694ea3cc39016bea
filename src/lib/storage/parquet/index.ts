export {
  macroFromParquet,
  parquetOfMacro,
  parquetOfPrices,
  parquetOfRates,
  pricesFromParquet,
  ratesFromParquet
} from './series-files';
export type { ParquetReading } from './series-files';
export type { ParquetProblem } from './problem';
export { parquetFile } from './file';
export type { ParquetColumn } from './file';
