import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled, machine } from '../../tools/bench-bundle.mjs';

// node tests/bench/simulation-peer.mjs [paths]: correlated paths of 252 steps and 10 instruments beside numpy, on one thread
// each. PYTHON names a Python with numpy. Processor time is told too: on a busy machine it is the fairer one.
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}node_modules/.sextant-bench-simulation`;
const paths = Number(process.argv[2] ?? 100_000);
const python = process.env['PYTHON'] ?? `${root}node_modules/.cache/peers-python/bin/python`;
const say = (line) => process.stdout.write(`${line}\n`);
try {
  await bundled(out, { paths: `${root}tests/bench/simulation-paths.ts` });
  const { correlatedPaths } = await import(pathToFileURL(`${out}/paths.js`).href);
  correlatedPaths(2000);
  const times = [1, 2, 3].map(() => {
    const [begun, before] = [performance.now(), process.cpuUsage().user];
    correlatedPaths(paths);
    return { wall: performance.now() - begun, cpu: (process.cpuUsage().user - before) / 1000 };
  });
  const ours = times.sort((a, b) => a.cpu - b.cpu)[1];
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const script = fileURLToPath(new URL('simulation-numpy.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(python, [script, paths, 252, 10], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const peer = JSON.parse(stdout);
  say(machine);
  say(`${paths} paths x 252 x 10, ours: ${ours.wall.toFixed(0)} ms, processor ${ours.cpu.toFixed(0)} ms`);
  for (const [chunk, { wall, cpu }] of Object.entries(peer.rows))
    say(
      `numpy ${peer.numpy}, ${chunk} paths at a time: ${wall.toFixed(0)} ms, processor ${cpu.toFixed(0)} ms, ${(cpu / ours.cpu).toFixed(2)} times ours`
    );
} finally {
  rmSync(out, { recursive: true, force: true });
}
