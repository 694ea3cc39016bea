import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playwrightCounts, skippedRows, summary, vitestCounts } from '../../tools/counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
const failedTest = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const unloaded = { status: 'failed', assertionResults: [] };

describe('counting', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const counts = vitestCounts(report({ ...vitest, testResults: [failedTest, unloaded] }), 1);
    expect(counts).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts a runner that died as a failure, report or none', () => {
    const clean = { ...vitest, numFailedTests: 0, testResults: [] };
    expect(vitestCounts(report(clean), 1).failed).toBe(1);
    expect(vitestCounts(join(folder, 'missing.json'), 0).failed).toBe(1);
    expect(playwrightCounts(join(folder, 'missing.json'), 0).failed).toBe(1);
  });

  it('counts journeys', () => {
    const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } });
    expect(playwrightCounts(file, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('adds up what golden tests left out', () => {
    const text = 'a\nskipped 12 rows: SEXTANT_SHARED is not set\nskipped without SEXTANT_SHARED: lw-1, lw-2\n3 skipped';
    expect(skippedRows(text)).toBe(14);
  });

  it('ends in one line', () => {
    const one = { passed: 3, failed: 0, skipped: 0 };
    expect(summary([one, one])).toBe('6 passed, 0 failed');
    expect(summary([one, { passed: 0, failed: 2, skipped: 1 }])).toBe('3 passed, 2 failed, 1 skipped');
  });
});
