import { spawn } from 'node:child_process';

/** Runs commands one after the other; the first that fails ends them. */
async function chain(commands) {
  for (const command of commands) {
    const output = [];
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
    const code = await new Promise((done) => child.on('close', done));
    process.stdout.write(`\n> ${command}\n${Buffer.concat(output)}`);
    if (code !== 0) return false;
  }
  return true;
}

// What reads the sources goes side by side; all of it needs the generated types first.
const isGood =
  (await chain(['svelte-kit sync'])) &&
  (
    await Promise.all([
      chain(['prettier --check .', 'eslint .', 'npm run layers']),
      chain([
        'tsc -p tsconfig.core.json',
        'tsc -p tsconfig.worker.json',
        'svelte-check --tsconfig ./tsconfig.json --fail-on-warnings'
      ])
    ])
  ).every(Boolean) &&
  (await chain(['npm run build', 'npm run budget']));
process.exitCode = isGood ? 0 : 1;
