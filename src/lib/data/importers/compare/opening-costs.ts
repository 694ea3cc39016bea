import {
  eventId,
  inLedgerOrder,
  ledgerFold,
  lotMethodsOf,
  type LiveTransaction,
  type OpeningPosition,
  type Transaction
} from '$lib/domain/ledger';
import {
  decimalFromInteger,
  money,
  roundedToMinorUnit,
  scaledBy,
  subtract,
  ZERO,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { StatementContext } from '$lib/domain/statements';

/** An opening whose cost is sought, with the cost of all that is held at the close of a day. */
export interface SoughtCost {
  readonly opening: OpeningPosition;
  readonly stated: Money;
  readonly statedDay: OpeningPosition['tradeDay'];
}

const TRIAL = decimalFromInteger(1_000_000);

/**
 * What an opening cost in all, so that the cost of what is held at the close of a day comes out as a statement says. Undefined
 * where nothing of the opening is left by then, another currency was paid, or its cost would have another sign than its units.
 * The cost of a position is linear in that of its opening: two trials tell it, whatever lots were sold meanwhile.
 */
export function openingCosts(
  sought: readonly SoughtCost[],
  rows: readonly Transaction[],
  { live, accounts }: Pick<StatementContext, 'live' | 'accounts'>
): (Money | undefined)[] {
  if (sought.length === 0) return [];
  const costsAt = (trial: Decimal): (Decimal | undefined)[] => {
    const openings = sought.map(({ opening, stated }) => ({ ...opening, cost: money(trial, stated.currency) }));
    const last = live.reduce((most, { sequence }) => Math.max(most, sequence), 0);
    const fresh = [...openings, ...rows].map((transaction, at): LiveTransaction => ({
      ...{ event: eventId(`draft ${at}`), sequence: last + 1 + at, transaction }
    }));
    const fold = ledgerFold({ lotMethod: lotMethodsOf(accounts) });
    const found: (Decimal | undefined)[] = sought.map(() => undefined);
    const turns = sought.map((one, at) => ({ ...one, at })).sort((a, b) => a.statedDay - b.statedDay);
    let next = 0;
    const lookUntil = (day: number): void => {
      for (let turn = turns[next]; turn && turn.statedDay < day; turn = turns[++next]) {
        const { at, opening, stated } = turn;
        const held = fold
          .positions()
          .filter(({ account, instrument }) => account === opening.account && instrument === opening.instrument);
        // A holding paid in two currencies has no one cost to compare.
        const [only] = held.length === 1 ? held : [];
        found[at] = only?.currency === stated.currency ? only.cost : undefined;
      }
    };
    for (const one of inLedgerOrder([...live, ...fresh])) {
      lookUntil(one.transaction.tradeDay);
      fold.apply(one);
    }
    lookUntil(Infinity);
    return found;
  };
  const [without, withTrial] = [costsAt(ZERO), costsAt(TRIAL)];
  return sought.map(({ opening, stated }, at): Money | undefined => {
    const [base, raised] = [without[at], withTrial[at]];
    if (base === undefined || raised === undefined || raised === base) return undefined;
    const amount = scaledBy(subtract(stated.amount, base), TRIAL, subtract(raised, base));
    const isOfItsSign = opening.quantity < 0n ? amount <= 0n : amount >= 0n;
    return isOfItsSign ? roundedToMinorUnit(money(amount, stated.currency)) : undefined;
  });
}
