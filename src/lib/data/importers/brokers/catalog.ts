import type { StatementReader } from '../sheet/reader';
import { vanguard } from './vanguard/vanguard';
import { fidelity } from './fidelity/fidelity';
import { ibkrCsv } from './ibkr-csv/ibkr-csv';
import { ibkrFlex } from './ibkr-flex/ibkr-flex';
import { ofx } from './ofx/ofx';
import { binance } from './binance/binance';
import { coinbase } from './coinbase/coinbase';
import { coinbasePro } from './coinbase-pro/coinbase-pro';
import { degiroAccount, degiroTransactions } from './degiro/degiro';
import { etoro } from './etoro/etoro';
import { kraken } from './kraken/kraken';
import { nexo } from './nexo/nexo';
import { revolutInvest, revolutOther } from './revolut/revolut';
import { swissquote } from './swissquote/swissquote';
import { tradeRepublic } from './trade-republic/trade-republic';
import { trading212 } from './trading-212/trading-212';
import { qif } from './qif/qif';
import { ghostfolioCsv } from './ghostfolio/ghostfolio-csv';
import { ghostfolioJson } from './ghostfolio/ghostfolio-json';
import { parqet } from './parqet/parqet';
import { portfolioPerformanceCsv } from './portfolio-performance/portfolio-performance-csv';
import { portfolioPerformance, portfolioPerformanceBinary } from './portfolio-performance/portfolio-performance';
import { schwab } from './schwab/schwab';
import { wealthfolio } from './wealthfolio/wealthfolio';

/** Every reader of a particular format, in the order in which they are tried. */
export const readers: readonly StatementReader[] = [
  coinbasePro,
  coinbase,
  kraken,
  binance,
  nexo,
  trading212,
  degiroAccount,
  degiroTransactions,
  tradeRepublic,
  swissquote,
  etoro,
  revolutInvest,
  revolutOther,
  schwab,
  ghostfolioCsv,
  ghostfolioJson,
  parqet,
  wealthfolio,
  portfolioPerformance,
  portfolioPerformanceBinary,
  portfolioPerformanceCsv,
  qif,
  ofx,
  ibkrFlex,
  ibkrCsv,
  fidelity,
  vanguard
];
