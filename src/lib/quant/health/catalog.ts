import type { HealthCheck } from './check';
import { amountDiffers, costsTooLarge, deliveryWithoutCost, exchangeTurnedRound } from './checks/amounts';
import { dividendAnnounced, splitAnnounced } from './checks/announced';
import { cashBelowZero, deliveryInTwo, transferInTwo } from './checks/cash';
import { inTheFuture, longAgo, settledBeforeTrade, weekendTrade } from './checks/dates';
import { double, sameIsin, splitTwice } from './checks/doubles';
import { dividendBeforeOwnership, dividendTooLarge } from './checks/income';
import { missingPrices, priceLeap, priceOffByHundred, seriesInHundredths, stalePrices } from './checks/prices';
import { unknownAccount, unknownInstrument } from './checks/records';
import { splitMissing } from './checks/splits';
import { cashDrifts, positionDrifts } from './checks/statements';
import { bondPastMaturity, multiplierMissing, optionPastExpiry } from './checks/terms';
import { overcovered, oversold, overtransferred } from './checks/units';

/** Every check, in the order in which a screen lists them. A new check is its file and a line here. */
export const healthChecks = [
  oversold,
  overtransferred,
  overcovered,
  cashDrifts,
  positionDrifts,
  cashBelowZero,
  unknownInstrument,
  unknownAccount,
  sameIsin,
  double,
  splitTwice,
  transferInTwo,
  deliveryInTwo,
  deliveryWithoutCost,
  dividendBeforeOwnership,
  dividendTooLarge,
  amountDiffers,
  costsTooLarge,
  exchangeTurnedRound,
  settledBeforeTrade,
  inTheFuture,
  longAgo,
  weekendTrade,
  optionPastExpiry,
  bondPastMaturity,
  multiplierMissing,
  missingPrices,
  stalePrices,
  priceOffByHundred,
  seriesInHundredths,
  priceLeap,
  splitMissing,
  splitAnnounced,
  dividendAnnounced
] as const satisfies readonly HealthCheck[];
