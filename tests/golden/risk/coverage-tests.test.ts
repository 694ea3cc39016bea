import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialQuantile } from '$lib/math/distributions';
import {
  conditionalCoverage,
  hitTransitions,
  independence,
  notRejected,
  trafficLight,
  unconditionalCoverage,
  type LikelihoodRatio
} from '$lib/quant/risk';

interface Ratio {
  statistic: number;
  pValue: number;
}
interface Table {
  source: { work: string };
  tolerance: number;
  cases: {
    id: string;
    days: number;
    tail: number;
    hitDays: number[];
    expected: {
      unconditional: Ratio;
      independence: Ratio;
      conditional: Ratio;
      transitions: number[];
      band: [number, number];
    };
  }[];
  notRejected: {
    source: string;
    /** Why one end of one row is left out. */
    difference: string;
    rows: { tail: number; days: number; below: number | null; above: number }[];
  };
  trafficLight: { source: string; yellowFrom: number; redFrom: number; cumulative: number[] };
}
const table = JSON.parse(readFileSync(new URL('./coverage-tests.json', import.meta.url), 'utf8')) as Table;

describe(table.source.work, () => {
  test.each(table.cases)('$id', ({ days, tail, hitDays, expected }) => {
    const hits = new Uint8Array(days);
    for (const day of hitDays) hits[day] = 1;
    const near = (found: LikelihoodRatio, wanted: Ratio) => {
      expect(Math.abs(found.statistic - wanted.statistic)).toBeLessThan(table.tolerance * (1 + wanted.statistic));
      expect(Math.abs(found.pValue - wanted.pValue)).toBeLessThan(table.tolerance);
    };
    near(unconditionalCoverage(hitDays.length, days, tail), expected.unconditional);
    near(independence(hits), expected.independence);
    near(conditionalCoverage(hits, tail), expected.conditional);
    const { n00, n01, n10, n11 } = hitTransitions(hits);
    expect([n00, n01, n10, n11]).toEqual(expected.transitions);
    expect([binomialQuantile(0.025, days, tail), binomialQuantile(0.975, days, tail)]).toEqual(expected.band);
  });
});

describe(table.notRejected.source, () => {
  test.each(table.notRejected.rows)('$days days, tail $tail', ({ tail, days, below, above }) => {
    const { fewest, most } = notRejected(days, tail);
    expect(most).toBe(above - 1);
    if (below !== null) expect(fewest).toBe(below + 1);
  });
});

test(table.trafficLight.source, () => {
  const { yellowFrom, redFrom, cumulative } = table.trafficLight;
  expect(trafficLight(250, 0.01)).toEqual({ yellowFrom, redFrom });
  cumulative.forEach((percent, k) => expect(Math.abs(100 * binomialCdf(k, 250, 0.01) - percent)).toBeLessThan(0.0051));
});
