import { randomStream } from '$lib/math/random';
import { definitionOf, measured, measures, seriesOf, type MeasureInput } from '$lib/quant/measures';

const DAYS = 5040;
const ROUNDS = 15;

function madeUp(): MeasureInput {
  const random = randomStream(20260105);
  const benchmark = Float64Array.from({ length: DAYS }, () => 0.0003 + 0.009 * random.normal());
  const returns = benchmark.map((value) => 0.8 * value + 0.0001 + 0.004 * random.normal());
  const days = returns.map((_, t) => 12_418 + t + 2 * Math.floor(t / 5));
  return { returns, benchmark, days, start: 12_417, periodsPerYear: 252, riskFree: 0.00008 };
}

function median(run: () => number): { ms: number; value: number } {
  const times: number[] = [];
  let value = NaN;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    value = run();
    times.push(performance.now() - begun);
  }
  return { ms: times.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN, value };
}

/** Every measure of 20 years of days against a benchmark, beside the same measures each from the bare returns. */
export function measuresBench(): Promise<{
  name: string;
  ours_ms: number;
  reference_ms: number;
  ratio: number;
  note: string;
}> {
  const input = madeUp();
  const figure = 'sharpe-ratio';
  const ours = median(() => measured(input)[figure] ?? NaN);
  const alone = median(() => {
    let sharpe = NaN;
    for (const one of measures) {
      const value = definitionOf(one, 'sextant').of(seriesOf(input));
      if (one.id === figure) sharpe = value;
    }
    return sharpe;
  });
  if (ours.value !== alone.value) throw new Error(`${ours.value} and ${alone.value} differ`);
  const slow = /entropic|pareto/;
  const usual = measures.filter(({ id }) => !slow.test(id)).map(({ id }) => id);
  const sheet = median(() => measured(input, 'quantstats', usual)[figure] ?? NaN);
  return Promise.resolve({
    name: `Measures, all ${measures.length} of 20 years of days`,
    ours_ms: ours.ms,
    reference_ms: alone.ms,
    ratio: alone.ms / ours.ms,
    note: `each measure from the bare returns, the same figures; without entropic and Pareto fits ${sheet.ms.toFixed(1)} ms`
  });
}
