import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type {
  AccountId,
  Books,
  Holding,
  LotDelivery,
  LotExpiry,
  LotMoney,
  LotReorganisation,
  LotScaling,
  LotSettlement,
  LotTrade,
  LotTransfer,
  RealisedGain
} from '$lib/domain/ledger';
import { ZERO, type Money } from '$lib/domain/money';
import { HoldingCapital, sharesOf, type Piece } from './holding-capital';
import { CapitalMoves } from './capital-moves';
import type { Capital } from './lot-capital';
import type { ProfitSums } from './profit-sums';
import {
  givenFor,
  receivedBy,
  type Exchange,
  type ValuedBook,
  type Wide,
  WIDE_ZERO,
  wideAmount,
  wideMinus,
  widePlus
} from '../worth';

/** Capital carried to a lot that is received, in the base currency. */
interface Part {
  readonly id: string;
  readonly base: Wide;
}

/** A transaction that the fold has booked, as the capital sees it. */
export interface BookedMoment extends Exchange {
  /** What the fold closed in it. */
  readonly closings: readonly RealisedGain[];
}

/**
 * Capital in every lot of a portfolio, moved by the calls with which the ledger books a transaction, after its own fold
 * has booked it: the lots say which units went, this says what became of the capital in them. All methods conserve
 * capital: what lots give up is realised, carried to other lots, or crosses the border of the portfolio.
 */
export class CapitalBooks implements Books {
  readonly #holdings = new Map<Holding, HoldingCapital>();
  readonly #moves: CapitalMoves;
  #moment: BookedMoment = { day: 0 as Day, legs: [], closings: [] };

  constructor(
    private readonly book: ValuedBook,
    private readonly sums: ProfitSums
  ) {
    this.#moves = new CapitalMoves(book, sums);
  }

  /** Says which transaction the next calls belong to. */
  at(moment: BookedMoment): void {
    this.#moment = moment;
  }

  capitalOf(holding: Holding): HoldingCapital {
    let capital = this.#holdings.get(holding);
    if (!capital) {
      const isAveraged = this.book.market.lotMethod(holding.account) === 'average';
      this.#holdings.set(holding, (capital = new HoldingCapital(holding, isAveraged)));
    }
    return capital;
  }

  pay(): void {
    // Cash is counted from the legs of the transaction.
  }

  acquire(trade: LotTrade): void {
    this.#acquired(trade);
  }

  dispose(trade: LotTrade): void {
    this.#acquired(trade);
  }

  #acquired({ event, account, instrument, day, cause }: LotTrade): void {
    const holding = this.#known(account, instrument);
    if (!holding) return;
    if (cause === 'opening' || cause === 'delivery') this.#moves.move(holding, day, []);
    else {
      const { removed, added } = holding.traded(event, this.#moment.closings);
      this.#moves.exchange(holding, removed, added, this.#received(instrument, account), day);
    }
  }

  deliverOut({ account, instrument, day }: LotDelivery): void {
    this.#moves.move(this.#known(account, instrument), day, []);
  }

  /** Between two accounts of the portfolio capital goes along with the lots; across its border lots go at the day's close. */
  transfer({ from, to, instrument, day }: LotTransfer): void {
    const source = this.#known(from, instrument);
    const target = this.#known(to, instrument);
    const carried = this.#moves.move(source, day, [], target !== undefined);
    const left = this.#moves.move(target, day, carried);
    this.#moves.leave(source ?? target, left, day);
  }

