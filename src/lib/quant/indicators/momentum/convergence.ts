import { closeByClose, days, type CloseByClose } from '../indicator';
import { exponentialSteps } from '../smoothing';

interface MacdParameters {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}
const parameters = { fast: days(12), slow: days(26), signal: days(9) };
const warm = ({ slow }: MacdParameters) => slow - 1;
const warmSignal = ({ slow, signal }: MacdParameters) => slow + signal - 2;
const refusal = ({ fast, slow }: MacdParameters) =>
  fast >= slow ? `the fast window of ${fast} days is not below the slow one of ${slow}` : undefined;
const convention =
  'each average begins at its own first day with the plain mean; TA-Lib begins the fast one with the slow one, which fades within some hundred days';

function steps({ fast, slow, signal }: MacdParameters, apart: (fast: number, slow: number) => number): CloseByClose {
  const [quick, long, average] = [fast, slow, signal].map(exponentialSteps);
  return (close) => {
    const difference = apart(quick(close), long(close));
    const mean = average(difference);
    return [difference, mean, difference - mean];
  };
}

/** Fast less slow exponential average, its own average as signal, and the difference of the two. */
export const macd = closeByClose({
  id: 'macd',
  name: 'MACD',
  group: 'momentum',
  parameters,
  lines: [
    { id: 'macd', name: 'MACD', unit: 'price', place: 'below', warmUp: warm },
    { id: 'signal', name: 'Signal', unit: 'price', place: 'below', warmUp: warmSignal },
    { id: 'histogram', name: 'Histogram', unit: 'price', place: 'below', form: 'columns', warmUp: warmSignal }
  ],
  source: 'Appel (1979), The Moving Average Convergence-Divergence Method',
  convention,
  levels: [0],
  refusal,
  begin: (given) => steps(given, (fast, slow) => fast - slow)
});

/** MACD as a fraction of the slow average, so that instruments compare. */
export const percentagePrice = closeByClose({
  id: 'percentage-price',
  name: 'Percentage price oscillator',
  group: 'momentum',
  parameters,
  lines: [
    { id: 'ppo', name: 'PPO', unit: 'fraction', place: 'below', warmUp: warm },
    { id: 'signal', name: 'Signal', unit: 'fraction', place: 'below', warmUp: warmSignal },
    { id: 'histogram', name: 'Histogram', unit: 'fraction', place: 'below', form: 'columns', warmUp: warmSignal }
  ],
  source: 'Achelis (1995), Technical Analysis from A to Z',
  convention,
  levels: [0],
  refusal,
  begin: (given) => steps(given, (fast, slow) => fast / slow - 1)
});
