import { describe, expect, it } from 'vitest';
import { policyWith } from './content-policy';
import { soundValues, unfinishedDay } from './sound-values';

const dayOf = (text: string): number => Date.parse(text) / 86_400_000;

describe('the content policy', () => {
  const policy = "default-src 'none'; connect-src 'self'; worker-src 'self'";
  it('gains origins in connect-src alone', () => {
    expect(policyWith(policy, ['https://a.example', 'http://127.0.0.1:80'])).toBe(
      "default-src 'none'; connect-src 'self' https://a.example; worker-src 'self'"
    );
    expect(policyWith(policy, ['https://a.example', 'http://localhost:8080'])).toContain(
      "connect-src 'self' https://a.example http://localhost:8080;"
    );
  });
  it('takes nothing that is no origin', () => {
    for (const bad of ['*', 'https:', "'unsafe-inline'", 'https://a.example; script-src *', 'http://a.example'])
      expect(policyWith(policy, [bad])).toBe(policy);
    expect(policyWith("default-src 'self'", ['https://a.example'])).toBe("default-src 'self'");
  });
});

describe('values of a source', () => {
  const run = (values: Record<string, number>) => ({
    days: Int32Array.from(Object.keys(values), dayOf),
    values: Float64Array.from(Object.values(values))
  });
  const limits = { unfinished: dayOf('2024-01-12'), leap: 0.5 };

  it('are taken where they are new and over', () => {
    const found = soundValues(
      run({ '2024-01-09': 100, '2024-01-10': 101, '2024-01-11': 102, '2024-01-12': 103 }),
      run({ '2024-01-08': 98, '2024-01-09': 100.1 }),
      limits
    );
    expect([...found.days]).toEqual([dayOf('2024-01-10'), dayOf('2024-01-11')]);
    expect([...found.values]).toEqual([101, 102]);
    expect(found.difference).toBeCloseTo(1 - 100 / 100.1, 12);
    expect([found.rejected, found.doubtful.length, found.common]).toEqual([0, 0, 1]);
  });
  it('are rejected at zero, below, without a number, in the future and out of order', () => {
    const bad = {
      days: Int32Array.of(1, 2, 3, 4, 3, 5, 99_999),
      values: Float64Array.of(0, -1, NaN, 5, 5, Infinity, 5)
    };
    const found = soundValues(bad, run({}), limits);
    expect([...found.days]).toEqual([4]);
    expect(found.rejected).toBe(6);
  });
  it('are held back where they leap, and all that follow from there', () => {
    const found = soundValues(
      run({ '2024-01-09': 100, '2024-01-10': 1, '2024-01-11': 1.01 }),
      run({ '2024-01-08': 99 }),
      limits
    );
    expect([...found.values]).toEqual([100]);
    expect([...found.doubtful]).toEqual([dayOf('2024-01-10'), dayOf('2024-01-11')]);
  });
  it('end with the last day that is over everywhere', () => {
    expect(unfinishedDay(Date.UTC(2024, 0, 12, 23, 59))).toBe(dayOf('2024-01-12'));
  });
});
