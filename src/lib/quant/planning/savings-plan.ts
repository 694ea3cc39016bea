import { dayText, plusMonths, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, LiveTransaction } from '$lib/domain/ledger';
import { absolute, subtract, type Money } from '$lib/domain/money';

/** A purchase or a deposit that is meant to be repeated every so many months. */
export interface SavingsPlan {
  readonly id: string;
  readonly account: AccountId;
  /** What is bought; a deposit of cash when absent. */
  readonly instrument?: InstrumentId;
  readonly amount: Money;
  /** Day of the first one; later ones come on the same day of the month, or on its last day when it has none. */
  readonly first: Day;
  readonly everyMonths: number;
  readonly until?: Day;
  /** Days that were left out on purpose. */
  readonly skipped?: readonly Day[];
}

const LOOK_AROUND = 12;
const MOST_MONTHS = 1200;

/** Every day of a plan up to a day, oldest first. @throws RangeError when it repeats every zero months. */
export function plannedDays({ first, everyMonths, until }: SavingsPlan, upTo: Day): Day[] {
  if (!Number.isInteger(everyMonths) || everyMonths < 1) throw new RangeError(`every ${everyMonths} months is no plan`);
  const end = until === undefined ? upTo : Math.min(until, upTo);
  const days: Day[] = [];
  for (let month = 0; month <= MOST_MONTHS; month += everyMonths) {
    const day = plusMonths(first, month);
    if (day > end) break;
    days.push(day);
  }
  return days;
}

/** The next day of a plan after a day; undefined when it has ended. */
export function nextPlannedDay(plan: SavingsPlan, after: Day): Day | undefined {
  const far = plusMonths(after, plan.everyMonths + 1);
  return plannedDays(plan, plan.first > far ? plan.first : far).find((day) => day > after);
}

/**
 * Days of a plan up to today that the ledger has no transaction for and that were not left out: a purchase (or a deposit)
 * in the account within twelve days and within a fifth of the amount counts as done, each one once.
 * @param live in ledger order.
 */
export function duePlannedDays(plan: SavingsPlan, live: readonly LiveTransaction[], today: Day): Day[] {
  const skipped = new Set(plan.skipped?.map((day) => dayText(day)));
  const candidates = live.filter(({ transaction }) => fulfils(plan, transaction));
  const taken = new Set<LiveTransaction>();
  return plannedDays(plan, today).filter((day) => {
    if (skipped.has(dayText(day))) return false;
    const done = candidates.find((one) => !taken.has(one) && Math.abs(one.transaction.tradeDay - day) <= LOOK_AROUND);
    if (done) taken.add(done);
    return done === undefined;
  });
}

function fulfils({ account, instrument, amount }: SavingsPlan, transaction: LiveTransaction['transaction']): boolean {
  if (transaction.account !== account) return false;
  if (instrument === undefined) return transaction.verb === 'deposit' && isNear(transaction.cash, amount);
  return transaction.verb === 'buy' && transaction.instrument === instrument && isNear(transaction.gross, amount);
}

function isNear(one: Money, planned: Money): boolean {
  return (
    one.currency === planned.currency && absolute(subtract(one.amount, planned.amount)) * 5n <= absolute(planned.amount)
  );
}
