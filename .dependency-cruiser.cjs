const { resolve } = require('node:path');

/** Who may import whom. Every layer may use itself; a layer that is not listed is refused. */
const may = {
  math: [],
  domain: ['math'],
  quant: ['math', 'domain'],
  storage: ['domain'],
  data: ['domain'],
  platform: ['domain'],
  'compute/protocol': ['math', 'domain', 'quant'],
  'compute/caller': ['domain', 'quant', 'compute/protocol'],
  'compute/worker': ['math', 'domain', 'quant', 'compute/protocol'],
  'services/background': [
    'domain',
    'quant',
    'storage/dexie',
    'storage/device',
    'data/providers',
    'platform/background'
  ],
  services: ['math', 'domain', 'quant', 'storage', 'data', 'platform', 'compute'],
  state: ['domain', 'services'],
  ui: ['domain', 'math']
};
const layers = ['math', 'domain', 'quant', 'storage', 'data', 'platform', 'compute', 'services', 'state', 'ui'];
const corePackages = ['ml-matrix', '@noble/hashes', 'trading-signals'];
/** Subjects whose index.ts is the only door. */
const doored = 'math|domain|quant|storage|data|compute|services|ui';

const tests = '\\.(test|bench|fixture)\\.(ts|svelte)$';
const inLayer = (name) => `^src/lib/${name}(/|\\.)`;
const ours = '^(src|workers)/';

const layerRules = Object.entries(may).map(([name, allowed]) => ({
  name: `layer-${name.replace('/', '-')}`,
  comment: `${name} may use ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: inLayer(name), pathNot: [tests, ...(name === 'services' ? [inLayer('services/background')] : [])] },
  to: {
    path: ours,
    pathNot: [name, ...allowed].map(inLayer).concat(name === 'compute/caller' ? ['^workers/'] : [])
  }
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      comment:
        'an import that cannot be resolved cannot be judged; names of SvelteKit and addresses of assets are for Vite',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$(app|env)/|\\$service-worker$|\\./\\$types)|^@?[a-z][^?]*\\?url$' }
    },
    {
      name: 'core-packages',
      comment: `the core uses only ${corePackages.join(', ')}`,
      severity: 'error',
      from: { path: '^src/lib/(math|domain|quant)/', pathNot: tests },
      to: { pathNot: [ours, `(^|/)node_modules/(${corePackages.join('|')})/`] }
    },
    ...layerRules,
    {
      name: 'unknown-layer',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: '^src/lib/', pathNot: layers.map(inLayer) }
    },
    {
      name: 'subject-door',
      comment: 'another subject is entered by its index.ts only',
      severity: 'error',
      from: { path: '^src/lib/([^/]+)/([^/]+)', pathNot: tests },
      to: {
        path: `^src/lib/(${doored})/[^/]+/`,
        pathNot: [`^src/lib/$1/$2/`, `^src/lib/[^/]+/[^/]+/index\\.ts$`, '\\.css$']
      }
    },
    {
      name: 'subject-door-outside',
      comment: 'screens and workers enter a subject by its index.ts only',
      severity: 'error',
      from: { path: '^(src/routes|src/service-worker|workers)', pathNot: tests },
      to: { path: `^src/lib/(${doored})/[^/]+/`, pathNot: [`^src/lib/[^/]+/[^/]+/index\\.ts$`, '\\.css$'] }
    },
    {
      name: 'caller-types-only',
      comment: 'the caller knows workers and quant by their types',
      severity: 'error',
      from: { path: inLayer('compute/caller'), pathNot: tests },
      to: { path: ['^workers/', inLayer('quant')], dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'workers-are-entered-by-the-caller',
      severity: 'error',
      from: { path: '^src/', pathNot: [inLayer('compute/caller'), tests] },
      to: { path: '^workers/' }
    },
    {
      name: 'layer-routes',
      severity: 'error',
      from: { path: '^src/routes/', pathNot: tests },
      to: { path: ours, pathNot: ['^src/routes/', ...['services', 'state', 'ui', 'domain', 'quant'].map(inLayer)] }
    },
    {
      name: 'layer-workers',
      severity: 'error',
      from: { path: '^workers/', pathNot: tests },
      to: {
        path: ours,
        pathNot: [
          '^workers/',
          ...[
            'math',
            'domain',
            'quant',
            'storage',
            'data',
            'services/background',
            'compute/protocol',
            'compute/worker'
          ].map(inLayer)
        ]
      }
    },
    {
      name: 'layer-service-worker',
      severity: 'error',
      from: { path: '^src/service-worker\\.ts$' },
      to: { path: ours, pathNot: ['^src/service-worker', inLayer('services/background')] }
    },
    {
      name: 'background-stays-small',
      comment: 'neither the pool nor DuckDB may end up in the service worker',
      severity: 'error',
      from: { path: [inLayer('services/background'), '^src/service-worker\\.ts$'] },
      to: { path: [inLayer('compute'), inLayer('storage/duckdb'), '(^|/)@duckdb/'], reachable: true }
    }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: resolve(__dirname, 'tsconfig.layers.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.svelte-kit|build)/' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.svelte', '.js', '.mjs', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'default', 'require']
    },
    cache: false
  }
};
