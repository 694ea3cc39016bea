import { binance } from './coins/binance';
import { coinGecko } from './coins/coin-gecko';
import { coinbase } from './coins/coinbase';
import { kraken } from './coins/kraken';
import { files } from './files/files';
import { alpaca } from './keyed/alpaca';
import { alphaVantage } from './keyed/alpha-vantage';
import { eodhd } from './keyed/eodhd';
import { financialModelingPrep } from './keyed/financial-modeling-prep';
import { finnhub } from './keyed/finnhub';
import { marketDataApp } from './keyed/market-data-app';
import { massive } from './keyed/massive';
import { tiingo } from './keyed/tiingo';
import { twelveData } from './keyed/twelve-data';
import { datahub } from './open/datahub';
import { dbnomics } from './open/dbnomics';
import { ecb } from './open/ecb';
import { eurostat } from './open/eurostat';
import { frankfurter } from './open/frankfurter';
import { fred } from './open/fred';
import { french } from './open/french';
import { gdelt } from './open/gdelt';
import { shiller } from './open/shiller';
import { usFiscalData } from './open/us-fiscal-data';
import { usTreasury } from './open/us-treasury';
import type { Provider } from './provider';
import { yahoo } from './proxied/yahoo';

/** Every source of market data, in the order in which the screen lists them. A new one is its file and a line here. */
export const providers: readonly Provider[] = [
  twelveData,
  marketDataApp,
  alphaVantage,
  finnhub,
  financialModelingPrep,
  massive,
  tiingo,
  eodhd,
  alpaca,
  coinGecko,
  binance,
  coinbase,
  kraken,
  yahoo,
  frankfurter,
  ecb,
  dbnomics,
  eurostat,
  usTreasury,
  usFiscalData,
  fred,
  datahub,
  shiller,
  french,
  gdelt,
  files
];

/** Source by its id. */
export function providerById(id: string): Provider | undefined {
  return providers.find((one) => one.id === id);
}
