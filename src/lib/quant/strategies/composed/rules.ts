import type { InstrumentWeight } from '$lib/quant/optimization';
import { decidedEvery, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnOf, weightsDecision, weightsInOrder } from '../seen/weights';
import { conditionHistory, conditionReader, type Condition } from './condition';

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
  /** Once a rule has held, its weights stay until another holds: crossings hold for a day. */
  readonly keeps?: boolean;
  readonly every?: Asked;
}

const parameters: ParameterFields<Rules> = {
  rules: { kind: 'rules', short: 'Rules', needed: true },
  otherwise: { kind: 'weights', short: 'Otherwise', needed: false },
  keeps: { kind: 'switch', short: 'Kept until another rule', default: false },
  every: decidedEvery('day')
};

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
    return Math.max(0, ...conditions.map(conditionHistory));
  },
  begin(given, { instruments }) {
    const { rules: list, otherwise = [], keeps } = withDefaults(parameters, given);
    const targets = [...list.map(({ hold }) => hold), otherwise].map((hold) => weightsInOrder(instruments, hold));
    const conditions = list.map(({ when }) => {
      return when.map((one) => ({ column: columnOf(instruments, one.instrument), holds: conditionReader(one) }));
    });
    let inForce = -1;
    return {
      decide(window) {
        const found = conditions.findIndex((when) => when.every(({ column, holds }) => holds(window, column)));
        const next = found < 0 ? list.length : found;
        if (next === inForce || (keeps && found < 0 && inForce >= 0)) return undefined;
        inForce = next;
        return weightsDecision(targets[next]);
      }
    };
  }
};
