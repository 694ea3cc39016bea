import type { InstrumentId } from '$lib/domain/instruments';
import type { InstrumentWeight } from '$lib/quant/optimization';
import { decidedEvery, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnOf, weightsDecision, weightsInOrder } from '../seen/weights';
import type { Window } from '../window';
import { signalHistory, signalValue, type Signal } from './signal';

/** A signal of an instrument above or below a value, or another signal of it. */
export interface Condition {
  readonly instrument: InstrumentId;
  readonly signal: Signal;
  readonly is: 'above' | 'below';
  readonly than: number | Signal;
}

/** What is held when all conditions hold. */
export interface HoldingRule {
  readonly when: readonly Condition[];
  readonly hold: readonly InstrumentWeight[];
}

export interface Rules {
  /** The first whose conditions hold counts. */
  readonly rules: readonly HoldingRule[];
  /** What is held when no rule holds; cash when absent. */
  readonly otherwise?: readonly InstrumentWeight[];
  readonly every?: Asked;
}

const parameters: ParameterFields<Rules> = {
  rules: { kind: 'rules', short: 'Rules', needed: true },
  otherwise: { kind: 'weights', short: 'Otherwise', needed: false },
  every: decidedEvery('day')
};

const asSignal = (than: number | Signal): Signal =>
  typeof than === 'number' ? { signal: 'constant', value: than } : than;

/** Weights by rules of one's own; answers when another rule comes into force. A signal without a history holds nothing. */
export const rules: Strategy<'rules', Rules> = {
  id: 'rules',
  parameters,
  source: { authors: 'Pardo', year: 2008, title: 'The evaluation and optimization of trading strategies' },
  baseline: false,
  needs: ['weights'],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history(given) {
    const conditions = withDefaults(parameters, given).rules.flatMap(({ when }) => when);
    return Math.max(0, ...conditions.flatMap(({ signal, than }) => [signal, asSignal(than)].map(signalHistory)));
  },
  begin(given, { instruments }) {
    const { rules: list, otherwise = [] } = withDefaults(parameters, given);
    const targets = [...list.map(({ hold }) => hold), otherwise].map((hold) => weightsInOrder(instruments, hold));
    const columns = list.map(({ when }) => when.map(({ instrument }) => columnOf(instruments, instrument)));
    let inForce = -1;
    return {
      decide(window) {
        const found = list.findIndex(({ when }, k) => when.every((one, c) => holds(window, columns[k][c], one)));
        const next = found < 0 ? list.length : found;
        if (next === inForce) return undefined;
        inForce = next;
        return weightsDecision(targets[next]);
      }
    };
  }
};

function holds(window: Window, column: number, { signal, is, than }: Condition): boolean {
  const gap = signalValue(window, column, signal) - signalValue(window, column, asSignal(than));
  return is === 'above' ? gap > 0 : gap < 0;
}
