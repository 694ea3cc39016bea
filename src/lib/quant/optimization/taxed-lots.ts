import type { InstrumentId } from '$lib/domain/instruments';

/** An open lot: its weight today, what selling all of it gains (a loss below zero), fractions of the whole, and its term. */
export interface TaxLot {
  readonly id: string;
  readonly weight: number;
  readonly gain: number;
  readonly term: 'short' | 'long';
}

/** Lots of an instrument in the order in which they are sold, or any of which may be picked. */
export interface LotQueue {
  readonly instrument: InstrumentId;
  readonly order: 'picked' | 'in-order';
  readonly lots: readonly TaxLot[];
}

/** Rates of tax on realised gains, fractions of the gain, and how often a year a sale of the whole sum is counted. */
export interface TaxRates {
  readonly shortTerm: number;
  readonly longTerm: number;
  readonly perYear: number;
}

/**
 * At most this of the whole is realised as gains, losses taken off. Gains are never counted too low. Picked lots, and lots
 * in an order in which the gain of a unit rises, are counted exactly; where a later lot gains less, or a lot loses, at
 * most too high for sales other than the suggested one, for which they are exact.
 */
export interface RealisedGainsLimit {
  readonly kind: 'realised-gains';
  readonly id: string;
  readonly maximum: number;
}

/** Sales of an instrument, one for each of its queues, at which gains are counted exactly; it is then not bought. */
export interface SaleAnchor {
  readonly instrument: InstrumentId;
  readonly sold: readonly number[];
}

/** Part of a lot that is sold: its weight, gain and term. */
export interface LotSale {
  readonly instrument: InstrumentId;
  readonly lot: string;
  readonly weight: number;
  readonly gain: number;
  readonly term: 'short' | 'long';
}

/** What reaching the weights realises. `proven`: no other sale could be better, for every gain was counted exactly. */
export interface RealisedSales {
  readonly gain: number;
  /** Tax on it by the rates, where there are any; losses offset gains and bring nothing by themselves. */
  readonly tax?: number;
  readonly lots: readonly LotSale[];
  readonly proven: boolean;
  /** Where gains that are not convex were counted exactly. */
  readonly anchors: readonly SaleAnchor[];
}

/** A value along a sale: at each place sold so far, from nothing to all, straight in between. */
export interface SaleCurve {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

/** A straight line: slope, and value where nothing is sold. */
export interface SaleLine {
  readonly slope: number;
  readonly start: number;
}

/** The curve of what each lot brings, one after another. */
export function saleCurve(lots: readonly TaxLot[], of: (lot: TaxLot) => number): SaleCurve {
  const places = [0];
  const values = [0];
  for (const lot of lots) {
    if (!(lot.weight > 0)) continue;
    places.push((places.at(-1) ?? 0) + lot.weight);
    values.push((values.at(-1) ?? 0) + of(lot));
  }
  return { places, values };
}

function slopes({ places, values }: SaleCurve): number[] {
  return places.slice(1).map((place, k) => ((values[k + 1] ?? 0) - (values[k] ?? 0)) / (place - (places[k] ?? 0)));
}

/** Slopes may fall by this much of rounding in a curve that counts as convex. */
const LEVEL = 1e-12;

/** True where each part of a sale brings no less than the one before it. */
export function isConvex(curve: SaleCurve): boolean {
  const own = slopes(curve);
  return own.every((slope, k) => k === 0 || slope >= (own[k - 1] ?? 0) - LEVEL);
}

/** True where the greatest of the curve's lines is the curve itself, for purchases (nothing) too. */
export function isExact(curve: SaleCurve): boolean {
  return isConvex(curve) && (slopes(curve)[0] ?? 0) >= 0;
}

/**
 * Lines whose greatest is convex and nowhere below the curve: the curve itself where it is convex; else one slope from
 * nothing, or with an anchor two slopes that touch the curve there (majorization: Hunter and Lange 2004). Without an
 * anchor nothing is below zero, so that what is bought instead counts as nothing.
 */
export function majorant(curve: SaleCurve, anchor?: number): SaleLine[] {
  const { places, values } = curve;
  if (places.length < 2) return [{ slope: 0, start: 0 }];
  if (isConvex(curve)) {
    const lines = slopes(curve).map((slope, k) => ({ slope, start: (values[k] ?? 0) - slope * (places[k] ?? 0) }));
    return anchor === undefined && (lines[0]?.slope ?? 0) < 0 ? [{ slope: 0, start: 0 }, ...lines] : lines;
  }
  const at = Math.min(Math.max(anchor ?? 0, 0), places.at(-1) ?? 0);
  const value = valueOn(curve, at);
  const chords = places.flatMap((place, k) =>
    Math.abs(place - at) > 1e-14 ? [{ after: place > at, slope: ((values[k] ?? 0) - value) / (place - at) }] : []
  );
  const right = Math.max(...chords.flatMap(({ after, slope }) => (after ? slope : [])));
  const left = Math.min(...chords.flatMap(({ after, slope }) => (after ? [] : slope)));
  const line = (slope: number): SaleLine => ({ slope, start: value - slope * at });
  if (anchor === undefined) return [line(Math.max(0, right))];
  if (!Number.isFinite(left)) return [line(right)];
  if (!Number.isFinite(right)) return [line(left)];
  return right >= left ? [line(left), line(right)] : [line((left + right) / 2)];
}

/** Value of a curve at a place within it. */
export function valueOn({ places, values }: SaleCurve, at: number): number {
  const k = places.findIndex((place) => place >= at);
  if (k <= 0) return k === 0 ? (values[0] ?? 0) : (values.at(-1) ?? 0);
  const from = places[k - 1] ?? 0;
  const share = (at - from) / ((places[k] ?? 0) - from);
  return (values[k - 1] ?? 0) + share * ((values[k] ?? 0) - (values[k - 1] ?? 0));
}
