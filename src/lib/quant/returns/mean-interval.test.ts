import { expect, it } from 'vitest';
import { dayFromCivil, plusMonths } from '$lib/domain/calendar';
import { performanceMeasures } from '.';

// Reference: scipy 1.17.1: stats.t.interval(0.95, 11, loc=mean, scale=stats.sem(months)), times 12.
const months = [0.01, -0.02, 0.03, 0.015, -0.01, 0.02, 0.005, -0.005, 0.012, 0.018, -0.03, 0.04];

it('gives the 95 % interval of the mean year as scipy does', () => {
  const start = dayFromCivil(2020, 12, 31);
  const days = Int32Array.from([0, ...months].map((_, at) => plusMonths(start, at)));
  const index = new Float64Array(days.length).fill(1);
  months.forEach((value, at) => (index[at + 1] = (index[at] ?? 1) * (1 + value)));
  const interval = performanceMeasures({ days, index }).meanReturnInterval;
  expect(interval?.lower).toBeCloseTo(-0.06991132221762836, 12);
  expect(interval?.upper).toBeCloseTo(0.23991132221762834, 12);
});
