import type { Box } from './labels';
import { roundTicks } from './scales';

/** A place between risk (volatility a year, or another measure) and expected return a year, both fractions. */
export interface RiskReturn {
  readonly risk: number;
  readonly return: number;
}

/** A named holding on the plane, coloured by its class. */
export interface RiskReturnPoint extends RiskReturn {
  readonly name: string;
  readonly category?: number;
}

/** Domains of the two axes, begun and ended at round ticks. */
export interface FrontierDomain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

function stepOf(ticks: readonly number[]): number {
  return (ticks[1] ?? 0.01) - (ticks[0] ?? 0) || 0.01;
}

/**
 * Domain that shows the frontiers and the marked portfolios whole, and the points that do not stretch it to more than
 * half again; the others are named at the edge.
 */
export function frontierDomain(curves: readonly RiskReturn[], points: readonly RiskReturn[]): FrontierDomain {
  const risks = curves.map((one) => one.risk);
  const returns = curves.map((one) => one.return);
  const reach = Math.max(0, ...risks) || 0.02;
  const near = points.filter((one) => one.risk <= reach * 1.5);
  const most = Math.max(reach, ...near.map((one) => one.risk));
  const [low, high] = [Math.min(...returns), Math.max(...returns)];
  const span = Math.max(0.01, high - low);
  const inside = near.filter((one) => one.return >= low - span && one.return <= high + span);
  const bottom = Math.min(low, ...inside.map((one) => one.return));
  const top = Math.max(high, ...inside.map((one) => one.return));
  const xStep = stepOf(roundTicks(0, most * 1.04, 6));
  const yStep = stepOf(roundTicks(bottom, top, 6));
  return {
    x: [0, Math.ceil((most * 1.02) / xStep - 1e-9) * xStep],
    y: [Math.floor(bottom / yStep - 0.15) * yStep, Math.ceil(top / yStep + 0.15) * yStep]
  };
}

/** True when a point lies within both domains. */
export function isOnScale(point: RiskReturn, domain: FrontierDomain): boolean {
  const within = (value: number, [low, high]: readonly [number, number]) =>
    value >= low - 1e-12 && value <= high + 1e-12;
  return within(point.risk, domain.x) && within(point.return, domain.y);
}

/** Return of a curve at a risk, interpolated; undefined outside its reach. */
export function returnAtRisk(curve: readonly RiskReturn[], risk: number): number | undefined {
  for (let index = 1; index < curve.length; index += 1) {
    const a = curve[index - 1];
    const b = curve[index];
    if (!a || !b || risk < Math.min(a.risk, b.risk) || risk > Math.max(a.risk, b.risk)) continue;
    const share = b.risk === a.risk ? 0 : (risk - a.risk) / (b.risk - a.risk);
    return a.return + share * (b.return - a.return);
  }
  return undefined;
}

/** The corner of the plot where a box of a size covers the fewest marks; lower right where all are alike. */
export function emptiestCorner(
  width: number,
  height: number,
  size: { readonly width: number; readonly height: number },
  marks: readonly { readonly x: number; readonly y: number }[]
): Box {
  const corners = [
    { x: width - size.width, y: height - size.height - 6 },
    { x: width - size.width, y: 4 },
    { x: 6, y: 4 },
    { x: 6, y: height - size.height - 6 },
    { x: (width - size.width) / 2, y: height - size.height - 6 }
  ];
  const covered = (corner: { x: number; y: number }) =>
    marks.filter(
      (mark) =>
        mark.x > corner.x - 24 &&
        mark.x < corner.x + size.width + 24 &&
        mark.y > corner.y - 8 &&
        mark.y < corner.y + size.height + 8
    ).length;
  const best = corners.toSorted((a, b) => covered(a) - covered(b))[0] ?? { x: 0, y: 0 };
  return { ...best, ...size };
}
