import type { OptimalPortfolio, OptimizationProblem, OptimizationResult } from './problem';
import { taxOn, type PosedSales } from './program/posed-sales';
import { isExact, saleCurve, type LotQueue, type LotSale, type RealisedSales, type SaleAnchor } from './taxed-lots';

/** True where sales of lots count: by a rule on gains or by taxes. */
export const countsLots = ({ lots = [], taxes, constraints }: OptimizationProblem): boolean =>
  lots.length > 0 && (taxes !== undefined || constraints.some(({ kind }) => kind === 'realised-gains'));

const isLossless = (queue: LotQueue): boolean => queue.lots.every(({ gain }) => gain >= 0);

/** True where the program counts every sale from a queue exactly, and what is bought instead as nothing. */
function countsExactly(problem: OptimizationProblem, queue: LotQueue): boolean {
  if (queue.order === 'picked') return isLossless(queue);
  const exact = isExact(saleCurve(queue.lots, ({ gain }) => gain));
  return exact && (!problem.taxes || isExact(saleCurve(queue.lots, (lot) => taxOn(problem, lot))));
}

const NOTHING = 1e-7;

/** What is sold from a queue: of each lot where they are picked, else of all of them in their order. */
export interface QueueSale {
  readonly queue: LotQueue;
  readonly parts: readonly number[];
}

/** The sales of a solved program, made to add up to what the weights sell. */
export function queueSales(
  problem: OptimizationProblem,
  weights: Float64Array,
  { queues }: PosedSales,
  variables: Float64Array
): QueueSale[] {
  return problem.instruments.flatMap((instrument, j) => {
    const own = queues.filter(({ queue }) => queue.instrument === instrument);
    const amounts = own.map(({ places }) => places.map((place) => Math.max(0, variables[place] ?? 0)));
    const sold = Math.max(0, (problem.currentWeights?.[j] ?? 0) - (weights[j] ?? 0));
    const rooms = own.map(({ queue }) => roomOf(queue));
    const parts = fitted(amounts, rooms, sold);
    return own.map(({ queue }, k) => ({ queue, parts: parts[k] ?? [] }));
  });
}

/** What sales realise, lot by lot. */
export function realisedSales(problem: OptimizationProblem, sales: readonly QueueSale[]): RealisedSales {
  const lots = sales.flatMap(({ queue, parts }) =>
    queue.order === 'picked' ? pickedParts(queue, parts) : partsInOrder(queue, parts[0] ?? 0)
  );
  const gain = lots.reduce((sum, one) => sum + one.gain, 0);
  const tax = lots.reduce((sum, { lot, ...one }) => sum + taxOn(problem, { id: lot, ...one }), 0);
  return {
    gain,
    ...(problem.taxes ? { tax: Math.max(0, tax) } : {}),
    lots,
    proven: (problem.lots ?? []).every((queue) => countsExactly(problem, queue)),
    anchors: problem.saleAnchors ?? []
  };
}

/** What each variable of a queue can take: a lot, or all of them in order. */
function roomOf({ order, lots }: LotQueue): number[] {
  return order === 'picked' ? lots.map(({ weight }) => weight) : [lots.reduce((sum, { weight }) => sum + weight, 0)];
}

/** Amounts that add up to what is sold, as far as there is room: less of each, or more where lots tie with the dearest. */
function fitted(amounts: readonly number[][], rooms: readonly number[][], sold: number): number[][] {
  const all = amounts.flat().reduce((sum, amount) => sum + amount, 0);
  if (all >= sold) return amounts.map((own) => own.map((amount) => (all > 0 ? (amount * sold) / all : 0)));
  let missing = sold - all;
  return amounts.map((own, k) =>
    own.map((amount, l) => {
      const more = Math.max(0, Math.min(missing, (rooms[k]?.[l] ?? 0) - amount));
      missing -= more;
      return amount + more;
    })
  );
}

function pickedParts({ instrument, lots }: LotQueue, parts: readonly number[]): LotSale[] {
  return lots.flatMap(({ id, weight, gain, term }, k) => {
    const part = Math.min(weight, parts[k] ?? 0);
    return part > NOTHING ? [{ instrument, lot: id, weight: part, gain: (gain * part) / weight, term }] : [];
  });
}

function partsInOrder({ instrument, lots }: LotQueue, sold: number): LotSale[] {
  let left = sold;
  return lots.flatMap(({ id, weight, gain, term }) => {
    const part = Math.min(weight, left);
    left -= part;
    return part > NOTHING ? [{ instrument, lot: id, weight: part, gain: (gain * part) / weight, term }] : [];
  });
}

const ROUNDS = 4;
/** Weights that move by less have settled. */
const SETTLED = 1e-5;

/** An answer with the sales of its queues, in the order of the problem. */
export interface SoldAnswer {
  readonly result: OptimizationResult;
  readonly sold: readonly SaleAnchor[];
}

/**
 * The best weights where gains are not convex in what is sold: solved with gains counted at most too high, then again with
 * them exact at the sale found, until it stays. No round is worse than the one before, none counts a gain too low.
 * Source: Hunter and Lange, A tutorial on MM algorithms (2004).
 */
export function refinedSales(
  problem: OptimizationProblem,
  solve: (problem: OptimizationProblem) => SoldAnswer
): OptimizationResult {
  const rough = new Set(
    (problem.lots ?? []).filter((queue) => !countsExactly(problem, queue)).map(({ instrument }) => instrument)
  );
  let answer = solve(problem);
  if (rough.size === 0) return answer.result;
  if (answer.result.status === 'infeasible') {
    // Losses may make room that the first count does not see: then what has them is not bought.
    const anchors = [...rough].map((instrument) => ({ instrument, sold: [] }));
    const other = solve({ ...problem, saleAnchors: anchors });
    if (other.result.status !== 'optimal') return answer.result;
    answer = other;
  }
  for (let round = 0; round < (problem.saleRounds ?? ROUNDS) && answer.result.status === 'optimal'; round++) {
    const before: OptimalPortfolio = answer.result;
    const saleAnchors = answer.sold.filter(
      ({ instrument, sold }) => rough.has(instrument) && sold.reduce((sum, one) => sum + one, 0) > SETTLED
    );
    if (saleAnchors.length === 0) break;
    const next = solve({ ...problem, saleAnchors });
    if (next.result.status !== 'optimal') break;
    answer = next;
    const { weights } = next.result;
    if (before.weights.every((weight, j) => Math.abs(weight - (weights[j] ?? 0)) < SETTLED)) break;
  }
  return answer.result;
}
