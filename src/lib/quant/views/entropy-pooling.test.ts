import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { dot } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import type { ReturnMatrix } from '$lib/quant/moments';
import {
  entropyPooling,
  lossTail,
  relativeEntropy,
  scenarioMoments,
  type EntropyPoolingInput,
  type ScenarioView
} from './index';

const instruments = ['a', 'b', 'c', 'd'].map(instrumentId);
const [a, b, c, d] = instruments;
const n = instruments.length;

function scenariosOf(rows: number, seed: number): ReturnMatrix {
  const random = randomStream(seed, rows);
  const values = new Float64Array(rows * n);
  for (let t = 0; t < rows; t++) {
    const market = 0.01 * random.normal();
    for (let j = 0; j < n; j++) values[t * n + j] = (0.5 + 0.3 * j) * market + 0.008 * random.normal() + 2e-4 * j;
  }
  return { values, rows, columns: n };
}
const columnOf = ({ values, rows }: ReturnMatrix, one: InstrumentId) =>
  Float64Array.from({ length: rows }, (_, t) => values[t * n + instruments.indexOf(one)]);

function pooled(input: EntropyPoolingInput) {
  const result = entropyPooling(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

/** The figure that a view is about, under probabilities, in the view's own unit. */
function figure(view: ScenarioView, scenarios: ReturnMatrix, p: Float64Array): number {
  const { means, covariance } = scenarioMoments(scenarios, p);
  const at = (one: InstrumentId) => instruments.indexOf(one);
  switch (view.kind) {
    case 'mean': {
      const other = typeof view.moreThan === 'string' ? means[at(view.moreThan)] : 0;
      return typeof view.basket === 'string' ? means[at(view.basket)] - other : NaN;
    }
    case 'variance':
      return covariance[at(view.instrument) * (n + 1)];
    case 'correlation': {
      const [i, j] = view.instruments.map(at);
      return covariance[i * n + j] / Math.sqrt(covariance[i * (n + 1)] * covariance[j * (n + 1)]);
    }
    case 'skewness':
    case 'kurtosis': {
      const i = at(view.instrument);
      const power = view.kind === 'skewness' ? 3 : 4;
      const moments = columnOf(scenarios, view.instrument).map((one) => (one - means[i]) ** power);
      return dot(p, moments) / covariance[i * (n + 1)] ** (power / 2);
    }
    case 'expected-shortfall': {
      const losses = columnOf(scenarios, view.instrument).map((one) => -one);
      return lossTail(losses, p, view.level).expectedShortfall;
    }
    case 'value-at-risk': {
      const losses = columnOf(scenarios, view.instrument).map((one) => -one);
      return losses.reduce((sum, loss, t) => sum + (loss >= view.value ? p[t] : 0), 0);
    }
    case 'rank':
      return view.order.slice(1).reduce((least, one, k) => {
        return Math.min(least, means[at(view.order[k])] - means[at(one)]);
      }, Infinity);
  }
}

/** How far a view is missed. */
function missed(view: ScenarioView, scenarios: ReturnMatrix, p: Float64Array): number {
  const found = figure(view, scenarios, p);
  if (view.kind === 'rank') return Math.max(0, -found);
  const value = view.kind === 'value-at-risk' ? 1 - view.level : view.value;
  if (view.relation === 'at-least') return Math.max(0, value - found);
  return view.relation === 'at-most' ? Math.max(0, found - value) : Math.abs(found - value);
}

/** Views that ask for something else than the scenarios show, but not for much else. */
function viewsOn(scenarios: ReturnMatrix): ScenarioView[] {
  const equal = new Float64Array(scenarios.rows).fill(1 / scenarios.rows);
  const turned = <View extends ScenarioView & { value: number }>(view: View, factor: number, shift = 0): View => {
    return { ...view, value: figure(view, scenarios, equal) * factor + shift };
  };
  const losses = columnOf(scenarios, d).map((one) => -one);
  return [
    turned({ kind: 'mean', id: 'mean', basket: a, relation: 'equal', value: 0 }, 1, 0.0015),
    turned({ kind: 'mean', id: 'relative', basket: b, moreThan: c, relation: 'at-least', value: 0 }, 1, 0.0005),
    { kind: 'rank', id: 'rank', order: [d, b, c] },
    turned({ kind: 'variance', id: 'variance', instrument: b, relation: 'equal', value: 0 }, 1.2),
    turned({ kind: 'correlation', id: 'correlation', instruments: [a, c], relation: 'at-most', value: 0 }, 0.8),
    turned({ kind: 'skewness', id: 'skewness', instrument: a, relation: 'equal', value: 0 }, 1, -0.2),
    turned({ kind: 'kurtosis', id: 'kurtosis', instrument: d, relation: 'at-least', value: 0 }, 1.1),
    {
      kind: 'value-at-risk',
      id: 'tail',
      instrument: d,
      level: 0.95,
      relation: 'at-least',
      value: 1.1 * lossTail(losses, equal, 0.95).valueAtRisk
    },
    turned({ kind: 'expected-shortfall', id: 'worse', instrument: c, level: 0.9, relation: 'equal', value: 0 }, 1.1),
    turned({ kind: 'expected-shortfall', id: 'better', instrument: a, level: 0.9, relation: 'at-most', value: 0 }, 0.9)
  ];
}

describe('entropyPooling', () => {
  it('leaves the prior where nothing is asked, and where it already holds', () => {
    const scenarios = scenariosOf(60, 3);
    const prior = Float64Array.from({ length: 60 }, (_, t) => 1 + (t % 3));
    const total = prior.reduce((sum, one) => sum + one, 0);
    const none = pooled({ instruments, scenarios, prior, views: [] });
    expect(Array.from(none.probabilities)).toEqual(Array.from(prior, (one) => one / total));
    const slack: ScenarioView = { kind: 'mean', id: 'slack', basket: a, relation: 'at-least', value: -0.5 };
    const same = pooled({ instruments, scenarios, prior, views: [slack] });
    same.probabilities.forEach((one, t) => expect(one).toBeCloseTo(none.probabilities[t], 15));
    expect(same.relativeEntropy).toBe(0);
  });

  it('meets each view within 1e-9, alone and with the others', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 }),
        fc.constantFrom(150, 300),
        (seed, places, rows) => {
          const scenarios = scenariosOf(rows, seed);
          const all = viewsOn(scenarios);
          const chosen = places.map((place) => all[place]);
          const result = entropyPooling({ instruments, scenarios, views: chosen });
          // Few scenarios cannot carry all of these at once: then the views are named.
          if (result.status === 'infeasible') return expect(result.views.length).toBeGreaterThan(0);
          if (result.status !== 'ok') throw new Error(JSON.stringify(result));
          const { probabilities } = result;
          expect(Math.abs(probabilities.reduce((sum, one) => sum + one, 0) - 1)).toBeLessThan(1e-12);
          expect(probabilities.every((one) => one >= 0)).toBe(true);
          for (const view of chosen) expect(missed(view, scenarios, probabilities), view.id).toBeLessThan(1e-9);
          expect(result.effectiveScenarios).toBeLessThanOrEqual(rows * (1 + 1e-12));
          expect(result.relativeEntropy).toBeCloseTo(Math.log(rows) - Math.log(result.effectiveScenarios), 9);
        }
      ),
      { numRuns: 25 }
    );
  });

  it('has the least relative entropy of all reweightings that meet the views', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const scenarios = scenariosOf(80, seed);
        const prior = Float64Array.from({ length: 80 }, (_, t) => (1 + (t % 4)) / 200);
        const asked: ScenarioView[] = [
          { kind: 'mean', id: 'm', basket: a, relation: 'equal', value: 0.001 },
          { kind: 'mean', id: 'r', basket: b, moreThan: d, relation: 'equal', value: 0.0005 }
        ];
        const { probabilities, relativeEntropy: least } = pooled({ instruments, scenarios, prior, views: asked });
        const [first, second, fourth] = [a, b, d].map((one) => columnOf(scenarios, one));
        const rows = [new Float64Array(80).fill(1), first, second.map((one, t) => one - fourth[t])];
        const random = randomStream(seed);
        for (let trial = 0; trial < 20; trial++) {
          const step = Float64Array.from({ length: 80 }, () => random.normal());
          const known: Float64Array[] = [];
          for (const row of [...rows, step]) {
            const rest = Float64Array.from(row);
            for (let pass = 0; pass < 2; pass++) {
              for (const unit of known) {
                const along = dot(rest, unit);
                rest.forEach((one, t) => (rest[t] = one - along * unit[t]));
              }
            }
            const length = Math.sqrt(dot(rest, rest));
            known.push(rest.map((one) => one / length));
          }
          const direction = known[rows.length];
          const room = probabilities.reduce((most, one, t) => {
            return direction[t] < 0 ? Math.min(most, one / -direction[t]) : most;
          }, Infinity);
          const length = room * random.uniform();
          const other = probabilities.map((one, t) => Math.max(0, one + length * direction[t]));
          for (const view of asked) expect(missed(view, scenarios, other)).toBeLessThan(1e-9);
          expect(relativeEntropy(other, prior)).toBeGreaterThanOrEqual(least - 1e-12);
        }
      }),
      { numRuns: 20 }
    );
  });

  it('gives no probability to a scenario that the prior rules out', () => {
    const scenarios = scenariosOf(50, 4);
    const prior = Float64Array.from({ length: 50 }, (_, t) => (t < 10 ? 0 : 1));
    const view: ScenarioView = { kind: 'mean', id: 'm', basket: c, relation: 'equal', value: 0.002 };
    const { probabilities } = pooled({ instruments, scenarios, prior, views: [view] });
    expect(Array.from(probabilities.slice(0, 10))).toEqual(new Array(10).fill(0));
    expect(missed(view, scenarios, probabilities)).toBeLessThan(1e-12);
  });

  it('finds the lowest entropy among all thresholds of a shortfall below the prior one', () => {
    const scenarios = scenariosOf(70, 9);
    const view = { kind: 'expected-shortfall', id: 'e', instrument: c, level: 0.9, relation: 'at-most' } as const;
    const losses = columnOf(scenarios, c).map((one) => -one);
    const value = 0.8 * lossTail(losses, new Float64Array(70).fill(1 / 70), 0.9).expectedShortfall;
    const least = pooled({ instruments, scenarios, views: [{ ...view, value }] });
    // A threshold h alone asks E(loss - h)+ <= (1 - level)(value - h): each is a mean view on a made-up column.
    const best = Array.from(losses, (h) => {
      if (h >= value) return Infinity;
      const excess = losses.map((loss) => Math.max(0, loss - h));
      const result = entropyPooling({
        instruments: [a],
        scenarios: { values: excess, rows: 70, columns: 1 },
        views: [{ kind: 'mean', id: 'x', basket: a, relation: 'at-most', value: (1 - view.level) * (value - h) }]
      });
      return result.status === 'ok' ? result.relativeEntropy : Infinity;
    });
    expect(least.relativeEntropy).toBeCloseTo(Math.min(...best), 9);
  });
});

