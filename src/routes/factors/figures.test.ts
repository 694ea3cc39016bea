import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { ExplainedByFactors, FactorFileProblem } from '$lib/services/explain-by-factors';
import { positionRows, problemLine, summed } from './figures';

const holdings = Array.from({ length: 20 }, (_, at) => ({
  instrument: instrumentId(`i${at}`),
  weight: 1 / 20,
  risk: { factors: Float64Array.of(at / 380), specific: at / 380, total: at / 190 }
}));

describe('risk by holding', () => {
  test('what is beyond the first dozen is added up, and all add up to the whole', () => {
    const rows = positionRows({ holdings } as unknown as ExplainedByFactors);
    expect(rows).toHaveLength(13);
    expect(rows[0]?.total).toBeCloseTo(19 / 190, 12);
    expect(rows.at(-1)).toMatchObject({ key: 'others', others: 8 });
    const whole = summed(rows);
    expect(whole.weight).toBeCloseTo(1, 12);
    expect(whole.total).toBeCloseTo(1, 12);
    expect(whole.factors + whole.specific).toBeCloseTo(1, 12);
  });
});

describe('what is wrong with a file', () => {
  test('every problem says where it is and what to do', () => {
    const problem: FactorFileProblem = { code: 'bad-number', line: 1205, field: 'SMB', text: 'x' };
    expect(problemLine(problem)).toMatch(/^Line 1,205, column SMB: “x” is no number\. Write it as/);
    expect(problemLine({ code: 'no-rows' })).toMatch(/^No line begins with a date\. Put the date first/);
    expect(problemLine({ code: 'column-count', line: 3, text: '2/4' })).toBe(
      'Line 3: The row has 2 cells, the header 4. Add what is missing, or take out what is too much.'
    );
  });
});
