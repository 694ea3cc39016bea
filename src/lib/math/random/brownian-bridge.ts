/** One step of a bridge: a place between two that are known, with the weights of both and its own deviation. */
export interface BridgeStep {
  readonly at: number;
  /** -1: the start, which is zero. */
  readonly left: number;
  /** -1: there is none, the last place of all. */
  readonly right: number;
  readonly leftWeight: number;
  readonly rightWeight: number;
  readonly deviation: number;
}

/**
 * The order in which a Brownian path at times 1 ... `length` is built from normals: its end, then the middle of the
 * widest gap again and again, so that the first few normals carry most of the variance.
 * Source: Caflisch, Morokoff and Owen (1997); Glasserman (2004), section 3.1.
 */
export function bridgeSteps(length: number): BridgeStep[] {
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`length: ${length}`);
  const steps: BridgeStep[] = [
    { at: length - 1, left: -1, right: -1, leftWeight: 0, rightWeight: 0, deviation: Math.sqrt(length) }
  ];
  let gaps: [number, number][] = [[-1, length - 1]];
  while (gaps.length > 0) {
    const next: [number, number][] = [];
    for (const [left, right] of gaps) {
      if (right - left < 2) continue;
      const at = left + Math.floor((right - left) / 2);
      const width = right - left;
      const leftWeight = (right - at) / width;
      const rightWeight = (at - left) / width;
      steps.push({ at, left, right, leftWeight, rightWeight, deviation: Math.sqrt(leftWeight * (at - left)) });
      next.push([left, at], [at, right]);
    }
    gaps = next;
  }
  return steps;
}
