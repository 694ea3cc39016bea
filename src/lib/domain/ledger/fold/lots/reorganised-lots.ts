import { absolute, add, scaledBy, subtract, ZERO, type Decimal } from '../../../money';
import type { Lot } from '../../book';
import { sharesByWeights, wholeUnits } from '../../shares';
import type { LotReorganisation } from '../../verbs';
import type { Taken } from './holding-lots';

/** What the lots of a holding turn into. */
export interface ReorganisedLots {
  /** Cost that stays with each old lot, in their order. */
  readonly retained: readonly Decimal[];
  /** For each instrument received, its lots in the order of the old ones, and the parts of them sold as a fraction. */
  readonly received: readonly { readonly lots: readonly Lot[]; readonly fractions: readonly Taken[] }[];
  /** What of each old lot the boot closes, in their order: units only where nothing but cash is received. */
  readonly boots: readonly Taken[];
}

/** The basis of each lot shared by the weights, exactly; units by the ratios, rounded once over all lots. */
export function reorganisedLots(lots: readonly Lot[], terms: LotReorganisation): ReorganisedLots {
  const weights = [terms.retained, ...terms.receives.map(({ basis }) => basis), terms.boot?.basis ?? 0n];
  const isSold = !terms.keeps && terms.receives.length === 0;
  const shares = lots.map((lot) => sharesByWeights(lot.cost, weights));
  const received = terms.receives.map(({ instrument, numerator, denominator, lieu }, k) => {
    let before = ZERO;
    let reached = ZERO;
    const arriving = lots.map((lot, i): Lot => {
      before = add(before, lot.quantity);
      const next = scaledBy(before, numerator, denominator);
      const quantity = subtract(next, reached);
      reached = next;
      return { ...lot, id: `${terms.event}.${k + 1}.${i + 1}`, instrument, quantity, cost: shares[i]?.[k + 1] ?? ZERO };
    });
    return lieu ? withoutFraction(arriving, wholeUnits(reached).fraction) : { lots: arriving, fractions: [] };
  });
  return {
    retained: shares.map((share) => share[0] ?? ZERO),
    received,
    boots: lots.map((lot, i) => ({
      lot,
      units: isSold ? absolute(lot.quantity) : ZERO,
      cost: shares[i]?.at(-1) ?? ZERO
    }))
  };
}

/** Takes a fraction (of the sign of the lots) off the oldest lots, each with its share of the cost. */
function withoutFraction(lots: readonly Lot[], fraction: Decimal): { lots: Lot[]; fractions: Taken[] } {
  let left = fraction;
  const fractions: Taken[] = [];
  const kept: Lot[] = [];
  for (const lot of lots) {
    if (lot.quantity === 0n || left === 0n) {
      kept.push(lot);
      continue;
    }
    const isWhole = lot.quantity < 0n ? lot.quantity >= left : lot.quantity <= left;
    const units = isWhole ? lot.quantity : left;
    const cost = isWhole ? lot.cost : scaledBy(lot.cost, units, lot.quantity);
    fractions.push({ lot, units: absolute(units), cost });
    left = subtract(left, units);
    if (!isWhole) kept.push({ ...lot, quantity: subtract(lot.quantity, units), cost: subtract(lot.cost, cost) });
  }
  return { lots: kept, fractions };
}