describe('views that cannot hold', () => {
  const scenarios = scenariosOf(120, 5);
  const mean = (id: string, basket: InstrumentId, value: number, relation: 'at-least' | 'at-most' = 'at-least') =>
    ({ kind: 'mean', id, basket, relation, value }) as const;

  it('are named: a set without one member less that still clashes', () => {
    const asked: ScenarioView[] = [
      mean('fine', a, -0.5),
      mean('b up', b, 0.004),
      { kind: 'rank', id: 'rank', order: [c, b] },
      mean('also fine', d, 0.5, 'at-most'),
      mean('c down', c, 0.002, 'at-most')
    ];
    const result = entropyPooling({ instruments, scenarios, views: asked });
    expect(result).toEqual({ status: 'infeasible', views: ['b up', 'rank', 'c down'] });
    for (const left of ['b up', 'rank', 'c down']) {
      const rest = asked.filter(({ id }) => id !== left);
      expect(entropyPooling({ instruments, scenarios, views: rest }).status).toBe('ok');
    }
  });

  it('are named in later stages too', () => {
    const asked: ScenarioView[] = [
      mean('fine', d, -0.5),
      { kind: 'variance', id: 'wild', instrument: a, relation: 'at-least', value: 0.5 }
    ];
    expect(entropyPooling({ instruments, scenarios, views: asked })).toEqual({ status: 'infeasible', views: ['wild'] });
  });

  it('say before solving what is unknown, out of range or beyond every scenario', () => {
    const codes = (view: ScenarioView) => {
      const result = entropyPooling({ instruments, scenarios, views: [view] });
      return result.status === 'unusable' ? result.problems.map(({ code }) => code) : [];
    };
    expect(codes(mean('v', instrumentId('nowhere'), 0))).toEqual(['unknown-instrument']);
    expect(codes(mean('v', a, NaN))).toEqual(['not-a-number']);
    const tail = { kind: 'expected-shortfall', id: 'v', instrument: a, relation: 'equal' } as const;
    expect(codes({ ...tail, level: 0.95, value: 9 })).toEqual(['beyond-scenarios']);
    expect(codes({ ...tail, level: 1, value: 0.01 })).toEqual(['out-of-range']);
    const pair = { kind: 'correlation', id: 'v', relation: 'equal', value: 1.2 } as const;
    expect(codes({ ...pair, instruments: [a, b] })).toEqual(['out-of-range']);
    expect(() => entropyPooling({ instruments: [a], scenarios, views: [] })).toThrow(RangeError);
    expect(() => entropyPooling({ instruments, scenarios, prior: new Float64Array(120), views: [] })).toThrow(
      RangeError
    );
  });
});
