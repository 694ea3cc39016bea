import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { ReturnMatrix } from '$lib/quant/moments';
import { begunStrategy, knownStrategy, strategyContext, type StrategySpec } from './catalog';

/** Strategies whose weights are estimated from the returns they see and from nothing else. */
const estimated = new Set(['inverse-volatility', 'minimum-variance', 'risk-parity', 'optimizer', 'allocation']);

/** True for a strategy whose weights can be learned on any part of the past. */
export const estimatedByPast = ({ strategy }: { readonly strategy: string }): boolean => estimated.has(strategy);

/**
 * Weights that a strategy decides when it has seen these returns and no others, in the order of their columns; all zero,
 * which is cash, where they are too few for it. Cash earns nothing. @throws RangeError on a strategy that decides something
 * else than weights, or parameters that make no sense.
 */
export function weightsOfTraining(spec: StrategySpec, returns: ReturnMatrix, periodsPerYear: number): Float64Array {
  const { values, rows, columns } = returns;
  const instruments = returns.instruments ?? Array.from({ length: columns }, (_, i) => instrumentId(`c${i}`));
  const context = strategyContext(instruments, { periodsPerYear, cashRate: 0 });
  const needed = Math.max(rows + 1, 2);
  const closes = instruments.map((_, i) => {
    const row = new Float64Array(needed);
    row[0] = 100;
    for (let t = 0; t < rows; t++) row[t + 1] = row[t] * (1 + values[t * columns + i]);
    return row;
  });
  const held = { value: 1, cash: 1, weights: new Float64Array(columns), peak: 1, invested: 1 };
  if (knownStrategy(spec, context).history > needed) return held.weights;
  const decision = begunStrategy(spec, context).decide({
    instruments,
    days: Int32Array.from({ length: needed }, (_, t) => t),
    tradingDay: dayFromNumber(needed),
    start: dayFromNumber(0),
    closes: (column) => closes[column],
    figures: () => undefined,
    held
  });
  if (!decision) return held.weights;
  if (decision.kind !== 'weights') throw new RangeError(`${spec.strategy} decides no weights`);
  return decision.weights.map((weight) => (Number.isNaN(weight) ? 0 : weight));
}
