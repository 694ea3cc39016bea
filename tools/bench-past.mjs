import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled, machine } from './bench-bundle.mjs';
import { writeSection } from './bench-results.mjs';
import { pastSection, TWO_WORKERS } from './past-section.mjs';
import { preparedPython, ran } from './peers-python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}tests/bench/peers`;

const told = ({ milliseconds, note }) => (milliseconds === undefined ? note : `${milliseconds.toFixed(1)} ms`);

const alsoTold = ({ name, milliseconds }) => `${name} ${milliseconds.toFixed(1)} ms`;

/** This engine on every job, and how far the others' answers lie from its own. */
async function judgedRows(folder, out, peers) {
  const names = ['past-inputs', 'past-engine', 'past-workers', 'past-judge', 'past-worker'];
  await bundled(out, Object.fromEntries(names.map((name) => [name, `${source}/${name}.ts`])));
  const load = (name) => import(pathToFileURL(`${out}/${name}.js`).href);
  const { figuresOf, pastJobs } = await load('past-inputs');
  const { pastAnswer, sheetFigures } = await load('past-engine');
  const { pathsAnswer } = await load('past-workers');
  const { differences } = await load('past-judge');
  const jobs = pastJobs(folder);
  const worker = pathToFileURL(`${out}/past-worker.js`);
  const paths = async (job, small) => {
    const [one, two] = [await pathsAnswer(job, small, 1, worker), await pathsAnswer(job, small, 2, worker)];
    if (two.figures?.some((value, at) => value !== one.figures?.[at])) throw new Error('two workers, other paths');
    return two.milliseconds === undefined
      ? one
      : { ...one, also: [{ name: TWO_WORKERS, milliseconds: two.milliseconds }] };
  };
  const rows = [];
  for (const job of jobs.filter(({ name }) => !name.startsWith('small-'))) {
    const small = jobs.find(({ name }) => name === `small-${job.kind}`);
    const ours = job.kind === 'paths' ? await paths(job, small) : await pastAnswer(job, small);
    console.log(`${job.name} this engine: ${[told(ours), ...(ours.also ?? []).map(alsoTold)].join(', ')}`);
    const others = peers.rows
      .filter((row) => row.job === job.name)
      .map((row) => {
        if (row.milliseconds === undefined || ours.milliseconds === undefined) return row;
        const own = job.kind === 'tear-sheet' ? sheetFigures(job, row.who, peers.figures) : ours.figures;
        const theirs = figuresOf(`${folder}/${job.name}.${row.who}.f64`);
        return { ...row, apart: differences(job, peers.figures, own, theirs) };
      });
    rows.push({ job, ours, others });
  }
  return rows;
}

/** vectorbt, numpy, numba, bt, skfolio's walk-forward, quantstats, empyrical and this engine on the same jobs. */
export async function benchPast({ quick, write }) {
  const python = preparedPython('past-python', `${source}/past-requirements.txt`);
  const folder = mkdtempSync(join(tmpdir(), 'past-'));
  const out = `${root}node_modules/.sextant-bench-past`;
  try {
    console.log(machine);
    ran(python, [`${source}/past.py`, folder, quick ? 'quick' : 'full']);
    const peers = JSON.parse(readFileSync(`${folder}/past.json`, 'utf8'));
    const rows = await judgedRows(folder, out, peers);
    const command = `npm run bench:peers -- --suite=past${quick ? ' --quick' : ''} --write`;
    const text = pastSection({ rows, machine, python: peers.python, versions: peers.versions, command });
    console.log(`\n${text}`);
    if (write) writeSection(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
  }
}
