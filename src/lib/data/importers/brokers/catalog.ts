import type { StatementReader } from '../sheet/reader';
import { vanguard } from './vanguard/vanguard';
import { vanguardUk } from './vanguard/vanguard-uk';
import { fidelity } from './fidelity/fidelity';
import { ibkrActivity } from './ibkr-csv/ibkr-activity';
import { ibkrCsv } from './ibkr-csv/ibkr-csv';
import { ibkrFlex } from './ibkr-flex/ibkr-flex';
import { ofx } from './ofx/ofx';
import { binance } from './binance/binance';
import { binanceTrades } from './binance/trades';
import { coinbase } from './coinbase/coinbase';
import { coinbasePro } from './coinbase-pro/coinbase-pro';
import { coinbaseProFills } from './coinbase-pro/fills';
import { degiroAccount, degiroTransactions } from './degiro/degiro';
import { etoro } from './etoro/etoro';
import { freetrade } from './freetrade/freetrade';
import { gemini } from './gemini/gemini';
import { kraken } from './kraken/kraken';
import { nexo } from './nexo/nexo';
import { revolutAccount, revolutInvest, revolutOther } from './revolut/revolut';
import { swissquote } from './swissquote/swissquote';
import { tradeRepublic } from './trade-republic/trade-republic';
import { trading212 } from './trading-212/trading-212';
import { qif } from './qif/qif';
import { ghostfolioCsv } from './ghostfolio/ghostfolio-csv';
import { ghostfolioJson } from './ghostfolio/ghostfolio-json';
import { parqet } from './parqet/parqet';
import { portfolioPerformanceCsv } from './portfolio-performance/portfolio-performance-csv';
import { portfolioPerformance, portfolioPerformanceBinary } from './portfolio-performance/portfolio-performance';
import { schwabAwards } from './schwab/equity-awards';
import { schwab } from './schwab/schwab';
import { sextant } from './sextant/sextant';
import { wealthfolio } from './wealthfolio/wealthfolio';

/** Every reader of a particular format, in the order in which they are tried. */
export const readers: readonly StatementReader[] = [
  sextant,
  coinbasePro,
  coinbaseProFills,
  coinbase,
  kraken,
  binance,
  binanceTrades,
  nexo,
  gemini,
  trading212,
  degiroAccount,
  degiroTransactions,
  tradeRepublic,
  swissquote,
  etoro,
  freetrade,
  revolutInvest,
  revolutOther,
  revolutAccount,
  schwab,
  schwabAwards,
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
  ibkrActivity,
  ibkrCsv,
  fidelity,
  vanguard,
  vanguardUk
];
