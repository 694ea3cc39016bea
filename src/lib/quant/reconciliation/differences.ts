import type { Day } from '$lib/domain/calendar';
import type { AccountId, Commodity, EventId, LiveTransaction } from '$lib/domain/ledger';
import { absolute, negate, subtract, ZERO, type Decimal } from '$lib/domain/money';
import { commodityKey, movementsOf, type Movement } from './movements';

/** What a broker's statement says is there at the close of a day. */
export interface StatedBalance {
  readonly account: AccountId;
  readonly day: Day;
  readonly what: Commodity;
  readonly stated: Decimal;
}

/**
 * A transaction that would explain a difference: 'missing-there', the ledger has it and the statement does not; 'twice',
 * one of two alike is too many; 'turned', its sign is the wrong way round.
 */
export interface Suspect {
  readonly event: EventId;
  readonly day: Day;
  readonly why: 'missing-there' | 'twice' | 'turned';
}

/** Where the ledger and a statement differ, and since when. */
export interface BalanceDifference extends StatedBalance {
  readonly found: Decimal;
  /** Stated less found: what the ledger lacks when positive. */
  readonly difference: Decimal;
  /** Last day on which a statement and the ledger agreed, when any did. */
  readonly agreed?: Day;
  /** First day on which the difference can stand in the ledger: no later movement explains it alone. */
  readonly firstDay?: Day;
  readonly suspects: readonly Suspect[];
}

/** Every statement held against the ledger: those that agree, by number, and the differences. */
export interface Reconciliation {
  readonly agreeing: number;
  readonly differences: readonly BalanceDifference[];
}

/**
 * Holds statements against the ledger (reconciliation). Of several statements on one balance, those that agree narrow the
 * time in which the first one that does not went wrong; only that first one is reported. What the ledger holds on the
 * last stated day of an account and no statement of that day mentions can be had with {@link unstatedBalances}.
 * @param live in ledger order.
 */
export function reconciliation(live: readonly LiveTransaction[], statements: readonly StatedBalance[]): Reconciliation {
  const last = statements.reduce((day, one) => Math.max(day, one.day), -Infinity);
  const keys = new Set(statements.map(({ account, what }) => commodityKey(account, what)));
  const movements = movementsOf(live, last as Day, keys);
  const byKey = new Map<string, StatedBalance[]>();
  for (const one of [...statements].sort((a, b) => a.day - b.day)) {
    const key = commodityKey(one.account, one.what);
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  let agreeing = 0;
  const differences: BalanceDifference[] = [];
  for (const [key, list] of byKey) {
    const own = movements.get(key) ?? [];
    let agreed: Day | undefined;
    for (const one of list) {
      const found = balanceAt(own, one.day);
      if (found === one.stated) {
        agreeing += 1;
        agreed = one.day;
        continue;
      }
      differences.push(difference(one, found, own, agreed));
      break;
    }
  }
  return { agreeing, differences };
}

function balanceAt(movements: readonly Movement[], day: Day): Decimal {
  return movements.findLast((one) => one.day <= day)?.after ?? ZERO;
}

function difference(
  one: StatedBalance,
  found: Decimal,
  movements: readonly Movement[],
  agreed: Day | undefined
): BalanceDifference {
  const gap = subtract(one.stated, found);
  const window = movements.filter(({ day }) => day <= one.day && (agreed === undefined || day > agreed));
  const firstDay = firstDifferent(window, one.stated);
  return {
    ...one,
    found,
    difference: gap,
    ...(agreed === undefined ? {} : { agreed }),
    ...(firstDay === undefined ? {} : { firstDay }),
    suspects: suspectsOf(window, gap)
  };
}

/** The day after the ledger last stood where the statement stands; else the first movement of the time in doubt. */
function firstDifferent(window: readonly Movement[], stated: Decimal): Day | undefined {
  const equal = window.findLastIndex(({ after }) => after === stated);
  return (window[equal + 1] ?? window[0])?.day;
}

function suspectsOf(window: readonly Movement[], gap: Decimal): Suspect[] {
  const suspects: Suspect[] = [];
  const turned = absolute(gap) % 2n === 0n ? ((gap / 2n) as Decimal) : undefined;
  window.forEach(({ event, day, change }, at) => {
    if (change === negate(gap)) {
      const alike = window.some((other, place) => place !== at && other.change === change && other.day === day);
      suspects.push({ event, day, why: alike ? 'twice' : 'missing-there' });
    } else if (turned !== undefined && change === negate(turned)) suspects.push({ event, day, why: 'turned' });
  });
  return suspects;
}

/** What an account holds on a day that a statement of the whole account does not mention: the ledger has too much of it. */
export function unstatedBalances(
  live: readonly LiveTransaction[],
  account: AccountId,
  day: Day,
  held: readonly { readonly what: Commodity; readonly quantity: Decimal }[],
  mentioned: readonly StatedBalance[]
): readonly BalanceDifference[] {
  const known = new Set(mentioned.map(({ what }) => commodityKey(account, what)));
  const missing = held.filter(({ what, quantity }) => quantity !== 0n && !known.has(commodityKey(account, what)));
  return reconciliation(
    live,
    missing.map(({ what }) => ({ account, day, what, stated: ZERO }))
  ).differences;
}
