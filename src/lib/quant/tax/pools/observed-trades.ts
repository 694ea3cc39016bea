import type { Day } from '$lib/domain/calendar';
import type { Decimal } from '$lib/domain/money';
import { restOfMoney, shareOfMoney, type ConvertedMoney } from '../record/tax-amount';
import type { Acquisition, Disposal, TaxEvent } from '../record/tax-event';
import type { CostPool } from './cost-pool';
import { poolKey, type PoolSetting } from './pool-setting';
import { PoolWalk, type PoolRule } from './pool-walk';

/** A purchase with its cost, options settled by it included. */
export interface ObservedPurchase {
  readonly day: Day;
  readonly event: Acquisition;
  readonly cost: ConvertedMoney;
}

/** A sale with its proceeds, options settled by it included. */
export interface ObservedSale {
  readonly event: Disposal;
  readonly proceeds: ConvertedMoney;
}

/** The trades of one pool in ledger order, and how many units it held after each movement. */
export interface ObservedPool {
  readonly purchases: ObservedPurchase[];
  readonly sales: ObservedSale[];
  /** Sales of one day with no purchase between them, by the first of them. */
  readonly runs: Map<Disposal, ObservedSale[]>;
  readonly timeline: readonly { readonly day: Day; readonly units: Decimal }[];
}

/** Purchases into a pool at its average cost, sales out of it: no jurisdiction's rule, but what all of them share. */
export const plainPooling: PoolRule = {
  shortsCount: 'cover',
  acquired(walk, pool, event, cost) {
    addToPool(walk, pool, event, cost);
  },
  disposed(walk, pool, event, proceeds) {
    takeFromPool(walk, pool, event, proceeds);
  }
};

/** Covers what is short, then adds the rest to the pool. */
export function addToPool(walk: PoolWalk, pool: CostPool, event: Acquisition, cost: ConvertedMoney): void {
  const left = walk.cover(pool, event, event.quantity, cost);
  if (left === 0n) return;
  const rest = shareOfMoney(cost, left, event.quantity);
  pool.add(event, 'acquired', left, rest, rest);
}

/** Sells out of the pool; what is not there is short from now on. */
export function takeFromPool(walk: PoolWalk, pool: CostPool, event: Disposal, proceeds: ConvertedMoney): void {
  const { quantity, charges } = event;
  const beyond = event.sold ? walk.sellFromPool(pool, event, quantity, proceeds, charges) : quantity;
  if (beyond === 0n) return;
  const short =
    beyond === quantity ? proceeds : restOfMoney(proceeds, shareOfMoney(proceeds, sold(event, beyond), quantity));
  pool.shorts.push({ stamp: event, units: beyond, proceeds: short });
}

const sold = ({ quantity }: Disposal, beyond: Decimal): Decimal => (quantity - beyond) as Decimal;

/** Every pool's trades, seen once ahead, so that a rule can look before and behind a sale. Keys are those of poolKey. */
export function observedPools(events: readonly TaxEvent[], setting: PoolSetting): ReadonlyMap<string, ObservedPool> {
  const pools = new Map<string, ObservedPool>();
  const of = (walk: PoolWalk, { account, instrument }: Acquisition | Disposal): ObservedPool => {
    const key = poolKey(setting.owners, account, instrument);
    let observed = pools.get(key);
    if (!observed) {
      const { timeline } = walk.pool(account, instrument);
      observed = { purchases: [], sales: [], runs: new Map(), timeline };
      pools.set(key, observed);
    }
    return observed;
  };
  const open = new Map<ObservedPool, ObservedSale[]>();
  const walk = new PoolWalk(setting, {
    ...plainPooling,
    acquired(at, pool, event, cost) {
      const seen = of(at, event);
      seen.purchases.push({ day: event.day, event, cost });
      open.delete(seen);
      plainPooling.acquired(at, pool, event, cost);
    },
    disposed(at, pool, event, proceeds) {
      const seen = of(at, event);
      const sale = { event, proceeds };
      seen.sales.push(sale);
      const run = open.get(seen);
      if (run && run[0]?.event.day === event.day) run.push(sale);
      else {
        const fresh = [sale];
        open.set(seen, fresh);
        seen.runs.set(event, fresh);
      }
      plainPooling.disposed(at, pool, event, proceeds);
    }
  });
  for (const event of events) walk.apply(event);
  return pools;
}
