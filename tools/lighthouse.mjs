import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { ensureBuilt, root } from './prepare.mjs';
import { serve } from './serve.mjs';

const floors = { performance: 90, accessibility: 100, 'best-practices': 95 };
const shown = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
const runs = Number(process.argv[3] ?? 5);
const path = process.argv[2] ?? '/';

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** One run of the mobile preset in a browser of its own, so that nothing is cached. */
async function report(url, port) {
  const executablePath = chromiumPath();
  const args = [...chromiumArgs, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  try {
    const result = await lighthouse(url, { port, onlyCategories: Object.keys(floors), logLevel: 'error' });
    if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
    return result.lhr;
  } finally {
    await browser.close();
  }
}

await ensureBuilt();
const server = await serve({ root: join(root, 'build'), port: 4250 });
const reports = [];
try {
  for (let run = 0; run < runs; run += 1) reports.push(await report(`${server.url}${path}`, 9377 + run));
} finally {
  await server.stop();
}

console.log(`${path}, mobile preset, median of ${runs}`);
for (const [name, floor] of Object.entries(floors)) {
  const score = median(reports.map((one) => Math.round(one.categories[name].score * 100)));
  console.log(`${name}: ${score} (at least ${floor})`);
  if (score < floor) process.exitCode = 1;
}
for (const id of shown) {
  const { title } = reports[0].audits[id];
  const value = median(reports.map((one) => one.audits[id].numericValue));
  console.log(`  ${title}: ${id === 'cumulative-layout-shift' ? value.toFixed(3) : `${Math.round(value)} ms`}`);
}
const failed = new Set(
  reports.flatMap((one) =>
    ['accessibility', 'best-practices'].flatMap((name) =>
      one.categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && one.audits[id].score !== null && one.audits[id].score < 1)
        .map(({ id }) => `${id}: ${one.audits[id].title}`)
    )
  )
);
for (const line of failed) console.log(`  - ${line}`);