  scale({ account, instrument, day, lieu }: LotScaling): void {
    const holding = this.#known(account, instrument);
    if (!holding) {
      if (lieu && this.#includes(account, instrument)) this.sums.add(instrument, 'realised', this.#inBase(lieu, day));
      return;
    }
    const sold = this.#sold(instrument);
    holding.rescale(sold);
    this.#moves.close(holding, holding.take(sold), lieu ? this.#inBase(lieu, day) : WIDE_ZERO, day);
  }

  expire({ account, instrument, day }: LotExpiry): void {
    const holding = this.#known(account, instrument);
    if (holding) this.#trade(holding, WIDE_ZERO, day);
  }

  returnCapital({ account, instrument, day }: LotMoney): void {
    if (!this.#includes(account, instrument)) return;
    const received = this.#received(instrument, account);
    const holding = this.#known(account, instrument);
    const lots = holding && holding.holding.quantity > 0n ? holding.holding.lots : [];
    if (!holding || lots.length === 0) return this.sums.add(instrument, 'realised', received);
    const rate = holding.localRate(this.book, day);
    const shares = sharesOf(received, lots);
    lots.forEach(({ id }, at) => {
      this.sums.realise(instrument, 'realised', holding.capital.give(id, shares[at] ?? WIDE_ZERO, rate));
    });
    holding.recosted();
  }

  addCost({ account, instrument, day }: LotMoney): void {
    const holding = this.#known(account, instrument);
    if (!holding) return;
    const received = this.#received(instrument, account);
    const { removed, added } = holding.change() ?? { removed: [], added: [] };
    if (removed.length > 0 || added.some(({ quantity }) => quantity !== 0n))
      return this.#moves.exchange(holding, removed, added, received, day);
    const rate = holding.localRate(this.book, day);
    // A cost in another currency than the unit's own stands in the books beside it, without units.
    for (const { id } of added) holding.capital.open(id, ZERO, WIDE_ZERO, rate);
    const { lots } = holding.holding;
    const shares = sharesOf(wideMinus(WIDE_ZERO, received), lots);
    lots.forEach(({ id }, at) => holding.capital.join(id, shares[at] ?? WIDE_ZERO, rate));
  }

  /** Premium that goes into the trade of the underlying at the day's rate: neither gain nor loss by itself. */
  settleOption({ account, instrument, day, trade }: LotSettlement): void {
    const option = this.#known(account, instrument);
    const underlying = this.#known(account, trade.instrument);
    const pieces = option?.change()?.removed ?? [];
    const premium = option ? this.#moves.carried(option, option.take(pieces), day) : WIDE_ZERO;
    const received = this.#received(trade.instrument, account);
    const isInside = this.#includes(account, instrument);
    if (underlying && isInside) return this.#trade(underlying, wideMinus(received, premium), day);
    const given = givenFor(trade.instrument, account, this.#moment, this.book.market);
    if (isInside) this.#moves.give(instrument, premium, given ?? premium);
    if (!underlying) return;
    this.sums.cross(given ?? WIDE_ZERO);
    this.#trade(underlying, wideMinus(received, given ?? WIDE_ZERO), day);
  }

  /** Capital shared by the weights of the basis; what lots receive opens at the day's rate, so that prices alone make a profit. */
  reorganise(terms: LotReorganisation): void {
    const { account, instrument, day, keeps, retained, receives, boot } = terms;
    const source = this.#known(account, instrument);
    if (!source) {
      const cash = [boot?.amount, ...receives.map(({ lieu }) => lieu)];
      // Cash for what was never held is a gain, as in the ledger.
      if (this.#includes(account, instrument))
        for (const one of cash) if (one) this.sums.add(instrument, 'realised', this.#inBase(one, day));
      for (const received of receives) this.#moves.move(this.#known(account, received.instrument), day, []);
      return;
    }
    const order = [...source.order];
    let whole = receives.reduce((sum, { basis }) => sum + basis, retained + (boot?.basis ?? 0n));
    const carve = (basis: bigint): Readonly<Capital>[] => {
      const parts = whole === 0n ? [] : order.map((id) => source.capital.carve(id, basis, whole));
      whole -= basis;
      return parts;
    };
    const carried = receives.map(({ basis }, k) =>
      carve(basis).map((part, i): Part => ({
        id: `${terms.event}.${k + 1}.${i + 1}`,
        base: this.#moves.carried(source, [part], day)
      }))
    );
    const closed = boot ? carve(boot.basis) : [];
    if (!keeps) closed.push(...order.flatMap((id) => source.capital.drop(id) ?? []));
    this.#moves.close(source, closed, boot ? this.#inBase(boot.amount, day) : WIDE_ZERO, day);
    this.#receive(source, terms, carried);
    source.recosted();
  }

  /** Puts carried capital into the lots that a reorganisation brought; a fraction sold for cash closes its part. */
  #receive(source: HoldingCapital, { account, receives, day }: LotReorganisation, carried: readonly Part[][]): void {
    const { instrument } = source.holding;
    const arriving = new Map<InstrumentId, Part[]>();
    receives.forEach(({ instrument: received, lieu }, k) => {
      const { kept, fraction } = this.#parted(carried[k] ?? [], received, account);
      this.sums.add(instrument, 'realised', wideMinus(lieu ? this.#inBase(lieu, day) : WIDE_ZERO, fraction));
      arriving.set(received, [...(arriving.get(received) ?? []), ...kept]);
    });
    for (const [received, kept] of arriving) {
      const target = this.#known(account, received);
      const worth = kept.reduce((sum, { base }) => widePlus(sum, base), WIDE_ZERO);
      if (target) this.#settle(target, kept, worth, day);
      else this.#moves.give(instrument, worth, givenFor(received, account, this.#moment, this.book.market) ?? worth);
    }
  }

  /** What of each part is kept in a lot, and what of all was sold as a fraction, by their units. */
  #parted(parts: readonly Part[], instrument: InstrumentId, account: AccountId): { kept: Part[]; fraction: Wide } {
    const sold = new Map(this.#sold(instrument).map((piece) => [piece.id, piece]));
    if (sold.size === 0) return { kept: [...parts], fraction: WIDE_ZERO };
    const held = this.book.fold.holdings.find((one) => one.account === account && one.instrument === instrument);
    const lots = new Map(held?.lots.map((lot) => [lot.id, lot]));
    let fraction = WIDE_ZERO;
    const kept = parts.map(({ id, base }): Part => {
      const gone = sold.get(id);
      if (!gone) return { id, base };
      const [share = WIDE_ZERO, rest = WIDE_ZERO] = sharesOf(base, [gone, lots.get(id) ?? { id, quantity: ZERO }]);
      fraction = widePlus(fraction, share);
      return { id, base: rest };
    });
    return { kept, fraction };
  }

  /** Opens received lots with what was carried to each; where they closed lots of the other sign, all is shared by units. */
  #settle(target: HoldingCapital, kept: readonly Part[], carried: Wide, day: Day): void {
    const { removed, added } = target.change() ?? { removed: [], added: [] };
    const rate = target.localRate(this.book, day);
    const byId = new Map(kept.map(({ id, base }) => [id, base]));
    const isPlain =
      removed.length === 0 && kept.every(({ id, base }) => base === 0n || added.some((lot) => lot.id === id));
    if (isPlain)
      for (const { id, quantity } of added) target.capital.open(id, quantity, byId.get(id) ?? WIDE_ZERO, rate);
    else this.#moves.exchange(target, removed, added, wideMinus(WIDE_ZERO, carried), day);
  }

  /** Lots closed and opened share the amount by their units. @param received positive when cash comes in. */
  #trade(holding: HoldingCapital, received: Wide, day: Day): void {
    const { removed, added } = holding.change() ?? { removed: [], added: [] };
    this.#moves.exchange(holding, removed, added, received, day);
  }

  #inBase({ amount, currency }: Money, day: Day): Wide {
    return wideAmount(amount, this.book.market.rates.rate(currency, day));
  }

  /** Fractions of units that the fold sold for cash. */
  #sold(instrument: InstrumentId): Piece[] {
    return this.#moment.closings
      .filter((closing) => closing.kind === 'lieu' && closing.instrument === instrument && closing.quantity !== 0n)
      .map(({ lot, quantity }) => ({ id: lot, quantity }));
  }

  /** Money that an instrument brought, costs and income apart; negative was paid for it. */
  #received(instrument: InstrumentId, account: AccountId): Wide {
    return receivedBy(instrument, account, this.#moment, this.book.market.rates);
  }

  #includes(account: AccountId, instrument: InstrumentId): boolean {
    return this.book.includes({ account, instrument });
  }

  #known(account: AccountId, instrument: InstrumentId): HoldingCapital | undefined {
    const known = this.book.holdingOf(account, instrument);
    return known && this.capitalOf(known);
  }
}
