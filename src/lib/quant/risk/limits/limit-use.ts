/**
 * What a limit is set on. Figures are fractions, but for the effective number of positions and beta. risk-share: the share of
 * the risk that a position or group carries, a risk budget.
 */
export const limitKinds = [
  'volatility',
  'value-at-risk',
  'expected-shortfall',
  'drawdown',
  'position',
  'group',
  'effective-number',
  'beta',
  'tracking-error',
  'risk-share'
] as const;

/** Name of what a limit is set on. */
export type LimitKind = (typeof limitKinds)[number];

/** A limit: the most a figure may be, or the least, for the kinds of which more is safer. */
export interface RiskLimit {
  readonly id: string;
  readonly kind: LimitKind;
  readonly limit: number;
  /** What it is about, where it is not the whole: a position or a group. */
  readonly of?: string;
}

/** How a limit stands. 'unmeasured' where its figure is not known. */
export type LimitState = 'within' | 'near' | 'over' | 'unmeasured';

/** A limit beside its figure. */
export interface LimitUse {
  readonly limit: RiskLimit;
  readonly figure: number | undefined;
  /** Share of the limit that is used: figure over limit, or limit over figure for a least one. Above 1 it is broken. */
  readonly use: number | undefined;
  /** What is left until the limit, in the unit of the figure; negative when broken. */
  readonly headroom: number | undefined;
  readonly state: LimitState;
}

/** True where a limit is the least that a figure may be. */
export const isFloor = (kind: LimitKind): boolean => kind === 'effective-number';

/** The use from which a limit is near. */
export const NEAR = 0.8;

/**
 * Limits with their use. A figure below zero, as a risk that is a gain, uses nothing.
 * @throws RangeError when a limit is not above zero and finite.
 */
export function limitUses(
  limits: readonly RiskLimit[],
  figureOf: (limit: RiskLimit) => number | undefined
): readonly LimitUse[] {
  return limits.map((limit) => {
    if (!(limit.limit > 0 && limit.limit < Infinity)) throw new RangeError(`limit ${limit.id}: ${limit.limit}`);
    const figure = figureOf(limit);
    if (figure === undefined || Number.isNaN(figure)) {
      return { limit, figure: undefined, use: undefined, headroom: undefined, state: 'unmeasured' };
    }
    const floor = isFloor(limit.kind);
    const use = floor ? limit.limit / Math.max(figure, 0) : Math.max(0, figure) / limit.limit;
    const headroom = floor ? figure - limit.limit : limit.limit - figure;
    // The headroom decides, so that a figure that equals its limit is within it whatever the rounding.
    const state: LimitState = headroom < 0 ? 'over' : use >= NEAR ? 'near' : 'within';
    return { limit, figure, use, headroom, state };
  });
}
