import type { InstrumentId } from '$lib/domain/instruments';
import { ledgerFold, type AccountId, type EventId, type Holding, type LotMethod } from '$lib/domain/ledger';
import type { LedgerFold, LiveTransaction, Lot, RealisedGain } from '$lib/domain/ledger';
import { ownerOf, type PoolSetting } from '../pools/pool-setting';

/** How lots are closed, besides what every rule is told. */
export interface LotSetting extends PoolSetting {
  readonly lotMethod: LotMethod | ((account: AccountId) => LotMethod);
}

/** A realised gain of the ledger's fold, in the tax currency where rates are known, with the event that bought the lot. */
export interface LotGain {
  readonly gain: RealisedGain;
  readonly purchase: EventId;
}

/** The ledger's fold in the tax currency, one transaction at a time, lots told by the event that bought them. */
export class LotWalk {
  readonly #fold: LedgerFold;
  readonly #purchases = new Map<string, EventId>();
  readonly #holdings = new Map<InstrumentId, Holding[]>();
  #seenHoldings = 0;
  #seenGains = 0;

  constructor(private readonly setting: LotSetting) {
    const { taxCurrency: currency, rate, lotMethod } = setting;
    const costIn = { currency, rate: (...asked: Parameters<typeof rate>) => rate(...asked)?.rate };
    this.#fold = ledgerFold({ lotMethod, costIn });
  }

  /** Books a transaction and answers the gains it realised. */
  apply(live: LiveTransaction): LotGain[] {
    this.#fold.apply(live);
    const { holdings, realised } = this.#fold;
    for (; this.#seenHoldings < holdings.length; this.#seenHoldings++) {
      const holding = holdings[this.#seenHoldings];
      if (!holding) continue;
      const known = this.#holdings.get(holding.instrument);
      if (known) known.push(holding);
      else this.#holdings.set(holding.instrument, [holding]);
    }
    const fresh = realised.slice(this.#seenGains);
    this.#seenGains = realised.length;
    const gains = fresh.map((gain) => ({ gain, purchase: this.purchaseOf(gain.lot) }));
    this.#followLots(live);
    return gains;
  }

  /** The event that bought a lot, through transfers and corporate actions. */
  purchaseOf(lot: string): EventId {
    return this.#purchases.get(lot) ?? (lot as EventId);
  }

  /** Open lots of an instrument in all accounts of an owner. */
  lotsOf(owner: string, instrument: InstrumentId): Lot[] {
    const own = (this.#holdings.get(instrument) ?? []).filter(
      ({ account }) => ownerOf(this.setting.owners, account) === owner
    );
    return own.flatMap(({ lots }) => lots);
  }

  /** Open lots of an instrument in one account. */
  lotsIn(account: AccountId, instrument: InstrumentId): readonly Lot[] {
    return this.#holdings.get(instrument)?.find((one) => one.account === account)?.lots ?? [];
  }

  // Only these give a lot another id than that of the event that bought it.
  #followLots({ transaction }: LiveTransaction): void {
    const { verb } = transaction;
    if (verb !== 'transfer-securities' && verb !== 'reorganisation') return;
    const touched = [transaction.instrument];
    if (verb === 'reorganisation') touched.push(...transaction.receives.map(({ instrument }) => instrument));
    for (const instrument of touched)
      for (const { lots } of this.#holdings.get(instrument) ?? [])
        for (const lot of lots) if (lot.id !== lot.event) this.#purchases.set(lot.id, lot.event);
  }
}
