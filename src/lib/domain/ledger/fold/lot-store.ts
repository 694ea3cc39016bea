import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import { absolute, negate, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type { GainKind, LedgerWarning, Lot, RealisedGain } from '../book';
import type { LotPick } from '../dated';
import type { EventId } from '../journal';
import type { AccountId } from '../transaction';
import type { LotDelivery, LotEvent, LotTrade, LotTransfer } from '../verbs';
import { HoldingLots, realisedGain, type LotRule, type Taken } from './lots';

/** Units meeting lots of the other sign, and the amount they go for. */
interface Meeting {
  readonly event: EventId;
  readonly day: Day;
  /** Units still to be met, positive. */
  readonly quantity: Decimal;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  readonly picks?: readonly LotPick[] | undefined;
}

/** 1 where units come in and close short lots, -1 where they go and close long ones. */
export type Direction = 1 | -1;

const NOTHING_LEFT = { quantity: ZERO, amount: ZERO } as const;

/** Lots of every holding, closed by their rules; realised gains; warnings. */
export class LotStore {
  readonly holdings: HoldingLots[] = [];
  readonly realised: RealisedGain[] = [];
  readonly warnings: LedgerWarning[] = [];
  readonly #holdings = new Map<AccountId, Map<InstrumentId, HoldingLots>>();
  readonly #currencies = new Map<InstrumentId, CurrencyCode>();

  constructor(private readonly ruleOf: (account: AccountId, instrument: InstrumentId) => LotRule) {}

  known(account: AccountId, instrument: InstrumentId): HoldingLots | undefined {
    return this.#holdings.get(account)?.get(instrument);
  }

  holding(account: AccountId, instrument: InstrumentId): HoldingLots {
    let ofAccount = this.#holdings.get(account);
    if (!ofAccount) this.#holdings.set(account, (ofAccount = new Map<InstrumentId, HoldingLots>()));
    let holding = ofAccount.get(instrument);
    if (!holding) {
      holding = new HoldingLots(account, instrument, this.ruleOf(account, instrument));
      ofAccount.set(instrument, holding);
      this.holdings.push(holding);
    }
    return holding;
  }

  /** Currency in which the instrument was last traded. */
  tradedIn(instrument: InstrumentId): CurrencyCode | undefined {
    return this.#currencies.get(instrument);
  }

  warn(code: LedgerWarning['code'], { event, account, instrument, day }: LotEvent, quantity: Decimal): void {
    this.warnings.push({ code, event, account, instrument, day, quantity });
  }

  /** Closes lots of the other sign, then opens one with what is left of units and amount. */
  trade(trade: LotTrade, direction: Direction): void {
    const { event, account, instrument, day, currency } = trade;
    const holding = this.holding(account, instrument);
    this.#currencies.set(instrument, currency);
    const { quantity, amount } = this.close(holding, trade, direction, 'sale');
    if (quantity === 0n) return;
    if (trade.beyond) this.warn(trade.beyond, trade, quantity);
    holding.open({
      id: event,
      event,
      account,
      instrument,
      opened: trade.opened ?? day,
      quantity: direction > 0 ? quantity : negate(quantity),
      cost: direction > 0 ? amount : negate(amount),
      currency
    });
  }

  /** Closes lots of the other sign, each for its share of the amount, and says what is left to be met. */
  close(
    holding: HoldingLots,
    meeting: Meeting,
    direction: Direction,
    kind: GainKind
  ): { readonly quantity: Decimal; readonly amount: Decimal } {
    let { quantity, amount } = meeting;
    const picked = meeting.picks && this.#picked(holding, meeting, meeting.picks, direction);
    let taken = picked?.shift() ?? nextOf(holding, direction, quantity, meeting);
    if (!taken) return { quantity, amount };
    while (taken) {
      const isLast = taken.units === quantity;
      const share = isLast ? amount : scaledBy(amount, taken.units, quantity);
      this.#realise(taken, meeting, share, direction, kind);
      if (isLast) break;
      quantity = subtract(quantity, taken.units);
      amount = subtract(amount, share);
      taken = picked?.shift() ?? nextOf(holding, direction, quantity, meeting);
    }
    this.#realiseBare(holding, meeting, direction, kind);
    return taken ? NOTHING_LEFT : { quantity, amount };
  }

  /** Costs that belong to no unit end with the last one. */
  #realiseBare(holding: HoldingLots, meeting: Meeting, direction: Direction, kind: GainKind): void {
    for (let lot = holding.bare; lot; lot = holding.bare)
      this.#realise(holding.takeOff(lot, ZERO), meeting, ZERO, direction, kind);
  }

  #realise(taken: Taken, meeting: Meeting, amount: Decimal, direction: Direction, kind: GainKind): void {
    const { event, day, currency } = meeting;
    this.realised.push(realisedGain(taken, { kind, event, day, amount, currency, isLong: direction < 0 }));
  }

  /**
   * Takes long lots without a price, those picked and then by the rule, costs that belong to no unit with the last one.
   * @returns the units that were not there.
   */
  takeOut(holding: HoldingLots, leaving: LotDelivery | LotTransfer, each: (taken: Taken) => void): Decimal {
    let left = leaving.quantity;
    const picked = leaving.picks && this.#picked(holding, leaving, leaving.picks, -1);
    while (left > 0n) {
      const taken = picked?.shift() ?? nextOf(holding, -1, left, undefined);
      if (!taken) break;
      left = subtract(left, taken.units);
      each(taken);
    }
    if (left !== leaving.quantity)
      for (let lot = holding.bare; lot; lot = holding.bare) each(holding.takeOff(lot, ZERO));
    return left;
  }

  /** A lot arriving closes lots of the other sign at its cost, then is held. */
  deliver(arriving: Lot, event: EventId, day: Day): void {
    if (arriving.quantity === 0n && arriving.cost === 0n) return;
    const target = this.holding(arriving.account, arriving.instrument);
    const { currency } = arriving;
    const isLong = arriving.quantity >= 0n;
    const arrival = {
      ...{ event, day, currency },
      quantity: absolute(arriving.quantity),
      amount: isLong ? arriving.cost : negate(arriving.cost)
    };
    const { quantity, amount } = this.close(target, arrival, isLong ? 1 : -1, 'sale');
    if (quantity === 0n && arriving.quantity !== 0n) return;
    target.open({
      ...arriving,
      quantity: isLong ? quantity : negate(quantity),
      cost: isLong ? amount : negate(amount)
    });
  }

  /** Lots that are picked by their id, taken off; what they have not is warned of. */
  #picked(
    holding: HoldingLots,
    { event, day, quantity }: Pick<Meeting, 'event' | 'day' | 'quantity'>,
    picks: readonly LotPick[],
    direction: Direction
  ): Taken[] {
    const { account, instrument } = holding;
    let left = quantity;
    return picks.flatMap((pick) => {
      const lot = holding.lots.find(({ id }) => id === pick.lot);
      const wanted = pick.quantity < left ? pick.quantity : left;
      const taken = lot && wanted > 0n && isOpposite(lot, direction) ? holding.takeOff(lot, wanted) : undefined;
      left = subtract(left, taken?.units ?? ZERO);
      const missing = subtract(pick.quantity, taken?.units ?? ZERO);
      if (missing > 0n) this.warn('not-in-lot', { event, account, instrument, day }, missing);
      return taken ?? [];
    });
  }
}

function isOpposite({ quantity }: { readonly quantity: Decimal }, direction: Direction): boolean {
  return direction > 0 ? quantity < 0n : quantity > 0n;
}

/** Units off the next lot that a direction closes. */
function nextOf(
  holding: HoldingLots,
  direction: Direction,
  most: Decimal,
  trade: Meeting | undefined
): Taken | undefined {
  return most > 0n && isOpposite(holding, direction) ? holding.take(most, trade) : undefined;
}
