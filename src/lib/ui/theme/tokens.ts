/** Names of the colour tokens of tokens.css. */
export type ColourName =
  | 'surface'
  | 'rail'
  | 'sunken'
  | 'raised'
  | 'selected'
  | 'line'
  | 'line-2'
  | 'control'
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'accent'
  | 'on-accent'
  | 'accent-pale'
  | 'gain'
  | 'loss'
  | 'loss-fill'
  | 'warn'
  | 'warn-tint'
  | 'benchmark'
  | 'bar';

/** A colour as CSS sees it. */
export function colour(name: ColourName): string {
  return `var(--${name})`;
}

const CATEGORIES = 8;
const STEPS = 7;

/** Colour of a class by its index from 0; past eight everything is the grey of "others". */
export function categoryColour(index: number): string {
  return index >= 0 && index < CATEGORIES ? `var(--category-${index + 1})` : 'var(--bar)';
}

/** Colour of a fraction from 0 to 1 on the sequential ramp. */
export function sequenceColour(fraction: number): string {
  const step = Math.min(STEPS, Math.max(1, 1 + Math.floor(fraction * STEPS)));
  return `var(--sequence-${step})`;
}

/** Colour of a value on the diverging ramp, where `reach` is the size at which the last step begins. */
export function divergingColour(value: number, reach: number): string {
  const middle = (STEPS + 1) / 2;
  if (!(reach > 0) || !Number.isFinite(value)) return `var(--diverge-${middle})`;
  const steps = Math.round((value / reach) * (middle - 1));
  return `var(--diverge-${middle + Math.min(middle - 1, Math.max(1 - middle, steps))})`;
}

/** Class of a signed value: "gain", "loss", or "quiet" for missing, zero and what is shown as zero (under `smallest`). */
export function signClass(value: number | bigint | null | undefined, smallest = 0): 'gain' | 'loss' | 'quiet' {
  if (value === null || value === undefined || Number.isNaN(value)) return 'quiet';
  if (smallest > 0 && Math.abs(Number(value)) < smallest) return 'quiet';
  return value > 0 ? 'gain' : value < 0 ? 'loss' : 'quiet';
}
