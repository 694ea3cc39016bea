import { dayText, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { least, negate, scaledBy, subtract, ZERO, type Decimal, type Money } from '$lib/domain/money';
import type { GainDraft, PoolStanding } from '../gain';
import { shareOf, type ConvertedMoney, type TaxAmount } from '../record/tax-amount';
import type { Reshaping, Stamp } from '../record/tax-event';
import type { CostPool } from './cost-pool';

/** What a corporate action needs of the walk over the pools. */
interface Pools {
  pool(account: AccountId, instrument: InstrumentId): CostPool;
  standing(pool: CostPool): PoolStanding;
  converted(amount: Money, day: Day): ConvertedMoney;
  sellFraction(stamp: Stamp, units: Decimal, cash: Money): void;
  realise(draft: GainDraft): void;
}

/**
 * Books a corporate action: the cost of the units of one account is shared by weight among what stays, what is received
 * and the boot, whose share meets its cash as a gain. Short positions keep as they are.
 * @throws RangeError when all weights are zero.
 */
export function reshapePools(walk: Pools, event: Reshaping): void {
  const pool = walk.pool(event.account, event.instrument);
  const own = least(pool.held(event.account), pool.units);
  if (own <= 0n) return;
  const { keeps, retained, receives, boot } = event;
  const weights = receives.reduce((all, { weight }) => all + weight, retained + (boot?.weight ?? 0n));
  if (weights <= 0n) throw new RangeError(`event "${event.event}" of ${dayText(event.day)} shares a cost by no weight`);
  const before = walk.standing(pool);
  const whole = shareOf(pool.cost, own, pool.units);
  // Each share is what the running weight adds, so that the shares add up to the whole.
  let reached = 0n;
  let given = ZERO;
  const nextShare = (weight: bigint): TaxAmount => {
    reached += weight;
    const upTo = scaledBy(whole.amount, reached, weights);
    const amount = subtract(upTo, given);
    given = upTo;
    return { amount, missing: weight === 0n ? [] : whole.missing };
  };
  const kept = nextShare(retained).amount;
  if (keeps) pool.add(event, 'reshaped', ZERO, { amount: subtract(kept, whole.amount), missing: [] });
  else {
    pool.take(event, 'reshaped', own);
    pool.count(event.account, negate(own));
  }
  for (const { instrument, numerator, denominator, weight, lieu } of receives) {
    const stamp = { event: event.event, account: event.account, day: event.day, instrument };
    const target = walk.pool(event.account, instrument);
    const units = scaledBy(own, numerator, denominator);
    target.count(event.account, units);
    target.add(stamp, 'reshaped', units, nextShare(weight));
    if (lieu) walk.sellFraction(stamp, units, lieu);
  }
  if (!boot) return;
  const proceeds = walk.converted(boot.amount, event.day);
  const quantity = keeps || receives.length > 0 ? ZERO : own;
  walk.realise({ stamp: event, matching: 'pool', quantity, proceeds, cost: nextShare(boot.weight), pool: before });
}
