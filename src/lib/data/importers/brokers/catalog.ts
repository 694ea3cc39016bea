import type { StatementReader } from '../sheet/reader';
import { ofx } from './ofx/ofx';
import { binance } from './binance/binance';
import { coinbase } from './coinbase/coinbase';
import { coinbasePro } from './coinbase-pro/coinbase-pro';
import { kraken } from './kraken/kraken';
import { nexo } from './nexo/nexo';
import { qif } from './qif/qif';
import { ghostfolioCsv } from './ghostfolio/ghostfolio-csv';
import { ghostfolioJson } from './ghostfolio/ghostfolio-json';
import { parqet } from './parqet/parqet';
import { schwab } from './schwab/schwab';
import { wealthfolio } from './wealthfolio/wealthfolio';

/** Every reader of a particular format, in the order in which they are tried. */
export const readers: readonly StatementReader[] = [
  coinbasePro,
  coinbase,
  kraken,
  binance,
  nexo,
  schwab,
  ghostfolioCsv,
  ghostfolioJson,
  parqet,
  wealthfolio,
  qif,
  ofx
];
