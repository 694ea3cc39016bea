import { binance } from './coins/binance';
import { coinGecko } from './coins/coin-gecko';
import { coinbase } from './coins/coinbase';
import { kraken } from './coins/kraken';
import { alpaca } from './keyed/alpaca';
import { alphaVantage } from './keyed/alpha-vantage';
import { eodhd } from './keyed/eodhd';
import { financialModelingPrep } from './keyed/financial-modeling-prep';
import { finnhub } from './keyed/finnhub';
import { marketDataApp } from './keyed/market-data-app';
import { massive } from './keyed/massive';
import { tiingo } from './keyed/tiingo';
import { twelveData } from './keyed/twelve-data';
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
  yahoo
];

/** Source by its id. */
export function providerById(id: string): Provider | undefined {
  return providers.find((one) => one.id === id);
}
