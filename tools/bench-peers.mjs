import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled, machine } from './bench-bundle.mjs';
import { benchPast } from './bench-past.mjs';
import { writeSection } from './bench-results.mjs';
import { preparedPython, ran } from './peers-python.mjs';
import { peersSection } from './peers-section.mjs';
import { tearSheetSection } from './peers-tear-sheet.mjs';

// node tools/bench-peers.mjs [--suite=portfolio|past] [--quick] [--write]: libraries of Python, their solvers and this engine.
const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}tests/bench/peers`;
const quick = process.argv.includes('--quick');
const write = process.argv.includes('--write');
const suite = process.argv.find((one) => one.startsWith('--suite='))?.slice(8) ?? 'portfolio';
const sizes = quick ? [20, 100] : [20, 100, 500, 1000];
/** Seconds after which a call is given up, and minutes for all of the Python side. */
const [limit, minutes] = quick ? [20, 4] : [60, 12];

/** The engine's answers, by the same rules on time as the others', and what every answer comes to. */
async function judgedRows(folder, out, peers) {
  await bundled(out, { engine: `${source}/engine.ts`, judge: `${source}/judge.ts` });
  const { engineAnswer, engineCases, peerProblems } = await import(pathToFileURL(`${out}/engine.js`).href);
  const { apart, judged } = await import(pathToFileURL(`${out}/judge.js`).href);
  const problems = peerProblems(folder);
  const small = problems.find(({ name }) => name === `sparse-${sizes[0]}`);
  const slowest = new Map();
  const rows = [];
  for (const problem of problems) {
    for (const name of engineCases) {
      const kind = `${name} ${problem.name.split('-')[0]}`;
      const late = (slowest.get(kind) ?? 0) > (1000 * limit) / 4;
      const ours = late
        ? { note: 'not tried, slow on a smaller one' }
        : engineAnswer(name, problem, small, 1000 * limit);
      slowest.set(kind, ours.milliseconds ?? 1000 * limit);
      console.log(`${problem.name} ${name} this engine: ${ours.milliseconds?.toFixed(1) ?? ours.note}`);
      const measured = ({ portfolios, ...answer }) => {
        if (!portfolios || !ours.portfolios) return answer;
        const solved = portfolios.flatMap((one, k) => (one ? [k] : []));
        const [theirs, same] = [portfolios, ours.portfolios].map((all) => solved.map((k) => all[k]));
        return {
          ...answer,
          ...judged(name, problem, theirs),
          reference: judged(name, problem, same).objective,
          unsolved: portfolios.length - solved.length,
          apart: apart(same, theirs)
        };
      };
      const others = peers.rows.filter((row) => row.problem === problem.name && row.case === name);
      rows.push({ problem: problem.name, case: name, ours: measured(ours), others: others.map(measured) });
    }
  }
  return rows;
}

async function benchPortfolio() {
  const python = preparedPython('peers-python', `${source}/requirements.txt`);
  const folder = mkdtempSync(join(tmpdir(), 'peers-'));
  const out = `${root}node_modules/.sextant-bench-peers`;
  try {
    console.log(machine);
    ran(python, [`${source}/peers.py`, folder, sizes.join(), String(limit), String(minutes)]);
    const peers = JSON.parse(readFileSync(`${folder}/peers.json`, 'utf8'));
    const rows = await judgedRows(folder, out, peers);
    const command = `npm run bench:peers --${quick ? ' --quick' : ''} --write`;
    const text = peersSection({ rows, machine, python: peers.python, versions: peers.versions, command, limit });
    console.log(`\n${text}`);
    const sheet = await tearSheetSection({ python, source, folder, out, machine, command });
    console.log(`\n${sheet}`);
    if (write) for (const section of [text, sheet]) writeSection(section);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
  }
}

if (suite === 'past') await benchPast({ quick, write });
else if (suite === 'portfolio') await benchPortfolio();
else throw new RangeError(`no suite ${suite}`);
