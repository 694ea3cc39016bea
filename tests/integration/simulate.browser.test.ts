import { afterAll, expect, test } from 'vitest';
import { releaseWorkers, run, runEach } from '$lib/compute/caller';
import { withForcedKernels } from '$lib/math/kernels';
import {
  sensitivityVariants,
  simulate,
  simulationInputs,
  simulationPlan,
  type ModelSpec,
  type SimulationSpec
} from '$lib/quant/simulation';
import { dailySample } from '../../src/lib/quant/simulation/plain-loop.fixture';

afterAll(releaseWorkers);

const base: Omit<SimulationSpec, 'model'> = {
  ...{ seed: 20_221_230, paths: 3000, months: 240, weights: Float64Array.of(0.6, 0.3), cashRate: 0.01 },
  accounts: [{ kind: 'taxable', value: 100_000 }],
  rebalancing: { kind: 'monthly' },
  inflation: { kind: 'autoregressive', rate: 0.02, persistence: 0.6, deviation: 0.002 },
  goals: [{ name: 'end', kind: 'reach', month: 240, amount: 500_000, indexed: true, priority: 1 }],
  flows: [{ fromMonth: 0, toMonth: 120, monthly: 500, indexed: true }]
};
const models: ModelSpec[] = [
  { kind: 'normal' },
  { kind: 'stationary', blockRows: 'auto' },
  { kind: 'student' },
  { kind: 'garch' },
  { kind: 'copula', law: 't' },
  { kind: 'regimes', states: 2 }
];
const source = { returns: dailySample(400, 2, 6), rowsPerMonth: 2 };

test.each(models)(
  '$kind: the same seed gives the same answer to the bit on 1, 2 and 4 workers, and without any',
  async (model) => {
    const spec: SimulationSpec = { ...base, model };
    const inputs = simulationInputs(spec, source);
    const { blocks } = simulationPlan(spec);
    const groups = Array.from({ length: Math.ceil(blocks.length / 2) }, (_, i) => blocks.slice(2 * i, 2 * i + 2));
    const changes = sensitivityVariants(spec).map(({ variant }) => variant);
    const alone = simulate(spec, inputs, changes);
    for (const workers of [1, 2, 4]) {
      const questions = groups.map((group) => ({ spec, inputs, blocks: group, variants: changes }));
      const told: number[] = [];
      const answers = await runEach('simulate', 'blocks', questions, {
        workers,
        onProgress: (share) => told.push(share)
      });
      const result = await run('simulate', 'combine', { spec, parts: answers.flat() });
      expect(result).toEqual(alone);
      expect(told.at(-1)).toBeCloseTo(1, 12);
    }
  }
);

test('a browser without WebAssembly vectors would give the same within 1e-12', () => {
  for (const model of models) {
    const spec: SimulationSpec = { ...base, model, paths: 500 };
    const inputs = simulationInputs(spec, source);
    const plain = withForcedKernels('typescript', () => simulate(spec, inputs));
    const compiled = withForcedKernels('wasm-simd-1', () => simulate(spec, inputs));
    plain.terminal.quantiles.forEach(({ value }, q) =>
      expect(Math.abs((compiled.terminal.quantiles[q]?.value ?? NaN) / value - 1)).toBeLessThan(1e-12)
    );
  }
});

test('a run of 100,000 paths answers a cancel within 100 ms', async () => {
  const spec: SimulationSpec = { ...base, model: { kind: 'student' }, paths: 100_000 };
  const inputs = simulationInputs(spec, source);
  const questions = simulationPlan(spec).blocks.map((block) => ({ spec, inputs, blocks: [block] }));
  const stop = new AbortController();
  let reported = 0;
  const running = runEach('simulate', 'blocks', questions, {
    signal: stop.signal,
    onProgress: () => {
      reported += 1;
    }
  });
  while (reported === 0) await new Promise((done) => setTimeout(done, 5));
  const begun = performance.now();
  stop.abort(new DOMException('enough', 'AbortError'));
  await expect(running).rejects.toThrow('enough');
  expect(performance.now() - begun).toBeLessThan(100);
});
