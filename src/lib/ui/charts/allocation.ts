import type { FigureAsk } from '$lib/ui/controls';

/** One class with its weight and, where there is one, its target with the band around it. */
export interface AllocationRow {
  readonly label: string;
  readonly weight: number;
  readonly target?: number;
  /** Greatest distance from the target that is left alone. */
  readonly band?: number;
  readonly href?: string;
  /** What stands behind the weight. */
  readonly ask?: FigureAsk;
}

/** Drift from the target, or undefined without one. */
export function drift(row: AllocationRow): number | undefined {
  return row.target === undefined ? undefined : row.weight - row.target;
}

/** The band of a row: its own, else 3.5 points or a quarter of the target, whichever is smaller. */
export function bandOf(row: AllocationRow): number {
  return row.band ?? Math.min(0.035, (row.target ?? 0) / 4);
}

/** True when a weight stands outside the band around its target. */
export function isOutside(row: AllocationRow): boolean {
  const distance = drift(row);
  return distance !== undefined && Math.abs(distance) > bandOf(row) + 1e-12;
}
