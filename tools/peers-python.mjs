import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program to its end. */
export function ran(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${error?.message ?? `ended ${status}`}`);
}

/** The Python of an environment with the packages that a file pins, made anew when the pins change. */
export function preparedPython(name, requirements) {
  const venv = `${root}node_modules/.cache/${name}`;
  const python = process.platform === 'win32' ? `${venv}/Scripts/python.exe` : `${venv}/bin/python`;
  const pins = readFileSync(requirements, 'utf8');
  const stamp = `${venv}/pins.txt`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pins) return python;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(`${root}node_modules/.cache`, { recursive: true });
  ran(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', venv]);
  ran(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements]);
  writeFileSync(stamp, pins);
  return python;
}
