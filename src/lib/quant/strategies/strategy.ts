import type { InstrumentId } from '$lib/domain/instruments';
import type { Asked, ParameterFields } from './parameters';
import type { Window } from './window';

/**
 * What a strategy answers. weights: a fraction of the value by instrument, NaN to leave a position as it is, short
 * below zero, the rest is cash (below zero: borrowed). quantities: shares to buy or sell, with the money and the cost of
 * trades that were really made (NaN: the market's price, the settings' costs); `within` cuts purchases to the cash at
 * hand and sales to what is held. amounts: money to put in or take out, within the same bounds.
 */
export type Decision =
  | { readonly kind: 'weights'; readonly weights: Float64Array }
  | {
      readonly kind: 'quantities';
      readonly quantities: Float64Array;
      readonly paid?: Float64Array;
      readonly costs?: Float64Array;
      readonly within: boolean;
    }
  | { readonly kind: 'amounts'; readonly amounts: Float64Array };

/** A strategy that runs. It may keep a state of its own; the same windows in the same order give the same answers. */
export interface RunningStrategy {
  /** The new decision, or undefined to leave everything as it is. */
  readonly decide: (window: Window) => Decision | undefined;
}

/** A strategy as data whose kind is not known here: members of composites. */
export interface AnyStrategySpec {
  readonly strategy: string;
}

/** What a strategy is begun with. */
export interface StrategyContext {
  readonly instruments: readonly InstrumentId[];
  /** Trading days in a year, for annual figures. */
  readonly periodsPerYear: number;
  /** Of cash, a year. */
  readonly cashRate: number;
  /** Begins another strategy of the catalog, for composites. @throws RangeError when it is unknown. */
  readonly begin: (spec: AnyStrategySpec) => RunningStrategy;
  /** What is known of another strategy of the catalog without running it. @throws RangeError when it is unknown. */
  readonly known: (spec: AnyStrategySpec) => KnownStrategy;
}

/** How often a strategy is asked, how many closes it needs, and whether its answers depend on what it holds. */
export interface KnownStrategy {
  readonly asked: Asked;
  readonly history: number;
  readonly looksAtHolding: boolean;
  readonly drifts: boolean;
}

/** Where a strategy comes from. */
export interface StrategySource {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
}

/** What a strategy needs beside closes of the universe. */
export type StrategyNeed = 'figures' | 'weights' | 'trades' | 'members' | 'two-instruments';

/**
 * A kind of strategy, with its parameters. `baseline`: it stands beside others everywhere, for it needs nothing but
 * closes. `looksAtHolding`: its answers depend on what it holds, so that costs and taxes can change them.
 */
export interface Strategy<Id extends string, Parameters extends object> {
  readonly id: Id;
  readonly parameters: ParameterFields<Parameters>;
  readonly source: StrategySource;
  readonly baseline: boolean;
  readonly needs: readonly StrategyNeed[];
  readonly looksAtHolding: boolean;
  /** Holdings drift between decisions whatever the settings say. */
  readonly drifts: boolean;
  /** @throws RangeError on parameters that make no sense. */
  asked(parameters: Parameters, context: StrategyContext): Asked;
  /** Closes that it needs before its first answer. */
  history(parameters: Parameters, context: StrategyContext): number;
  /** @throws RangeError on parameters that make no sense. */
  begin(parameters: Parameters, context: StrategyContext): RunningStrategy;
}
