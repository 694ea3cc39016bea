import { decimal, decimalFromNumber, decimalToNumber, multiply, type Decimal } from '$lib/domain/money';
import { exactMoney, money, percent, plainNumber, decimalFromTyped } from '$lib/ui/format';
import { controlTexts } from '$lib/ui/texts';

/** How a typed number reads: a plain number, a fraction typed as percent, or an amount. */
export type NumberKind = 'number' | 'percent' | 'money';

/** What a field may hold. */
export interface NumberLimits {
  readonly kind: NumberKind;
  readonly currency: string;
  readonly digits?: number;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  readonly required?: boolean;
}

/** What was read from typed text: a value, nothing, or the message that says why not. */
export type TypedResult =
  | { readonly status: 'ok'; readonly value: Decimal }
  | { readonly status: 'empty' }
  | { readonly status: 'refused'; readonly message: string };

const HUNDREDTH = decimal('0.01');

/** Text of a value as a field shows it when it is left. */
export function shownText(value: Decimal | number | undefined, limits: NumberLimits): string {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return '';
  const { kind, currency, digits } = limits;
  if (kind === 'percent') {
    const fraction = typeof value === 'number' ? value : decimalToNumber(value);
    const shortest = plainNumber(Number((fraction * 100).toFixed(10)), { digits: digits ?? 4 });
    return `${digits === undefined ? shortest : percent(fraction, { digits }).slice(0, -1)}%`;
  }
  if (kind === 'money') {
    const whole = typeof value === 'number' ? Number.isInteger(value) : value % 1_000_000_000_000_000_000n === 0n;
    return whole ? money(value, currency) : exactMoney(value, currency);
  }
  return plainNumber(value, digits === undefined ? {} : { digits });
}

/** Reads what was typed under the limits of a field. */
export function typedResult(text: string, limits: NumberLimits): TypedResult {
  if (text.trim() === '') {
    return limits.required ? { status: 'refused', message: controlTexts.needed } : { status: 'empty' };
  }
  const read = decimalFromTyped(text);
  if (read === undefined) return { status: 'refused', message: controlTexts.notANumber(text.trim()) };
  const value = limits.kind === 'percent' ? multiply(read, HUNDREDTH) : read;
  if (limits.integer && value % 1_000_000_000_000_000_000n !== 0n) {
    return { status: 'refused', message: controlTexts.notWhole };
  }
  const { min, max } = limits;
  if (min !== undefined && value < decimalFromNumber(min)) {
    return { status: 'refused', message: controlTexts.atLeast(shownText(min, limits)) };
  }
  if (max !== undefined && value > decimalFromNumber(max)) {
    return { status: 'refused', message: controlTexts.atMost(shownText(max, limits)) };
  }
  return { status: 'ok', value };
}
