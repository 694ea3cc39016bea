import type { Expression } from './expression';

/**
 * Variables and rows of one scenario that a program leaves out while they do not count: with the variables at zero the
 * rows hold wherever there is room (>= 0), and away from zero the variables could only raise what is minimised.
 * So the program without the part is a relaxation, and its answer that of the whole where all have room.
 */
export interface DeferredPart {
  /** Grows with how likely the part is to count: of the weights alone, or the part is never left out. */
  readonly loss: Expression;
  /** How far its rows are from being missed at a point. */
  readonly room: (point: Float64Array) => number;
  readonly variables: readonly number[];
  /** Adds the rows to the program. */
  readonly add: () => void;
}

/** Value of an expression at a point, places beyond its end counting as zero. */
export function valueAt({ indices, values, constant }: Expression, point: Float64Array): number {
  let sum = constant;
  for (let k = 0; k < indices.length; k++) sum += (values[k] ?? 0) * (point[indices[k] ?? 0] ?? 0);
  return sum;
}

/** Rows may be missed by this much, of figures that are about one. */
const MISSED = 1e-10;

/** The parts of a program that are left out for now. */
export class DeferredParts {
  #waiting: DeferredPart[] = [];

  /** Places of the variables left out. */
  get variables(): number[] {
    return this.#waiting.flatMap(({ variables }) => variables);
  }

  /** True where nothing is left out. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Takes parts in, and adds at once those with the greatest losses at even weights, `expected` in number. */
  take(parts: readonly DeferredPart[], size: number, expected: number): void {
    const even = new Float64Array(size).fill(1 / size);
    const ranked = parts.map((part) => ({ part, loss: valueAt(part.loss, even) })).sort((a, b) => b.loss - a.loss);
    const known = parts.every(({ loss }) => loss.indices.every((index) => index < size));
    const count = known && 2 * expected < parts.length ? expected : parts.length;
    ranked.slice(0, count).forEach(({ part }) => part.add());
    this.#waiting.push(...ranked.slice(count).map(({ part }) => part));
  }

  /** Adds the parts that count at a point, with as many of the next nearest; true when there were any. */
  addMissed(point: Float64Array): boolean {
    const ranked = this.#waiting.map((part) => ({ part, least: part.room(point) })).sort((a, b) => a.least - b.least);
    const missed = ranked.findIndex(({ least }) => least >= -MISSED);
    const count = missed < 0 ? ranked.length : 2 * missed;
    ranked.slice(0, count).forEach(({ part }) => part.add());
    this.#waiting = ranked.slice(count).map(({ part }) => part);
    return count > 0;
  }

  /** Adds all of them; true when there were any. */
  addAll(): boolean {
    const rest = this.#waiting;
    this.#waiting = [];
    rest.forEach(({ add }) => add());
    return rest.length > 0;
  }
}
