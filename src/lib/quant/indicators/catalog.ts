import type { Bars } from './bars';
import type { Indicator } from './indicator';
import { dema, ema, hma, kama, linearRegression, sma, smma, tema, trima, wma } from './averages/moving-averages';
import { vwap, vwma } from './averages/volume-averages';
import { bandwidth, bollinger, percentB } from './bands/bollinger';
import { donchian, keltner } from './bands/channels';
import { macd, percentagePrice } from './momentum/convergence';
import { awesome, commodityChannel, momentum, rateOfChange, ultimate } from './momentum/oscillators';
import { fastStochastic, slowStochastic, williamsR } from './momentum/stochastic';
import { chandeMomentum, rsi, stochasticRsi, trueStrength } from './momentum/strength';
import { aroon } from './trend/aroon';
import { adx } from './trend/directional';
import { ichimoku } from './trend/ichimoku';
import { parabolicSar } from './trend/parabolic-sar';
import { coppock, detrended, knowSureThing, regressionSlope, trix } from './trend/price-trends';
import { choppiness, massIndex, vortex } from './trend/range-trends';
import { supertrend } from './trend/supertrend';
import { deviation, drawdown, realisedVolatility, ulcer, zScore } from './volatility/dispersion';
import { atr, natr, trueRangeLine } from './volatility/ranges';
import { easeOfMovement, forceIndex } from './volume/effort';
import {
  accumulation,
  chaikinMoneyFlow,
  chaikinOscillator,
  moneyFlow,
  onBalanceVolume,
  priceVolumeTrend
} from './volume/flows';

/** Indicators by family. A new one is its descriptor, a line here and a row of the golden table. */
export const indicators = [
  sma,
  ema,
  wma,
  dema,
  tema,
  trima,
  hma,
  smma,
  kama,
  linearRegression,
  vwma,
  vwap,
  bollinger,
  percentB,
  bandwidth,
  keltner,
  donchian,
  adx,
  aroon,
  parabolicSar,
  ichimoku,
  supertrend,
  vortex,
  choppiness,
  massIndex,
  trix,
  detrended,
  regressionSlope,
  coppock,
  knowSureThing,
  rsi,
  macd,
  percentagePrice,
  fastStochastic,
  slowStochastic,
  stochasticRsi,
  williamsR,
  rateOfChange,
  momentum,
  commodityChannel,
  chandeMomentum,
  trueStrength,
  ultimate,
  awesome,
  atr,
  natr,
  trueRangeLine,
  realisedVolatility,
  deviation,
  zScore,
  drawdown,
  ulcer,
  onBalanceVolume,
  accumulation,
  chaikinOscillator,
  chaikinMoneyFlow,
  moneyFlow,
  priceVolumeTrend,
  forceIndex,
  easeOfMovement
] as const;

type Catalog = (typeof indicators)[number];

/** Name of an indicator. */
export type IndicatorId = Catalog['id'];

/** An indicator whose parameters are known by name only. */
export type AnyIndicator = Indicator<IndicatorId, string>;

const members: readonly AnyIndicator[] = indicators;

/** An indicator by its name. @throws RangeError when it is unknown. */
export function indicatorById(id: string): AnyIndicator {
  const found = members.find((one) => one.id === id);
  if (!found) throw new RangeError(`unknown indicator: ${id}`);
  return found;
}

/** Indicators that a series allows: those whose every input it has. */
export function indicatorsFor(bars: Bars): AnyIndicator[] {
  return members.filter(({ inputs }) => inputs.every((field) => bars[field] !== undefined));
}
