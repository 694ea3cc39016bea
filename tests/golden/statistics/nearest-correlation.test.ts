import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPositiveSemidefinite, nearestCorrelation } from '$lib/math/linalg';

interface Case {
  id: string;
  inputs: { matrix: number[][] };
  expected: { nearest: number[][] };
  tol: number;
}
const table = JSON.parse(readFileSync(new URL('./nearest-correlation-higham.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  cases: Case[];
};

describe(table.source.work, () => {
  for (const { id, inputs, expected, tol } of table.cases) {
    test(id, () => {
      const n = inputs.matrix.length;
      const found = nearestCorrelation(Float64Array.from(inputs.matrix.flat()), n);
      expect(found.status).toBe('converged');
      expected.nearest
        .flat()
        .forEach((value, at) => expect(Math.abs((found.matrix[at] ?? NaN) - value)).toBeLessThan(tol));
      expect(isPositiveSemidefinite(found.matrix, n, 1e-9)).toBe(true);
    });
  }
});
