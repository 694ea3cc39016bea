import type { Day } from '$lib/domain/calendar';
import type { AccountId, EventId, LiveTransaction } from '$lib/domain/ledger';
import { ZERO, type Decimal } from '$lib/domain/money';
import { poolKey } from '../pools/pool-setting';
import { taxEvents } from '../record/tax-events';
import type { Acquisition, TaxEvent } from '../record/tax-event';
import { LotWalk, type LotSetting } from './lot-walk';

/** A purchase that may take the place of what was sold at a loss. */
export interface Replacement {
  readonly event: EventId;
  readonly account: AccountId;
  readonly day: Day;
  /** Place of its transaction in the ledger. */
  readonly place: number;
  /** Units still to come that replace nothing yet, as they are on the day of the purchase. */
  free: Decimal;
}

/** Purchases of each pool in order (keys are those of poolKey), and the events of the ledger they were read from. */
export interface Replacements {
  readonly byPool: ReadonlyMap<string, readonly Replacement[]>;
  readonly events: readonly TaxEvent[];
}

/** Purchases with the units by which they opened a long position: what only covered a short replaces nothing. */
export function replacements(live: readonly LiveTransaction[], setting: LotSetting): Replacements {
  const walk = new LotWalk(setting);
  const byPool = new Map<string, Replacement[]>();
  const events: TaxEvent[] = [];
  live.forEach((one, place) => {
    walk.apply(one);
    for (const event of taxEvents([one])) {
      events.push(event);
      const bought = purchaseIn(event);
      if (!bought) continue;
      const { account, instrument, day } = bought;
      const lot = walk.lotsIn(account, instrument).find(({ id }) => id === bought.event);
      const key = poolKey(setting.owners, account, instrument);
      const known = byPool.get(key) ?? [];
      known.push({ event: bought.event, account, day, place, free: lot?.quantity ?? ZERO });
      byPool.set(key, known);
    }
  });
  return { byPool, events };
}

function purchaseIn(event: TaxEvent): Acquisition | undefined {
  const trade = event.act === 'settle' ? event.trade : event;
  return trade.act === 'acquire' && trade.bought ? trade : undefined;
}
