/** A number: its default (absent where the method finds it itself) and the range in which it makes sense. */
export interface NumberField {
  readonly kind: 'number';
  readonly default?: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole?: true;
}

/** One of several words or numbers. */
export interface ChoiceField<T> {
  readonly kind: 'choice';
  readonly default: T;
  readonly choices: readonly T[];
}

/** Yes or no. */
export interface SwitchField {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** Figures that come from elsewhere: one for each row of the returns ('rows'), each instrument, or each factor. */
export interface DataField {
  readonly kind: 'rows' | 'instruments' | 'factors';
  readonly needed: boolean;
}

/** What a screen must know of one option. */
export type OptionField<T> = NumberField | ChoiceField<T> | SwitchField | DataField;

/** A field for each option of a method: none can be forgotten. */
export type OptionFields<Options extends object> = {
  readonly [Name in keyof Options]-?: OptionField<NonNullable<Options[Name]>>;
};
