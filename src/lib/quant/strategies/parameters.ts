import type { InstrumentId } from '$lib/domain/instruments';

/** What figures of a parameter mean, for their format. */
export type ParameterUnit = 'days' | 'months' | 'years' | 'fraction' | 'ratio' | 'count' | 'money';

/** A number: its default and the range in which it makes sense. */
export interface NumberParameter {
  readonly kind: 'number';
  /** A word or two that names it in a form, an axis, a table. */
  readonly short: string;
  readonly unit: ParameterUnit;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole?: true;
}

/** One of several words. */
export interface ChoiceParameter<T> {
  readonly kind: 'choice';
  readonly short: string;
  readonly default: T;
  readonly choices: readonly T[];
}

/** Yes or no. */
export interface SwitchParameter {
  readonly kind: 'switch';
  readonly short: string;
  readonly default: boolean;
}

/**
 * Something that no single figure says. instrument: one of the universe. instruments: some of it. weights: a fraction by
 * instrument. figure: name of figures by instrument and day that the market brings. Others are plain data of their own.
 */
export interface DataParameter {
  readonly kind:
    | 'instrument'
    | 'instruments'
    | 'weights'
    | 'figure'
    | 'rules'
    | 'signal'
    | 'objective'
    | 'constraints'
    | 'moments'
    | 'allocation'
    | 'members'
    | 'trades'
    | 'flows'
    | 'change';
  readonly short: string;
  readonly needed: boolean;
}

/** What a screen and a sweep must know of one parameter. */
export type Parameter<T> = NumberParameter | ChoiceParameter<T> | SwitchParameter | DataParameter;

/** A field for each parameter of a strategy: none can be forgotten. */
export type ParameterFields<Parameters extends object> = {
  readonly [Name in keyof Parameters]-?: Parameter<NonNullable<Parameters[Name]>>;
};

/** Each trading day, or the first of each week, month, quarter or year. */
export type Frequency = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** When a strategy is asked: once at the start, or on the first trading day of each period as well. */
export type Asked = 'once' | Frequency;

const frequencies: readonly Asked[] = ['once', 'day', 'week', 'month', 'quarter', 'year'];

/** A whole number of something, between bounds. */
export function wholeNumber(
  short: string,
  unit: ParameterUnit,
  value: number,
  [minimum, maximum]: readonly [number, number]
): NumberParameter {
  return { kind: 'number', short, unit, default: value, minimum, maximum, whole: true };
}

/** A figure between bounds. */
export function figureBetween(
  short: string,
  unit: ParameterUnit,
  value: number,
  [minimum, maximum]: readonly [number, number]
): NumberParameter {
  return { kind: 'number', short, unit, default: value, minimum, maximum };
}

/** How often a strategy decides. */
export function decidedEvery(value: Asked): ChoiceParameter<Asked> {
  return { kind: 'choice', short: 'Decides every', default: value, choices: frequencies };
}

/**
 * The parameters with defaults where absent. @throws RangeError naming one that is needed and absent, outside its
 * bounds, not whole, or not one of the choices.
 */
export function withDefaults<Parameters extends object>(
  fields: ParameterFields<Parameters>,
  given: Parameters
): Parameters & Required<Pick<Parameters, PlainNames<Parameters>>> {
  const whole = { ...given } as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields as Record<string, Parameter<unknown>>)) {
    const value = whole[name] ?? ('default' in field ? field.default : undefined);
    const problem = problemOf(field, value);
    if (problem) throw new RangeError(`${name}: ${problem}`);
    if (value !== undefined) whole[name] = value;
  }
  return whole as unknown as Parameters & Required<Pick<Parameters, PlainNames<Parameters>>>;
}

/** Parameters whose type is a number, a word of a few or a switch: all of them have defaults. */
type PlainNames<Parameters> = {
  [Name in keyof Parameters]-?: IsPlain<NonNullable<Parameters[Name]>> extends true ? Name : never;
}[keyof Parameters];

type IsPlain<Value> = [Value] extends [InstrumentId]
  ? false
  : [Value] extends [number | boolean]
    ? true
    : [Value] extends [string]
      ? string extends Value
        ? false
        : true
      : false;

function problemOf(field: Parameter<unknown>, value: unknown): string | undefined {
  switch (field.kind) {
    case 'number': {
      if (typeof value !== 'number' || !(value >= field.minimum && value <= field.maximum)) {
        return `${String(value)} is not between ${field.minimum} and ${field.maximum}`;
      }
      return field.whole && !Number.isInteger(value) ? `${value} is not whole` : undefined;
    }
    case 'choice':
      return field.choices.includes(value) ? undefined : `${String(value)} is not one of ${field.choices.join(', ')}`;
    case 'switch':
      return typeof value === 'boolean' ? undefined : `${String(value)} is neither true nor false`;
    default:
      return field.needed && value === undefined ? 'is needed' : undefined;
  }
}
