import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId, LiveTransaction, Lot, LotPick, Transaction } from '$lib/domain/ledger';
import { add, least, money, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { GainAdjustment } from '../gain';
import type { LotGain, LotWalk } from './lot-walk';

/** A denied loss on its way into a lot. */
export interface CarriedLoss {
  readonly owner: string;
  readonly instrument: InstrumentId;
  /** Units that take it over, as they are in the lot. */
  readonly units: Decimal;
  /** Positive, in the tax currency. */
  readonly amount: Decimal;
  /** Days that what was sold had been held. */
  readonly daysHeld: number;
  readonly sale: EventId;
  readonly day: Day;
}

interface Carrying {
  readonly origin: EventId;
  readonly loss: CarriedLoss;
  /** Part of the loss still in open lots. */
  left: Decimal;
}

/** Lots that were booked anew with a denied loss in their cost; they go in the order of their real purchase. */
export class CarriedLots {
  readonly #byEvent = new Map<EventId, Carrying>();
  readonly #parts = new Map<string, string[]>();
  #count = 0;

  constructor(
    private readonly walk: LotWalk,
    private readonly taxCurrency: CurrencyCode
  ) {}

  /** The purchase behind the event that a lot says bought it. */
  originOf(event: EventId): EventId {
    return this.#byEvent.get(event)?.origin ?? event;
  }

  /** Days that a lot counts as held before it was bought: those of what was sold at the loss it carries. */
  daysBefore(event: EventId): number {
    return this.#byEvent.get(event)?.loss.daysHeld ?? 0;
  }

  /** Books units of a lot anew: out at cost, in again at that cost and the loss. Answers the rest of the lot. */
  carry(lot: Lot, loss: CarriedLoss, { sequence, transaction }: LiveTransaction): Lot {
    const { id, account, instrument, opened, quantity, cost } = lot;
    const origin = this.originOf(lot.event);
    this.#count += 1;
    const event = `${origin}~${this.#count}` as EventId;
    const own = scaledBy(cost, loss.units, quantity);
    const base = { account, instrument, tradeDay: transaction.tradeDay, settlementDay: transaction.tradeDay };
    const book = (booked: Transaction): void => {
      this.walk.apply({ event, sequence, transaction: booked });
    };
    const units = { ...base, quantity: loss.units };
    book({ verb: 'delivery-out', ...units, lots: [{ lot: id, quantity: loss.units }] });
    book({
      verb: 'delivery-in',
      ...units,
      cost: money(add(own, loss.amount), this.taxCurrency),
      acquired: opened
    });
    this.#byEvent.set(event, { origin, loss, left: loss.amount });
    this.#parts.set(id, [...(this.#parts.get(id) ?? []), event]);
    return { ...lot, quantity: subtract(quantity, loss.units), cost: subtract(cost, own) };
  }

  /**
   * The carried loss that a closed lot had in its cost; `later` are rows of the same sale still to be asked about,
   * `open` the lots of that purchase still held.
   */
  closed({ gain: row, purchase }: LotGain, later: readonly LotGain[], open: () => readonly Lot[]): GainAdjustment[] {
    const carrying = this.#byEvent.get(purchase);
    if (!carrying || carrying.left === 0n || row.quantity <= 0n) return [];
    let all = row.cost;
    for (const { gain, purchase: other } of later) if (other === purchase) all = add(all, gain.cost);
    for (const lot of open()) all = add(all, lot.cost);
    const { sale, day } = carrying.loss;
    const before = carrying.left;
    const amount = all === 0n ? before : scaledBy(before, row.cost, all);
    carrying.left = subtract(before, amount);
    return [{ kind: 'carried-loss', amount, units: row.quantity, about: sale, day }];
  }

  /** A transaction whose picks reach the lots that were booked anew out of those picked. */
  withPicks(live: LiveTransaction): LiveTransaction {
    const { transaction } = live;
    if (!('lots' in transaction) || !transaction.lots || this.#parts.size === 0) return live;
    const held = this.walk.lotsIn(transaction.account, transaction.instrument);
    const lots = transaction.lots.flatMap((pick) => this.#spread(pick, held));
    return { ...live, transaction: { ...transaction, lots } };
  }

  #spread(pick: LotPick, held: readonly Lot[]): LotPick[] {
    const found: LotPick[] = [];
    let left = pick.quantity;
    for (const id of this.#descendants(pick.lot)) {
      const lot = held.find((one) => one.id === id);
      const quantity = lot ? least(left, lot.quantity) : ZERO;
      if (quantity <= 0n) continue;
      found.push({ lot: id, quantity });
      left = subtract(left, quantity);
    }
    return left === 0n ? found : [...found, { lot: pick.lot, quantity: left }];
  }

  #descendants(id: string): string[] {
    return [id, ...(this.#parts.get(id) ?? []).flatMap((part) => this.#descendants(part))];
  }
}
