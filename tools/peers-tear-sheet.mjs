import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundled } from './bench-bundle.mjs';

/** Two figures of one series: equal but for rounding. */
const CLOSE = 1e-9;

/** The tear sheet of one made-up series by quantstats, by empyrical and by the measures here, as a section of the results. */
export async function tearSheetSection({ python, source, folder, out, machine, command }) {
  await bundled(out, { 'tear-sheet': `${source}/tear-sheet.ts` });
  const { madeUpSeries, tearSheetTimes } = await import(pathToFileURL(`${out}/tear-sheet.js`).href);
  const series = madeUpSeries();
  const [given, answered] = [`${folder}/tear-sheet.json`, `${folder}/tear-sheet-answer.json`];
  writeFileSync(given, JSON.stringify(series));
  const { status } = spawnSync(python, [`${source}/tear_sheet.py`, given, answered], {
    stdio: 'inherit',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  });
  if (status !== 0) throw new Error(`tear_sheet.py ended ${status}`);
  const peers = JSON.parse(readFileSync(answered, 'utf8'));
  const ours = tearSheetTimes(series);
  for (const [id, value] of Object.entries(peers.figures))
    if (!(Math.abs(ours.figures[id] - value) <= CLOSE * Math.abs(value)))
      throw new Error(`${id}: ${ours.figures[id]} here, ${value} in quantstats`);
  const row = (what, milliseconds) =>
    `| ${what} | ${milliseconds.toFixed(1)} | ${(peers.quantstats.milliseconds / milliseconds).toFixed(1)} |`;
  const versions = Object.entries(peers.versions).map(([name, version]) => `${name} ${version}`);
  return [
    '## Tear sheet of 20 years of days',
    '',
    `\`${command}\`, ${machine}; Python ${peers.python}, ${versions.join(', ')}. One series against a benchmark, medians in ms; the last column is how many times as quick as quantstats.`,
    '',
    '| | ms | times |',
    '| --- | --- | --- |',
    row(`quantstats, metrics in full (${peers.quantstats.rows} rows)`, peers.quantstats.milliseconds),
    row('empyrical, its simple and factor statistics', peers.empyrical.milliseconds),
    row(`these measures, ${ours.count} without fits`, ours.measures),
    row('the same with drawdowns, months, years, distributions and rolling figures', ours.sheet),
    row(`all ${ours.allCount} measures, entropic and Pareto fits too`, ours.all),
    '',
    `Sharpe, Sortino, maximum drawdown and serenity index are those of quantstats to ${CLOSE} of their size.`,
    ''
  ].join('\n');
}
