import type { Exclusion, NoBuy, NoSale, OptimizationProblem, PositionCap, PositionFloor, TradeSize } from '../problem';
import { faultOfLimits, forMembers, type RuleKind } from './rule-kind';

const heldNow = (problem: OptimizationProblem, j: number): number => problem.currentWeights?.[j] ?? 0;

/** An upper limit on single weights. */
export const positionCap: RuleKind<PositionCap> = {
  kind: 'position-cap',
  fault: ({ upper }) => faultOfLimits([upper], 0, 10),
  bounds: ({ upper, instruments }, problem) => ({ upper: forMembers(problem, instruments, () => upper) })
};

/** A lower limit on single weights; a negative one allows short positions. */
export const positionFloor: RuleKind<PositionFloor> = {
  kind: 'position-floor',
  fault: ({ lower }) => faultOfLimits([lower], -10, 1),
  bounds: ({ lower, instruments }, problem) => ({ lower: forMembers(problem, instruments, () => lower) })
};

/** Instruments that are not to be held. */
export const exclusion: RuleKind<Exclusion> = {
  kind: 'exclusion',
  fault: () => undefined,
  bounds: ({ instruments }, problem) => ({
    lower: forMembers(problem, instruments, () => 0),
    upper: forMembers(problem, instruments, () => 0)
  })
};

/** Nothing is sold of these. */
export const noSale: RuleKind<NoSale> = {
  kind: 'no-sale',
  fault: () => undefined,
  bounds: ({ instruments }, problem) => ({ lower: forMembers(problem, instruments, (j) => heldNow(problem, j)) })
};

/** Nothing is bought of these. */
export const noBuy: RuleKind<NoBuy> = {
  kind: 'no-buy',
  fault: () => undefined,
  bounds: ({ instruments }, problem) => ({ upper: forMembers(problem, instruments, (j) => heldNow(problem, j)) })
};

/** A limit on how far each weight moves from the present one. */
export const tradeSize: RuleKind<TradeSize> = {
  kind: 'trade-size',
  fault: ({ maximum }) => faultOfLimits([maximum], 0, 10),
  bounds: ({ maximum, instruments }, problem) => ({
    lower: forMembers(problem, instruments, (j) => heldNow(problem, j) - maximum),
    upper: forMembers(problem, instruments, (j) => heldNow(problem, j) + maximum)
  })
};
