import type { CountLimit } from './selection-types';

/** What a node has decided of each variable. */
export const OPEN = 0;
export const HELD = 1;
export const OUT = 2;

/** What a limit leaves at a node: how many open variables may be held more, how many must be, how many there are. */
export interface Room {
  readonly isMember: (j: number) => boolean;
  readonly room: number;
  readonly need: number;
  readonly open: number;
}

/** The most that shares can add up to under the limits, and the same with one more variable held or left out. */
export interface GreatestShares {
  readonly total: number;
  readonly held: (j: number) => number;
  readonly out: (j: number) => number;
}

/** Limits on how many variables are held, as branch and bound asks of them. Throws RangeError when one makes no sense. */
export class Counts {
  private readonly limits: readonly Required<CountLimit>[];

  constructor(
    limits: readonly CountLimit[],
    private readonly size: number
  ) {
    const all = new Uint8Array(size).fill(1);
    this.limits = limits.map(({ members = all, fewest = 0, most = size }) => {
      if (members.length !== size) throw new RangeError(`members of ${members.length} for ${size} variables`);
      if (!(most >= 0) || !(fewest >= 0)) throw new RangeError(`between ${fewest} and ${most} variables`);
      return { members, fewest, most };
    });
  }

  /** What each limit leaves at a node. */
  rooms(fate: Uint8Array): Room[] {
    return this.limits.map(({ members, fewest, most }) => {
      let [held, open] = [0, 0];
      for (let j = 0; j < fate.length; j++) {
        if (members[j] === 0) continue;
        if (fate[j] === HELD) held++;
        else if (fate[j] === OPEN) open++;
      }
      return { isMember: (j) => members[j] !== 0, room: most - held, need: fewest - held, open };
    });
  }

  /** Decides what the limits leave no choice of; false when they cannot be kept. */
  settle(fate: Uint8Array): boolean {
    for (let changed = true; changed;) {
      changed = false;
      for (const { isMember, room, need, open } of this.rooms(fate)) {
        if (room < 0 || need > open) return false;
        if (open === 0 || (room > 0 && need < open)) continue;
        const decision = room === 0 ? OUT : HELD;
        for (let j = 0; j < fate.length; j++) if (fate[j] === OPEN && isMember(j)) fate[j] = decision;
        changed = true;
      }
    }
    return true;
  }

  /** Whether a choice keeps every limit. */
  keeps(isHeld: (j: number) => boolean): boolean {
    return this.limits.every(({ members, fewest, most }) => {
      let held = 0;
      for (let j = 0; j < this.size; j++) if (members[j] !== 0 && isHeld(j)) held++;
      return held >= fewest && held <= most;
    });
  }

  /** An upper bound on the shares of open variables that may be had together: the least that one limit by itself leaves. */
  greatest(fate: Uint8Array, shares: Float64Array): GreatestShares {
    const alone: Room = { isMember: () => true, room: this.size, need: 0, open: this.size };
    const sums = [alone, ...this.rooms(fate)].map((room) => sharesWithin(room, fate, shares));
    const least = (of: (one: GreatestShares) => number): number => Math.min(...sums.map(of));
    return {
      total: least((one) => one.total),
      held: (j) => least((one) => one.held(j)),
      out: (j) => least((one) => one.out(j))
    };
  }
}

/** The most under one limit: its largest members, as many as may be and at least as many as must be, and all else above zero. */
function sharesWithin({ isMember, room, need }: Room, fate: Uint8Array, shares: Float64Array): GreatestShares {
  const order: number[] = [];
  let total = 0;
  for (let j = 0; j < fate.length; j++) {
    if (fate[j] !== OPEN) continue;
    if (isMember(j)) order.push(j);
    else total += Math.max(0, shares[j]);
  }
  order.sort((a, b) => shares[b] - shares[a]);
  const above = order.filter((j) => shares[j] > 0).length;
  const count = Math.min(order.length, Math.max(0, room), Math.max(above, need));
  const kept = new Set(order.slice(0, count));
  for (const j of kept) total += shares[j];
  const last = count > 0 ? shares[order[count - 1]] : 0;
  const next = count < order.length ? shares[order[count]] : undefined;
  const replaces = count > 0 && (count >= room || count > above);
  return {
    total,
    held: (j) => {
      if (!isMember(j)) return total + Math.min(0, shares[j]);
      return kept.has(j) ? total : total + shares[j] - (replaces ? last : 0);
    },
    out: (j) => {
      if (!isMember(j)) return total - Math.max(0, shares[j]);
      if (!kept.has(j)) return total;
      const rest = total - shares[j];
      if (count - 1 < need) return next === undefined ? -Infinity : rest + next;
      return rest + Math.max(0, next ?? 0);
    }
  };
}
