import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, LiveTransaction } from '$lib/domain/ledger';
import { add, ZERO, type Decimal } from '$lib/domain/money';
import { effectsOf } from '../compare/effects';
import type { ShapedRow } from '../compare/marks';
import { unitsHeld } from '../compare/timeline';
import type { StatementRow } from './row-facts';

/** Units held at the close of the day before, by the ledger and the rows of the file. */
export type HeldBefore = (account: AccountId, instrument: InstrumentId, day: Day) => Decimal;

/** Units by the ledger and by the rows that are made so far. */
export function heldBefore(live: readonly LiveTransaction[], shaped: readonly ShapedRow<StatementRow>[]): HeldBefore {
  const rows = [...shaped].sort((a, b) => a.row.day - b.row.day);
  return (account, instrument, day) => {
    const units = unitsHeld(live, day);
    const key = `${account}|${instrument}`;
    for (const { row, transactions } of rows) {
      if (row.day >= day) break;
      if (row.out) continue;
      for (const one of transactions)
        for (const [held, by] of effectsOf(one, (known) => units.get(known) ?? ZERO).units)
          units.set(held, add(units.get(held) ?? ZERO, by));
    }
    return units.get(key) ?? ZERO;
  };
}
