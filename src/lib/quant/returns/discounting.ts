/**
 * Cash flows by time in years since the first, ascending, one for each time, no zeros.
 * Money paid in is negative, money received positive.
 */
export interface TimedFlows {
  readonly times: Float64Array;
  readonly amounts: Float64Array;
}

/** Flows of equal time added, zeros dropped, times counted from the first flow. Order of the input is free. */
export function timedFlows(times: ArrayLike<number>, amounts: ArrayLike<number>): TimedFlows {
  const byTime = new Map<number, number>();
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? NaN;
    const amount = amounts[i] ?? NaN;
    if (!Number.isFinite(time) || !Number.isFinite(amount)) throw new RangeError(`not a flow: ${amount} at ${time}`);
    byTime.set(time, (byTime.get(time) ?? 0) + amount);
  }
  const kept = [...byTime].filter(([, amount]) => amount !== 0).sort((a, b) => a[0] - b[0]);
  const origin = kept[0]?.[0] ?? 0;
  return {
    times: Float64Array.from(kept, ([time]) => time - origin),
    amounts: Float64Array.from(kept, ([, amount]) => amount)
  };
}

/** Net present value at an annual rate > -1: sum of amount / (1 + rate)^time. Unit of the amounts; NaN for rate <= -1. */
export function netPresentValue(flows: TimedFlows, rate: number): number {
  if (!(rate > -1)) return NaN;
  const force = Math.log1p(rate);
  let total = 0;
  for (let i = 0; i < flows.times.length; i++)
    total += (flows.amounts[i] ?? 0) * Math.exp(-force * (flows.times[i] ?? 0));
  return total;
}

/** Changes of sign along the flows: the greatest number of internal rates there can be (Descartes' rule). */
export function signChangeCount(amounts: ArrayLike<number>): number {
  let changes = 0;
  let last = 0;
  for (let i = 0; i < amounts.length; i++) {
    const sign = Math.sign(amounts[i] ?? 0);
    if (sign !== 0 && last !== 0 && sign !== last) changes++;
    if (sign !== 0) last = sign;
  }
  return changes;
}
