import { compare, ONE, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import { keepsUnits, sharesBasis, type ActionDraft, type Ratio } from './draft';

/** Weights by which the basis of an old lot is shared. */
export interface BasisWeights {
  readonly retained: number;
  readonly receives: readonly number[];
  readonly cash: number;
}

/** What scaled weights add up to when the exact ones are too long for a number. */
const LARGEST_TOTAL = 10n ** 15n;

const magnitude = (a: bigint): bigint => (a < 0n ? -a : a);

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * Smallest whole numbers in the same proportions as amounts that are zero or positive; all zero when they are. Proportions
 * that need more than 15 digits are rounded to a sum of 10^15.
 */
export function wholeWeights(parts: readonly bigint[]): number[] {
  const divisor = parts.reduce(greatestDivisor, 0n);
  if (divisor === 0n) return parts.map(() => 0);
  const least = parts.map((part) => part / divisor);
  const total = least.reduce((all, part) => all + part, 0n);
  if (total <= LARGEST_TOTAL) return least.map(Number);
  let before = 0n;
  return least.map((part) => {
    const from = (before * LARGEST_TOTAL) / total;
    before += part;
    return Number((before * LARGEST_TOTAL) / total - from);
  });
}

/** A ratio of whole numbers for two amounts above zero (0.5 for 1 is 1 for 2); undefined when it needs too many digits. */
export function wholeRatio(numerator: Decimal, denominator: Decimal): Ratio | undefined {
  if (numerator <= 0n || denominator <= 0n) return undefined;
  const divisor = greatestDivisor(numerator, denominator);
  const [n, d] = [Number(numerator / divisor), Number(denominator / divisor)];
  return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { numerator: n, denominator: d } : undefined;
}

/**
 * Weights of the basis of a draft that holds: by the issuer's percentages, or in proportion to the market value of what one
 * old unit became (26 C.F.R. 1.358-2: fair market values). A single destination takes all.
 */
export function basisWeights(draft: ActionDraft): BasisWeights {
  const { kind, receives, cashPerUnit, sharing } = draft;
  const keeps = keepsUnits(kind);
  if (!sharesBasis(draft)) return { retained: 0, receives: receives.map(() => 1), cash: receives.length === 0 ? 1 : 0 };
  const parts = sharing === 'percent' ? sharesOf(draft, keeps) : worthsOf(draft, keeps);
  const weights = wholeWeights(parts);
  return {
    retained: weights[0] ?? 0,
    receives: weights.slice(1, 1 + receives.length),
    cash: cashPerUnit === undefined ? 0 : (weights.at(-1) ?? 0)
  };
}

function sharesOf({ receives, cashPerUnit }: ActionDraft, keeps: boolean): Decimal[] {
  const shares = receives.map(({ share = ZERO }) => share);
  const left = subtract(ONE, sum(shares));
  return [keeps ? left : ZERO, ...shares, !keeps && cashPerUnit !== undefined ? left : ZERO];
}

function worthsOf({ receives, cashPerUnit, close = ZERO }: ActionDraft, keeps: boolean): bigint[] {
  const common = receives.reduce((all, { ratio }) => all * BigInt(ratio?.denominator ?? 1), 1n);
  const received = receives.map(({ ratio, close: price = ZERO }) =>
    ratio ? (price * BigInt(ratio.numerator) * common) / BigInt(ratio.denominator) : 0n
  );
  return [keeps ? close * common : 0n, ...received, (cashPerUnit ?? ZERO) * common];
}

/** What the percentages of a draft add up to, as a fraction of the old basis; a share that is not said counts as none. */
export const sharesSaid = ({ receives }: ActionDraft): Decimal => sum(receives.map(({ share = ZERO }) => share));

/**
 * Fraction of the old basis that the percentages of a draft leave to the units that stay or to the cash; negative when they
 * take more than all. Undefined where neither is there to take what is left.
 */
export function shareLeft(draft: ActionDraft): Decimal | undefined {
  const takesRest = keepsUnits(draft.kind) || draft.cashPerUnit !== undefined;
  return takesRest ? subtract(ONE, sharesSaid(draft)) : undefined;
}

/** True when the percentages of a draft leave nothing over that should go somewhere, nor take more than all. */
export function sharesAddUp(draft: ActionDraft): boolean {
  const left = shareLeft(draft);
  return left === undefined ? compare(sharesSaid(draft), ONE) === 0 : left >= 0n;
}
