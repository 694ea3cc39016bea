import type { InstrumentId } from '$lib/domain/instruments';
import type { InstrumentWeight } from '$lib/quant/optimization';
import type { Decision } from '../strategy';

/** A decision for weights. */
export const weightsDecision = (weights: Float64Array): Decision => ({ kind: 'weights', weights });

/**
 * Weights in the order of the instruments, zero where none is given. @throws RangeError on an instrument that is not
 * among them or a weight that is no number.
 */
export function weightsInOrder(instruments: readonly InstrumentId[], given: readonly InstrumentWeight[]): Float64Array {
  const weights = new Float64Array(instruments.length);
  given.forEach(({ instrument, weight }, k) => {
    // Most often they are in the same order.
    const column = instruments[k] === instrument ? k : columnOf(instruments, instrument);
    if (!Number.isFinite(weight)) throw new RangeError(`weight of ${instrument}: ${weight}`);
    weights[column] += weight;
  });
  return weights;
}

/** Column of an instrument. @throws RangeError when it is not among them. */
export function columnOf(instruments: readonly InstrumentId[], instrument: InstrumentId): number {
  const column = instruments.indexOf(instrument);
  if (column < 0) throw new RangeError(`not among the instruments: ${instrument}`);
  return column;
}

/** Two instruments, the first two of the universe where none are named. @throws RangeError when there are not two. */
export function twoColumns(
  instruments: readonly InstrumentId[],
  first: InstrumentId | undefined,
  second: InstrumentId | undefined
): [number, number] {
  const one = first === undefined ? 0 : columnOf(instruments, first);
  const other = second === undefined ? (one === 1 ? 0 : 1) : columnOf(instruments, second);
  if (one === other || other >= instruments.length) throw new RangeError('two different instruments are needed');
  return [one, other];
}

/** Values divided by their sum. */
export function shares(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

/** The values of some columns put in their places of n, zero elsewhere. */
export function placed(n: number, columns: readonly number[], values: ArrayLike<number>): Float64Array {
  const weights = new Float64Array(n);
  columns.forEach((column, k) => (weights[column] = values[k]));
  return weights;
}

/** Number of a fraction of n, at least one where there is any. */
export const countOf = (fraction: number, n: number): number => Math.min(n, Math.max(1, Math.round(fraction * n)));
