import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId, LiveTransaction, Lot } from '$lib/domain/ledger';
import { absolute, add, least, scaledBy, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { GainAdjustment, TaxGain } from '../gain';
import { withinDays } from '../pools/by-day';
import { ownerOf, poolKey, tellProgress, WINDOW } from '../pools/pool-setting';
import { splitUnits, type UnitsOn } from '../pools/split-factor';
import { CarriedLots, type CarriedLoss } from './carried-lots';
import { taxGainOfLot, transactionsByEvent } from './lot-gain';
import { LotWalk, type LotGain, type LotSetting } from './lot-walk';
import { replacements, type Replacement, type Replacements } from './replacements';

/**
 * Gains lot by lot with wash sales of the United States: a loss does not count as far as substantially the same was
 * bought from 30 days before to 30 days after, in any account of the owner. It goes into the basis of the replacement,
 * earliest purchase first, which also takes over the holding period. Units of the purchase that was sold from replace
 * nothing (Revenue Ruling 56-602), nor do units sold again before. Not covered: options as replacement, losses on short
 * sales, accounts of a spouse, retirement accounts. Internal Revenue Code section 1091; IRS Publication 550.
 */
export function washSaleGains(live: readonly LiveTransaction[], setting: LotSetting): TaxGain[] {
  const known = replacements(live, setting);
  const run = new WashRun(setting, known, splitUnits(known.events));
  const transactionOf = transactionsByEvent(live);
  const gains: TaxGain[] = [];
  live.forEach((one, place) => {
    tellProgress(setting, place, live.length, 0.3);
    for (const row of run.apply(one, place)) {
      const { lot, ...extras } = row;
      gains.push(taxGainOfLot(lot, `${one.event} ${gains.length}`, setting, transactionOf, extras));
    }
  });
  return gains;
}

/** A gain of the fold with what the rule adds to it. */
interface WashedGain {
  readonly lot: LotGain;
  readonly purchase: EventId;
  readonly daysBefore: number;
  readonly adjustments: readonly GainAdjustment[];
  readonly provisional: boolean;
}

class WashRun {
  readonly #walk: LotWalk;
  readonly #carried: CarriedLots;
  readonly #pending = new Map<EventId, CarriedLoss[]>();

  constructor(
    private readonly setting: LotSetting,
    private readonly known: Replacements,
    private readonly unitsOn: UnitsOn
  ) {
    this.#walk = new LotWalk(setting);
    this.#carried = new CarriedLots(this.#walk, setting.taxCurrency);
  }

  apply(one: LiveTransaction, place: number): WashedGain[] {
    const rows = this.#walk.apply(this.#carried.withPicks(one));
    const lots = new HeldLots(this.#walk);
    for (const loss of this.#pending.get(one.event) ?? []) {
      const [lot] = lots.of(loss.owner, loss.instrument, one.event);
      if (lot) lots.replace(loss.owner, lot, this.#carried.carry(lot, loss, one));
    }
    this.#pending.delete(one.event);
    return rows.map((lot, at) => {
      const owner = ownerOf(this.setting.owners, lot.gain.account);
      const open = () => lots.of(owner, lot.gain.instrument, lot.purchase);
      const carried = this.#carried.closed(lot, rows.slice(at + 1), open);
      const denied = this.#denied(lot, one, place, lots);
      const isLoss = (lot.gain.gain ?? ZERO) < 0n;
      return {
        lot,
        purchase: this.#carried.originOf(lot.purchase),
        daysBefore: this.#carried.daysBefore(lot.purchase),
        adjustments: [...carried, ...denied],
        provisional: isLoss && lot.gain.closed + WINDOW > this.setting.asOf
      };
    });
  }

  /** Defers the loss of a lot as far as there are replacements. */
  #denied({ gain: row, purchase }: LotGain, one: LiveTransaction, place: number, lots: HeldLots): GainAdjustment[] {
    const { instrument, account, closed: day, opened } = row;
    const inTaxCurrency = row.currency === this.setting.taxCurrency && row.costCurrency === row.currency;
    const sold = row.kind === 'sale' || row.kind === 'expiry';
    if (!sold || row.gain === undefined || row.gain >= 0n || row.quantity <= 0n || !inTaxCurrency) return [];
    const owner = ownerOf(this.setting.owners, account);
    const own = this.#carried.originOf(purchase);
    const size = absolute(row.gain);
    const adjustments: GainAdjustment[] = [];
    let left = row.quantity;
    for (const candidate of this.#candidates(poolKey(this.setting.owners, account, instrument), day)) {
      if (left === 0n) break;
      if (candidate.event === own) continue;
      const share = (units: Decimal): CarriedLoss => ({
        owner,
        instrument,
        units,
        amount: scaledBy(size, units, row.quantity),
        daysHeld: day - opened + this.#carried.daysBefore(purchase),
        sale: row.event,
        day
      });
      const met =
        candidate.place <= place
          ? this.#carryNow(candidate, share, left, one, lots)
          : this.#carryLater(candidate, share, left, day);
      left = subtract(left, met);
      const { amount } = share(met);
      if (met > 0n)
        adjustments.push({ kind: 'denied-loss', amount, units: met, about: candidate.event, day: candidate.day });
    }
    return adjustments;
  }

  #candidates(pool: string, day: Day): Replacement[] {
    return withinDays(this.known.byPool.get(pool) ?? [], day - WINDOW, day + WINDOW);
  }

  /** Puts a loss into lots that are held; answers the units that take it. */
  #carryNow(
    candidate: Replacement,
    share: (units: Decimal) => CarriedLoss,
    most: Decimal,
    one: LiveTransaction,
    lots: HeldLots
  ): Decimal {
    const { owner, instrument } = share(ZERO);
    let met = ZERO;
    for (const lot of lots.of(owner, instrument, candidate.event)) {
      if (lot.quantity <= 0n || met === most || lot.currency !== this.setting.taxCurrency) continue;
      const units = least(lot.quantity, subtract(most, met));
      lots.replace(owner, lot, this.#carried.carry(lot, share(units), one));
      met = add(met, units);
    }
    return met;
  }

  /** Keeps a loss for a purchase still to come; answers the units that will take it, as they are today. */
  #carryLater(candidate: Replacement, share: (units: Decimal) => CarriedLoss, most: Decimal, day: Day): Decimal {
    const { instrument } = share(ZERO);
    const free = this.unitsOn(instrument, candidate.free, candidate.day, day);
    const met = least(most, free);
    if (met <= 0n) return ZERO;
    const units = met === free ? candidate.free : this.unitsOn(instrument, met, day, candidate.day);
    candidate.free = subtract(candidate.free, units);
    const losses = this.#pending.get(candidate.event) ?? [];
    this.#pending.set(candidate.event, [...losses, { ...share(met), units }]);
    return met;
  }
}

/** The lots held after a transaction, looked up once for each instrument, by the event that bought them. */
class HeldLots {
  readonly #known = new Map<string, Map<EventId, Lot[]>>();

  constructor(private readonly walk: LotWalk) {}

  of(owner: string, instrument: InstrumentId, purchase: EventId): readonly Lot[] {
    const key = `${owner}\n${instrument}`;
    let byPurchase = this.#known.get(key);
    if (!byPurchase) {
      byPurchase = new Map<EventId, Lot[]>();
      for (const lot of this.walk.lotsOf(owner, instrument)) {
        const known = byPurchase.get(lot.event);
        if (known) known.push(lot);
        else byPurchase.set(lot.event, [lot]);
      }
      this.#known.set(key, byPurchase);
    }
    return byPurchase.get(purchase) ?? [];
  }

  /** Notes what is left of a lot that was booked anew. */
  replace(owner: string, lot: Lot, rest: Lot): void {
    const byPurchase = this.#known.get(`${owner}\n${lot.instrument}`);
    const others = (byPurchase?.get(lot.event) ?? []).filter(({ id }) => id !== lot.id);
    byPurchase?.set(lot.event, rest.quantity === 0n ? others : [...others, rest]);
  }
}
