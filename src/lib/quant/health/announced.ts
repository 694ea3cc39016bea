import type { InstrumentId } from '$lib/domain/instruments';
import { ledgerFold, type AccountId } from '$lib/domain/ledger';
import type { SplitRatio } from '$lib/domain/market';
import type { Decimal } from '$lib/domain/money';
import type { HealthView } from './health-view';

/** Days by which a split in the ledger may differ from the announced one and still be it. */
export const SPLIT_DAYS = 5;

/** Units in each account on the evening before a day, in which an announced event finds them. */
export interface HeldBefore {
  readonly instrument: InstrumentId;
  readonly day: number;
  readonly units: readonly { readonly account: AccountId; readonly quantity: Decimal }[];
}

/** What was held of instruments when each of some days began, by one replay; days without any are left out. */
export function heldWhenDaysBegan(
  { live }: HealthView,
  days: readonly { readonly instrument: InstrumentId; readonly day: number }[]
): HeldBefore[] {
  const fold = ledgerFold();
  let next = 0;
  return days
    .toSorted((a, b) => a.day - b.day)
    .flatMap(({ instrument, day }) => {
      for (let one = live[next]; one && one.transaction.tradeDay < day; one = live[++next]) fold.apply(one);
      const units = fold.holdings.filter((one) => one.instrument === instrument && one.quantity > 0n);
      return units.length === 0
        ? []
        : [{ instrument, day, units: units.map(({ account, quantity }) => ({ account, quantity })) }];
    });
}

/** True when the closes of an instrument contain its splits: then its ledger counts units as they are today. */
export function containsSplits({ seriesOf }: HealthView, instrument: InstrumentId): boolean {
  const adjustment = seriesOf.get(instrument)?.adjustment;
  return adjustment === 'splits' || adjustment === 'total-return';
}

/** True when the ledger has a split of the instrument near a day, in the account where one is named. */
export function hasSplitNear(
  { live }: HealthView,
  instrument: InstrumentId,
  day: number,
  account?: AccountId
): boolean {
  return live.some(
    ({ transaction }) =>
      transaction.verb === 'split' &&
      transaction.instrument === instrument &&
      (account === undefined || transaction.account === account) &&
      Math.abs(transaction.tradeDay - day) <= SPLIT_DAYS
  );
}

/** Splits that were announced of an instrument. */
export function announcedSplits({ events = [] }: HealthView, instrument: InstrumentId): readonly SplitRatio[] {
  return events.flatMap((one) => (one.instrument === instrument ? one.splits : []));
}
