import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Account, AccountId, EventId, LiveTransaction, Transaction } from '$lib/domain/ledger';
import type { MarketEvents, PriceSeries, RateSeries } from '$lib/domain/market';
import type { Decimal, Money } from '$lib/domain/money';

/** What the checks look at. */
export interface HealthInput {
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  /** In ledger order (see inLedgerOrder). */
  readonly live: readonly LiveTransaction[];
  readonly prices: readonly PriceSeries[];
  readonly rates: readonly RateSeries[];
  /** Splits and dividends as the market announced them, where any are kept. */
  readonly events?: readonly MarketEvents[];
  readonly today: Day;
}

/** A change of the journal that a mend proposes; the id of a posted event is made when it is applied. */
export type ProposedAct =
  | { readonly act: 'post'; readonly transaction: Transaction }
  | { readonly act: 'amend'; readonly event: EventId; readonly transaction: Transaction }
  | { readonly act: 'void'; readonly event: EventId };

/** What would clear a finding. Records named by id replace those of that id, others are added; series replace whole. */
export interface Mend {
  /** What is done, for the words on the button. */
  readonly how: MendName;
  readonly acts?: readonly ProposedAct[];
  readonly accounts?: readonly Account[];
  readonly instruments?: readonly Instrument[];
  readonly series?: readonly PriceSeries[];
}

/** Names of the ways to mend. */
export type MendName =
  | 'open-position'
  | 'sell-short'
  | 'buy'
  | 'deposit'
  | 'void'
  | 'add-instrument'
  | 'add-account'
  | 'prices-from-trades'
  | 'repeat-last-price'
  | 'divide-by-100'
  | 'multiply-by-100'
  | 'remove-price'
  | 'split'
  | 'record-dividend'
  | 'join-transfer'
  | 'cost-at-market'
  | 'adjust-cash'
  | 'adjust-position'
  | 'settle-on-trade-day'
  | 'computed-amount'
  | 'friday-before'
  | 'expire'
  | 'redeem'
  | 'merge-instruments'
  | 'turn-around'
  | 'trade-day-today'
  | 'add-multiplier'
  | 'fees-to-zero'
  | 'quote-in-hundredths';

/** How sure a check is: an error cannot be right, a doubt may be. */
export type Gravity = 'error' | 'doubt';

/** Figures of a finding, for its words. */
export interface FindingFacts {
  readonly quantity?: Decimal;
  readonly held?: Decimal;
  readonly money?: Money;
  readonly other?: Money;
  readonly price?: number;
  readonly expected?: number;
  readonly ratio?: readonly [number, number];
  readonly until?: Day;
  readonly symbol?: string;
  readonly to?: AccountId;
}

/** Something in the ledger that is wrong or doubtful, with what would mend it. */
export interface Finding {
  /** The same finding has the same key the next time, so that it can be set aside. */
  readonly key: string;
  readonly account?: AccountId;
  readonly instrument?: InstrumentId;
  readonly day?: Day;
  readonly events: readonly EventId[];
  readonly facts: FindingFacts;
  readonly mend: Mend;
}

/** The input with the mend applied, as the vault would be afterwards. */
export function mendedInput(
  input: HealthInput,
  mend: Mend,
  order: (live: LiveTransaction[]) => LiveTransaction[]
): HealthInput {
  const live = new Map(input.live.map((one) => [one.event, one]));
  let sequence = input.live.reduce((most, one) => Math.max(most, one.sequence), 0);
  for (const act of mend.acts ?? []) {
    if (act.act === 'post') {
      sequence += 1;
      const event = `mend ${sequence}` as EventId;
      live.set(event, { event, sequence, transaction: act.transaction });
    } else if (act.act === 'void') live.delete(act.event);
    else {
      const known = live.get(act.event);
      if (known) live.set(act.event, { ...known, transaction: act.transaction });
    }
  }
  const replaced = <T>(list: readonly T[], news: readonly T[] | undefined, id: (one: T) => string): T[] => {
    const byId = new Map(list.map((one) => [id(one), one]));
    for (const one of news ?? []) byId.set(id(one), one);
    return [...byId.values()];
  };
  return {
    ...input,
    live: order([...live.values()]),
    accounts: replaced(input.accounts, mend.accounts, ({ id }) => id),
    instruments: replaced(input.instruments, mend.instruments, ({ id }) => id),
    prices: replaced(input.prices, mend.series, ({ instrument }) => instrument)
  };
}
