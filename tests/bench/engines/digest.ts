import { kernelName, withForcedKernels, type KernelName } from '$lib/math/kernels';
import { randomStream } from '$lib/math/random';
import {
  simulateBlock,
  simulationInputs,
  simulationPlan,
  type ModelSpec,
  type SimulationSpec
} from '$lib/quant/simulation';

/** Terminal values of each model by one kernel. */
export interface EngineDigest {
  readonly kernel: KernelName;
  readonly models: readonly { readonly kind: string; readonly terminal: readonly number[] }[];
}

const PATHS = 512;

const models: readonly ModelSpec[] = [
  { kind: 'independent' },
  { kind: 'block', blockRows: 10 },
  { kind: 'stationary', blockRows: 5 },
  { kind: 'history' },
  { kind: 'normal' },
  { kind: 'student' },
  { kind: 'filtered', filter: 'garch' },
  { kind: 'garch' },
  { kind: 'copula', law: 't' },
  { kind: 'regimes', states: 2 }
];

/** Rows of three correlated series whose volatility clusters. */
function sample() {
  const random = randomStream(77);
  const rows = 1000;
  const values = new Float64Array(rows * 3);
  let variance = 1e-4;
  for (let t = 0; t < rows; t++) {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    [a, 0.6 * a + 0.8 * b, 0.3 * a + 0.5 * b + 0.81 * c].forEach((z, i) => {
      values[3 * t + i] = 0.0004 * (i + 1) + Math.sqrt(variance) * z;
    });
    variance = 5e-6 + 0.07 * variance * a * a + 0.88 * variance;
  }
  return { values, rows, columns: 3 };
}

/** A year of monthly contributions and of rebalancing under every model, from one seed. */
function terminals(): EngineDigest['models'] {
  const returns = sample();
  return models.map((model) => {
    const { kind } = model;
    const spec: SimulationSpec = {
      ...{ seed: 1907, paths: PATHS, months: 12, cashRate: 0.01, goals: [], model },
      ...{ accounts: [{ kind: 'free', value: 1000 }], weights: Float64Array.of(0.4, 0.3, 0.2) },
      ...{ rebalancing: { kind: 'step' }, inflation: { kind: 'fixed', rate: 0.02 } },
      flows: [{ fromMonth: 1, toMonth: 12, monthly: 10, indexed: true }]
    };
    const inputs = simulationInputs(spec, { returns, rowsPerMonth: 21 });
    const terminal = new Float64Array(PATHS);
    for (const block of simulationPlan(spec).blocks)
      terminal.set(simulateBlock(spec, inputs, block).terminal, block.firstPath);
    return { kind, terminal: [...terminal] };
  });
}

/** The same by each kernel that this engine has. */
export function digests(): EngineDigest[] {
  return (['typescript', 'wasm-simd-1'] as const).map((name) =>
    withForcedKernels(name, () => ({ kernel: kernelName(), models: terminals() }))
  );
}
