import type { Position } from './paths';

export type { Position } from './paths';

/** The room a plot draws in: px sizes inside its padding, and the maps between values and px. */
export interface PlotSpace {
  readonly width: number;
  /** Height of the main plot, without the strip below it. */
  readonly height: number;
  /** Height with the strip. */
  readonly full: number;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly x: Position;
  readonly y: Position;
  readonly xAt: Position;
  readonly pointer: (event: MouseEvent) => [number, number];
}
