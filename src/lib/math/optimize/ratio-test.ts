/** What ends a simplex step: a basic variable reaching a bound, the entering variable reaching its other one, nothing. */
export type Leaving =
  | { readonly kind: 'pivot'; readonly position: number; readonly bound: number; readonly length: number }
  | { readonly kind: 'flip'; readonly length: number }
  | { readonly kind: 'none' };

/** The state of a simplex step; basic variables numbered `elasticFrom` and above may be out of bounds at a price. */
export interface RatioQuestion {
  readonly column: Float64Array;
  readonly sign: number;
  readonly basic: Int32Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly span: number;
  readonly elasticFrom: number;
  readonly slope: number;
  readonly tolerance: number;
  readonly least: boolean;
}

interface Breakpoint {
  readonly length: number;
  readonly position: number;
  readonly bound: number;
  readonly rise: number;
  readonly variable: number;
}

const PIVOT = 1e-9;

function breakpoints(question: RatioQuestion): Breakpoint[] {
  const { column, sign, basic, value, low, high, elasticFrom, tolerance } = question;
  const found: Breakpoint[] = [];
  for (let i = 0; i < column.length; i++) {
    const rate = -sign * column[i];
    if (Math.abs(rate) < PIVOT) continue;
    const k = basic[i];
    const elastic = k >= elasticFrom;
    const near = rate > 0 ? low[k] : high[k];
    const far = rate > 0 ? high[k] : low[k];
    const add = (bound: number, rise: number): void => {
      if (!Number.isFinite(bound)) return;
      found.push({ length: Math.max(0, (bound - value[k]) / rate), position: i, bound, rise, variable: k });
    };
    const behind = rate > 0 ? value[k] < near - tolerance : value[k] > near + tolerance;
    const beyond = rate > 0 ? value[k] > far + tolerance : value[k] < far - tolerance;
    if (elastic && behind) add(near, Math.abs(rate));
    if (!(elastic && beyond)) add(far, elastic ? Math.abs(rate) : Infinity);
  }
  return found;
}

/**
 * Ratio test. In phase 1 the step runs through breakpoints for as long as the sum of violations still falls; ties go
 * to the greatest pivot, or to the lowest variable when `least` (Bland 1977).
 */
export function leavingChoice(question: RatioQuestion): Leaving {
  const { span, least, column } = question;
  const points = breakpoints(question).sort((a, b) => a.length - b.length);
  let slope = -question.slope;
  let chosen: Breakpoint | undefined;
  for (let k = 0; k < points.length; k++) {
    const point = points[k];
    if (chosen && point.length > chosen.length + 1e-12) break;
    if (chosen) {
      const better = least
        ? point.variable < chosen.variable
        : Math.abs(column[point.position]) > Math.abs(column[chosen.position]);
      if (better) chosen = { ...point, length: chosen.length };
      continue;
    }
    slope += point.rise;
    if (slope >= -1e-12) chosen = point;
  }
  if (chosen && chosen.length <= span) {
    return { kind: 'pivot', position: chosen.position, bound: chosen.bound, length: chosen.length };
  }
  return Number.isFinite(span) ? { kind: 'flip', length: span } : { kind: 'none' };
}
