import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const gate = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** The violations the gate finds under a folder, as `rule < file`. */
async function violations(folder: string): Promise<string[]> {
  const run = promisify(execFile)(
    process.execPath,
    [gate, 'src', 'workers', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { cwd: folder, maxBuffer: 1 << 28 }
  );
  const output = await run.catch((error: unknown) => error as { stdout: string; stderr: string });
  if (!output.stdout.startsWith('{')) throw new Error(output.stderr);
  const { summary } = JSON.parse(output.stdout) as { summary: { violations: Violation[] } };
  return [...new Set(summary.violations.map(({ from, rule }) => `${rule.name} < ${from}`))].sort();
}

/** A small house in which everything stands where it may. */
const sound: Record<string, string> = {
  'src/lib/math/stats/index.ts': `export { mean } from './mean';`,
  'src/lib/math/stats/mean.ts': `import { Matrix } from 'ml-matrix';\nexport const mean = (m: Matrix): number => m.mean();`,
  'src/lib/domain/calendar/index.ts': `export type Day = number;\nexport const today = 0;`,
  'src/lib/quant/risk/index.ts': `export { risk } from './measures';`,
  'src/lib/quant/risk/measures.ts': `import { mean } from '$lib/math/stats';\nexport const risk = mean;`,
  'src/lib/quant/tax/index.ts': `export { risk as tax } from '$lib/quant/risk';`,
  'src/lib/storage/dexie/index.ts': `import type { Day } from '$lib/domain/calendar';\nexport const kept: Day[] = [];`,
  'src/lib/storage/duckdb/index.ts': `export const rows = 0;`,
  'src/lib/compute/protocol/index.ts': `export interface Message { id: number }`,
  'src/lib/compute/caller/index.ts': `import type { Face } from '../../../../workers/risk.worker';\nexport const pool = (face: Face): Face => face;`,
  'src/lib/services/value-portfolio/index.ts': `import { pool } from '$lib/compute/caller';\nexport const value = pool;`,
  'src/lib/services/background/index.ts': `export { kept } from '$lib/storage/dexie';`,
  'src/lib/state/as-of.svelte.ts': `import { value } from '$lib/services/value-portfolio';\nexport const state = value;`,
  'src/lib/ui/charts/index.ts': `export { default as Line } from './Line.svelte';`,
  'src/lib/ui/charts/Line.svelte': `<script lang="ts">\n  import { today } from '$lib/domain/calendar';\n</script>\n{today}`,
  'src/routes/+page.svelte': `<script lang="ts">\n  import { goto } from '$app/navigation';\n  import { Line } from '$lib/ui/charts';\n  import { state } from '$lib/state/as-of.svelte';\n</script>\n<Line />`,
  'src/service-worker.ts': `import { kept } from '$lib/services/background';\nexport const all = kept;`,
  'workers/risk.worker.ts': `import { risk } from '$lib/quant/risk';\nexport type Face = typeof risk;`
};

/** Each plant: the files laid over the sound house and the complaint that must follow. */
const plants: readonly (readonly [what: string, files: Record<string, string>, complaint: string])[] = [
  [
    'math uses domain',
    { 'src/lib/math/stats/a.ts': `import type { Day } from '$lib/domain/calendar';\nexport type A = Day;` },
    'layer-math < src/lib/math/stats/a.ts'
  ],
  [
    'ui uses a service',
    { 'src/lib/ui/forms/a.ts': `export { value } from '$lib/services/value-portfolio';` },
    'layer-ui < src/lib/ui/forms/a.ts'
  ],
  [
    'a component uses storage',
    {
      'src/lib/ui/charts/A.svelte': `<script lang="ts">\n  import { kept } from '$lib/storage/dexie';\n</script>\n{kept}`
    },
    'layer-ui < src/lib/ui/charts/A.svelte'
  ],
  [
    'a screen uses math',
    { 'src/routes/a/+page.svelte': `<script lang="ts">\n  import { mean } from '$lib/math/stats';\n</script>\n{mean}` },
    'layer-routes < src/routes/a/+page.svelte'
  ],
  [
    'two files use each other',
    {
      'src/lib/domain/money/a.ts': `import { b } from './b';\nexport const a = (): unknown => b;`,
      'src/lib/domain/money/b.ts': `import { a } from './a';\nexport const b = (): unknown => a;`
    },
    'no-cycles < src/lib/domain/money/a.ts'
  ],
  [
    'quant passes by the door of another subject',
    { 'src/lib/quant/tax/deep.ts': `export { risk } from '$lib/quant/risk/measures';` },
    'subject-door < src/lib/quant/tax/deep.ts'
  ],
  [
    'quant uses a service by a dynamic import',
    { 'src/lib/quant/tax/dynamic.ts': `export const a = (): unknown => import('$lib/services/value-portfolio');` },
    'layer-quant < src/lib/quant/tax/dynamic.ts'
  ],
  [
    'an alias that leads nowhere',
    { 'src/lib/domain/money/nowhere.ts': `export { a } from '$lib/domain/nowhere';` },
    'no-unresolvable < src/lib/domain/money/nowhere.ts'
  ],
  [
    'the core uses a package of the screen',
    { 'src/lib/quant/tax/package.ts': `export { scaleLinear } from 'd3';` },
    'core-packages < src/lib/quant/tax/package.ts'
  ],
  [
    'the core uses Node',
    { 'src/lib/math/stats/node.ts': `export { readFile } from 'node:fs';` },
    'core-packages < src/lib/math/stats/node.ts'
  ],
  [
    'the caller takes a value from a worker',
    { 'src/lib/compute/caller/a.ts': `export * as worker from '../../../../workers/risk.worker';` },
    'caller-types-only < src/lib/compute/caller/a.ts'
  ],
  [
    'a worker uses a service',
    { 'workers/a.worker.ts': `export { value } from '$lib/services/value-portfolio';` },
    'layer-workers < workers/a.worker.ts'
  ],
  [
    'background reaches DuckDB through a provider',
    {
      'src/lib/services/background/prices.ts': `export { prices } from '$lib/data/providers';`,
      'src/lib/data/providers/index.ts': `export { selectBundle as prices } from '@duckdb/duckdb-wasm';`
    },
    'background-stays-small < src/lib/services/background/prices.ts'
  ],
  [
    'the service worker uses storage itself',
    { 'src/service-worker.ts': `export { kept } from '$lib/storage/dexie';` },
    'layer-service-worker < src/service-worker.ts'
  ],
  [
    'a folder that is no layer',
    {
      'src/lib/drawer/a/index.ts': `export const a = 1;`,
      'src/lib/state/a.svelte.ts': `export { a } from '$lib/drawer/a';`
    },
    'unknown-layer < src/lib/state/a.svelte.ts'
  ]
];

const houses: string[] = [];

function house(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-layers-'));
  houses.push(folder);
  for (const [path, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.layers.json']) cpSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

describe('the layer gate', () => {
  let complaints: string[];
  beforeAll(async () => {
    complaints = await violations(
      house(Object.assign({}, ...plants.map(([, files]) => files)) as Record<string, string>)
    );
  }, 60_000);
  afterAll(() => {
    for (const folder of houses) rmSync(folder, { recursive: true, force: true });
  });

  it('passes a house in which everything stands where it may', async () => {
    expect(await violations(house({}))).toEqual([]);
  });

  it.for(plants)('catches: %s', ([, , complaint]) => {
    expect(complaints).toContain(complaint);
  });

  it('complains of planted files only', () => {
    const planted = new Set(plants.flatMap(([, files]) => Object.keys(files)));
    expect(complaints.filter((complaint) => !planted.has(complaint.split(' < ')[1] ?? ''))).toEqual([]);
  });

  it('passes this project', async () => {
    expect(await violations(root)).toEqual([]);
  });
});
