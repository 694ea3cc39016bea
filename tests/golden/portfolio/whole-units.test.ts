import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unitDeviation, wholeUnits } from '$lib/math/optimize';

interface Case {
  units: number[];
  targets: number[];
  room: number;
  deviation: number;
  bound: number;
}

const { cases } = JSON.parse(readFileSync(new URL('whole-units-milp.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

describe('whole units against a mixed-integer solver', () => {
  test.each(cases.map((one) => [one.units.length, one] as const))('%i instruments', (_, one) => {
    const targets = Float64Array.from(one.targets);
    const units = Float64Array.from(one.units);
    const begun = performance.now();
    const ours = wholeUnits({ units, targets, room: one.room });
    expect(performance.now() - begun).toBeLessThan(1000);
    const near = 1e-9 * one.deviation + 1e-6;
    const amounts = units.map((unit, i) => unit * (ours.counts[i] ?? NaN));
    expect(ours.counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(unitDeviation({ targets }, amounts)).toBeCloseTo(ours.deviation, 6);
    const beyond = amounts.reduce((sum, amount, i) => sum + amount - (targets[i] ?? 0), 0);
    expect(beyond).toBeLessThanOrEqual(one.room + near);
    // Between the bound that we prove and what we found lies the proven best; we miss it by less than the gap, which is small.
    expect(ours.bound).toBeLessThanOrEqual(one.deviation + near);
    expect(ours.deviation).toBeGreaterThanOrEqual(one.bound - near);
    const whole = one.targets.reduce((sum, target) => sum + target, 0);
    const missed = units.length < 5 ? Math.max(...units) : 3e-3 * whole;
    expect(ours.deviation - one.deviation).toBeLessThan(missed);
  });

  test('of a hundred instruments it is within a hundredth of the best', () => {
    for (const one of cases.filter(({ units }) => units.length === 100)) {
      const ours = wholeUnits({
        units: Float64Array.from(one.units),
        targets: Float64Array.from(one.targets),
        room: one.room
      });
      expect(ours.deviation / one.deviation).toBeLessThan(1.01);
      expect(ours.bound / one.deviation).toBeGreaterThan(0.99);
    }
  });
});
