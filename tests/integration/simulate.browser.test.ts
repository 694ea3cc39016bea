import { afterAll, expect, test } from 'vitest';
import { releaseWorkers, run, runEach } from '$lib/compute/caller';
import { simulate, simulationInputs, simulationPlan, type SimulationSpec } from '$lib/quant/simulation';

afterAll(releaseWorkers);

const spec: SimulationSpec = {
  ...{ seed: 20_221_230, paths: 3000, months: 240, initialValue: 100_000, weights: Float64Array.of(0.6, 0.3) },
  ...{ cashRate: 0.01, model: { kind: 'normal' }, inflation: 0.02, goal: { amount: 500_000, indexed: true } },
  flows: [{ fromMonth: 0, toMonth: 120, monthly: 500, indexed: true }]
};
const source = { expectedReturns: Float64Array.of(0.06, 0.03), covariance: Float64Array.of(0.03, 0.002, 0.002, 0.004) };

test('the same seed gives the same answer to the bit on 1, 2 and 3 workers, and without any', async () => {
  const inputs = simulationInputs(spec, source);
  const { blocks } = simulationPlan(spec);
  const groups = Array.from({ length: Math.ceil(blocks.length / 2) }, (_, i) => blocks.slice(2 * i, 2 * i + 2));
  const alone = simulate(spec, inputs);
  for (const workers of [1, 2, 3]) {
    const questions = groups.map((group) => ({ spec, inputs, blocks: group }));
    const told: number[] = [];
    const answers = await runEach('simulate', 'blocks', questions, {
      workers,
      onProgress: (share) => told.push(share)
    });
    const result = await run('simulate', 'combine', { spec, parts: answers.flat() });
    expect(result).toEqual(alone);
    expect(told.at(-1)).toBeCloseTo(1, 12);
  }
  const other = { ...spec, seed: 1 };
  expect(simulate(other, inputs).terminal.mean).not.toBe(alone.terminal.mean);
});
