import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { confidentPooling, entropyPooling, type ScenarioView } from './index';

const instruments = ['a', 'b'].map(instrumentId);
const [a, b] = instruments;
const random = randomStream(5, 1);
const scenarios = { values: Float64Array.from({ length: 400 }, () => 0.02 * random.normal()), rows: 200, columns: 2 };
const up: ScenarioView = { kind: 'mean', id: 'up', basket: a, relation: 'equal', value: 0.004 };
const wild: ScenarioView = { kind: 'variance', id: 'wild', instrument: b, relation: 'at-least', value: 0.0006 };

const probabilitiesOf = (views: ScenarioView[]): Float64Array => {
  const result = entropyPooling({ instruments, scenarios, views });
  if (result.status !== 'ok') throw new Error(result.status);
  return result.probabilities;
};

describe('confidentPooling', () => {
  it('is entropy pooling where every view is certain', () => {
    const result = confidentPooling({ instruments, scenarios, views: [{ view: up }, { view: wild, confidence: 1 }] });
    if (result.status !== 'ok') throw new Error(result.status);
    expect(result.probabilities).toEqual(probabilitiesOf([up, wild]));
  });

  it('mixes nested posteriors by the steps between confidences', () => {
    const views = [
      { view: up, confidence: 0.25 },
      { view: wild, confidence: 0.75 }
    ];
    const result = confidentPooling({ instruments, scenarios, views });
    if (result.status !== 'ok') throw new Error(result.status);
    const [both, one] = [probabilitiesOf([up, wild]), probabilitiesOf([wild])];
    result.probabilities.forEach((p, t) => {
      expect(p).toBeCloseTo(0.25 * both[t] + 0.5 * one[t] + 0.25 / 200, 15);
    });
    expect(result.relativeEntropy).toBeGreaterThan(0);
  });

  it('names views that clash and refuses confidences beyond certainty', () => {
    const down = { ...up, id: 'down', value: -0.004 };
    expect(
      confidentPooling({ instruments, scenarios, views: [{ view: up }, { view: down, confidence: 0.5 }] })
    ).toEqual({
      status: 'infeasible',
      views: ['up', 'down']
    });
    expect(() => confidentPooling({ instruments, scenarios, views: [{ view: up, confidence: 1.1 }] })).toThrow(
      RangeError
    );
  });
});
