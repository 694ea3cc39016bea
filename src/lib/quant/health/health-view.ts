import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import {
  ledgerFold,
  type Account,
  type AccountId,
  type EventId,
  type LedgerFold,
  type LiveTransaction
} from '$lib/domain/ledger';
import { indexAtOrBefore, type PriceSeries } from '$lib/domain/market';
import { decimal, decimalToNumber, ONE, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { HealthInput } from './health';

/** Cash of an account below zero: the first day, the deepest close and the transactions of the first day. */
export interface CashHole {
  readonly account: AccountId;
  readonly currency: CurrencyCode;
  readonly first: Day;
  readonly lowest: Decimal;
  readonly events: readonly EventId[];
}

/** The input with what several checks need, worked out once by one replay. */
export interface HealthView extends HealthInput {
  readonly fold: LedgerFold;
  readonly byEvent: ReadonlyMap<EventId, LiveTransaction>;
  readonly instrumentOf: ReadonlyMap<InstrumentId, Instrument>;
  readonly accountOf: ReadonlyMap<AccountId, Account>;
  readonly seriesOf: ReadonlyMap<InstrumentId, PriceSeries>;
  readonly cashHoles: readonly CashHole[];
  /** Units held in the account of the instrument just before the event; undefined for events without an instrument. */
  readonly heldBefore: ReadonlyMap<EventId, Decimal>;
  /** Last day on which any unit of the instrument was held in any account, today when it still is. */
  readonly lastHeld: ReadonlyMap<InstrumentId, Day>;
}

/** Replays the ledger and keeps what the checks ask for. */
export function healthView(input: HealthInput): HealthView {
  const fold = ledgerFold();
  const heldBefore = new Map<EventId, Decimal>();
  const lastHeld = new Map<InstrumentId, Day>();
  const holes = new Map<string, CashHole>();
  const revisions: number[] = [];
  input.live.forEach((one, at) => {
    const { transaction, event } = one;
    if ('instrument' in transaction && transaction.instrument) {
      heldBefore.set(event, fold.quantity(transaction.account, transaction.instrument));
      lastHeld.set(transaction.instrument, transaction.tradeDay);
    }
    fold.apply(one);
    if (input.live[at + 1]?.transaction.tradeDay !== transaction.tradeDay)
      noteHoles(input, fold, transaction.tradeDay, at, revisions, holes);
  });
  for (const holding of fold.holdings) if (holding.quantity !== 0n) lastHeld.set(holding.instrument, input.today);
  return {
    ...input,
    fold,
    heldBefore,
    lastHeld,
    byEvent: new Map(input.live.map((one) => [one.event, one])),
    instrumentOf: new Map(input.instruments.map((one) => [one.id, one])),
    accountOf: new Map(input.accounts.map((one) => [one.id, one])),
    seriesOf: new Map(input.prices.map((one) => [one.instrument, one])),
    cashHoles: [...holes.values()]
  };
}

function noteHoles(
  { live, accounts }: HealthInput,
  fold: LedgerFold,
  day: Day,
  at: number,
  revisions: number[],
  holes: Map<string, CashHole>
): void {
  fold.balances.forEach(({ account, currency, amount, revision }, slot) => {
    if (revisions[slot] === revision) return;
    revisions[slot] = revision;
    if (amount >= 0n || accounts.find(({ id }) => id === account)?.kind === 'loan') return;
    const key = `${account}|${currency}`;
    const known = holes.get(key);
    if (known) {
      if (amount < known.lowest) holes.set(key, { ...known, lowest: amount });
      return;
    }
    const events: EventId[] = [];
    for (let back = at; back >= 0; back--) {
      const one = live[back];
      if (!one || one.transaction.tradeDay !== day) break;
      if (one.transaction.account === account) events.unshift(one.event);
    }
    holes.set(key, { account, currency, first: day, lowest: amount, events });
  });
}

/** What a price times a quantity is multiplied by. */
export function multiplierOf(instrument: Instrument | undefined): Decimal {
  return instrument?.multiplier === undefined ? ONE : decimal(instrument.multiplier);
}

/** Last close at or before a day, no older than so many days, in units of the currency; undefined when there is none. */
export function closeNear(series: PriceSeries | undefined, day: number, daysBack = 7): number | undefined {
  if (!series) return undefined;
  const at = indexAtOrBefore(series.days, day);
  const value = series.values[at];
  if (value === undefined || day - (series.days[at] ?? -Infinity) > daysBack) return undefined;
  return series.quoteUnit === 'hundredth' || series.quoteUnit === 'percent-of-par' ? value / 100 : value;
}

/** A price of the ledger as a number, for comparing it with closes. */
export const asNumber = (value: Decimal): number => decimalToNumber(value);

/** The day of an index of a series. */
export const dayAt = (series: PriceSeries, at: number): Day => dayFromNumber(series.days[at] ?? 0);
