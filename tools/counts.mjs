import { existsSync, readFileSync } from 'node:fs';

function reported(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A runner that ended badly without naming a failed test has failed once itself. */
function counted({ passed, failed, skipped }, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** What vitest's JSON report says; a file that could not be loaded counts as one failure. */
export function vitestCounts(file, code) {
  const report = reported(file);
  if (!report) return counted({ passed: 0, failed: 0, skipped: 0 }, code || 1);
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed')
  );
  return counted(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests
    },
    code
  );
}

/** What Playwright's JSON report says; a test that passed only when repeated counts as passed. */
export function playwrightCounts(file, code) {
  const report = reported(file);
  if (!report) return counted({ passed: 0, failed: 0, skipped: 0 }, code || 1);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return counted({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

/** The golden rows the tests say they left out: each line tells a number, or lists them after a colon. */
export function skippedRows(text) {
  const lines = text.split('\n').filter((line) => /skipped/.test(line) && /SEXTANT_SHARED/.test(line));
  return lines.reduce((sum, line) => {
    const number = /(\d+) (?:golden )?rows?/.exec(line)?.[1];
    return sum + (number === undefined ? line.slice(line.lastIndexOf(':') + 1).split(',').length : Number(number));
  }, 0);
}

/** One line for all runners. */
export function summary(results) {
  const total = (name) => results.reduce((sum, result) => sum + result[name], 0);
  const skipped = total('skipped');
  return `${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
