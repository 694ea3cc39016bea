import type { StatementReader } from '../sheet/reader';
import { ghostfolioCsv } from './ghostfolio/ghostfolio-csv';
import { ghostfolioJson } from './ghostfolio/ghostfolio-json';
import { parqet } from './parqet/parqet';
import { schwab } from './schwab/schwab';
import { wealthfolio } from './wealthfolio/wealthfolio';

/** Every reader of a particular format, in the order in which they are tried. */
export const readers: readonly StatementReader[] = [schwab, ghostfolioCsv, ghostfolioJson, parqet, wealthfolio];
