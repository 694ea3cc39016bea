import { unitBound, unitDeviation, wholeUnits } from '$lib/math/optimize';
import {
  add,
  decimalFromInteger,
  decimalFromNumber,
  decimalToNumber,
  multiply,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import { quantityStep } from './trade-costs';
import type { Leg } from './trade-legs';
import type { TradeList, TradeListRequest } from './trade-request';

/** Amounts of the legs in the base currency, as the integer program has them. */
function amountsOf(legs: readonly Leg[], total: Decimal) {
  return {
    units: Float64Array.from(legs, ({ digits, unitValue }) =>
      decimalToNumber(multiply(quantityStep(digits), unitValue))
    ),
    targets: Float64Array.from(legs, ({ weight }) => decimalToNumber(multiply(total, decimalFromNumber(weight))))
  };
}

/** What amounts may add up to beyond their targets: the cash target over the cash that must stay. */
function roomOf({ minimumCash }: TradeListRequest, targets: Float64Array, total: Decimal): number {
  const reserve = decimalToNumber(multiply(total, minimumCash));
  return decimalToNumber(total) - reserve - targets.reduce((sum, value) => sum + value, 0);
}

/**
 * Legs with the whole shares that come closest to the target weights together, when costs of this size are paid: what is traded
 * in parts stays as it was rounded.
 */
export function closestLegs(request: TradeListRequest, legs: readonly Leg[], total: Decimal, costs: Decimal): Leg[] {
  const { units, targets } = amountsOf(legs, total);
  const room = roomOf(request, targets, total) - Math.max(0, decimalToNumber(costs));
  const { counts, deviation } = wholeUnits({
    units: units.map((unit, k) => (legs[k]?.digits === 0 ? unit : 0)),
    targets,
    room
  });
  if (!Number.isFinite(deviation)) return [...legs];
  return legs.map((leg, k) => (leg.digits === 0 ? { ...leg, wanted: decimalFromInteger(counts[k] ?? 0) } : leg));
}

/**
 * How close a list comes to its targets, before costs: the sum of all distances of amounts from their targets, cash among them,
 * as a fraction of the value, and a bound that no list of whole shares is below, however it trades. An instrument that an
 * account holds in parts of a share counts as one that can meet its target.
 */
export function trackingOf(
  request: TradeListRequest,
  legs: readonly Leg[],
  total: Decimal,
  positions: TradeList['positions']
): TradeList['tracking'] {
  const { units, targets } = amountsOf(legs, total);
  const held = new Map<string, Decimal>();
  for (const { instrument, after } of positions) held.set(instrument, add(held.get(instrument) ?? ZERO, after));
  const amounts = Float64Array.from(legs, ({ quote, unitValue }) =>
    decimalToNumber(multiply(held.get(quote.instrument) ?? ZERO, unitValue))
  );
  const excess = amounts.reduce((sum, amount, k) => sum + amount - (targets[k] ?? 0), 0);
  const room = Math.max(roomOf(request, targets, total), excess);
  const isWhole = ({ quote, digits }: Leg): boolean =>
    request.positions.every(
      (one) => one.instrument !== quote.instrument || one.quantity % quantityStep(digits) === ZERO
    );
  const bound = unitBound({
    units: units.map((unit, k) => (legs[k] !== undefined && isWhole(legs[k]) ? unit : 0)),
    targets,
    room
  });
  const value = decimalToNumber(total);
  if (!(value > 0)) return { deviation: 0, bound: 0 };
  const deviation = unitDeviation({ targets }, amounts) / value;
  return { deviation, bound: Math.min(deviation, bound / value) };
}
