import { absolute, add, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { TaxGain } from './gain';

/** Sums of gains in the tax currency. Gains that lack a rate are counted but not summed. */
export interface GainSums {
  readonly count: number;
  /** Gains that could not be worked out for want of a rate; no sum contains them. */
  readonly unknown: number;
  readonly proceeds: Decimal;
  readonly cost: Decimal;
  /** Denied losses, positive: net = proceeds - cost + denied. */
  readonly denied: Decimal;
  /** Sum of the gains above zero. */
  readonly gains: Decimal;
  /** Sum of the losses that count, as a positive amount. */
  readonly losses: Decimal;
  /** gains - losses. */
  readonly net: Decimal;
}

/** Sums over gains. */
export function gainSums(gains: Iterable<TaxGain>): GainSums {
  let [count, unknown] = [0, 0];
  let [proceeds, cost, denied, above, below] = [ZERO, ZERO, ZERO, ZERO, ZERO];
  for (const one of gains) {
    count += 1;
    if (one.gain === undefined) {
      unknown += 1;
      continue;
    }
    proceeds = add(proceeds, one.proceeds.amount);
    cost = add(cost, one.cost.amount);
    denied = add(denied, deniedLoss(one));
    if (one.gain > 0n) above = add(above, one.gain);
    else below = add(below, absolute(one.gain));
  }
  return { count, unknown, proceeds, cost, denied, gains: above, losses: below, net: subtract(above, below) };
}

/** Sums of gains for each value of a key (a term, an instrument, an account, an owner), in order of first appearance. */
export function gainSumsBy<Key>(gains: Iterable<TaxGain>, keyOf: (gain: TaxGain) => Key): Map<Key, GainSums> {
  const groups = new Map<Key, TaxGain[]>();
  for (const gain of gains) {
    const key = keyOf(gain);
    const known = groups.get(key);
    if (known) known.push(gain);
    else groups.set(key, [gain]);
  }
  return new Map(Array.from(groups, ([key, own]) => [key, gainSums(own)]));
}

/** The part of a loss that does not count now, positive. */
export function deniedLoss({ adjustments }: TaxGain): Decimal {
  return adjustments.reduce((all, { kind, amount }) => (kind === 'denied-loss' ? add(all, amount) : all), ZERO);
}

/** The part of the cost that is losses denied before, positive. */
export function carriedLoss({ adjustments }: TaxGain): Decimal {
  return adjustments.reduce((all, { kind, amount }) => (kind === 'carried-loss' ? add(all, amount) : all), ZERO);
}
