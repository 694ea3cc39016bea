import type { InstrumentId } from '$lib/domain/instruments';
import { plainExecution, type ExecutionSettings } from '$lib/quant/backtest';
import {
  knownStrategy,
  strategyContext,
  strategyOf,
  withDefaults,
  type StrategyId,
  type StrategySpec
} from '$lib/quant/strategies';
import type { BookedStrategy } from '$lib/services/strategy-book';

/** How a new strategy trades until it is said otherwise: a modest cost, cash that earns nothing. */
export const usualExecution: ExecutionSettings = {
  ...plainExecution,
  costs: { ...plainExecution.costs, fixed: 1, spread: 0.0004 }
};

/** A change of how a strategy trades. */
export type TradeChange = { readonly [Key in keyof ExecutionSettings]?: ExecutionSettings[Key] | undefined } & Partial<
  Omit<ExecutionSettings, 'taxes'>
>;

/** Parameters by name, before they are known to make sense. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The strategy that is being made: what the person has said so far, and whether it makes sense. */
export class StrategyDraft {
  id = $state.raw<string>();
  name = $state('');
  kind = $state.raw<StrategyId>('equal-weights');
  parameters = $state.raw<Parameters>({});
  execution = $state.raw<ExecutionSettings>(usualExecution);
  instruments = $state.raw<readonly InstrumentId[] | undefined>(undefined);
  /** True when something was said since it was opened or kept. */
  changed = $state(false);

  /** The strategy as data; one's own trades are read from the ledger when it runs. */
  readonly spec = $derived({
    strategy: this.kind,
    ...(this.kind === 'replay' ? { trades: [] } : {}),
    ...this.parameters
  } as unknown as StrategySpec);

  /** Takes a strategy of another kind, with its defaults. */
  take(kind: StrategyId): void {
    if (kind === this.kind) return;
    this.kind = kind;
    this.parameters = {};
    this.changed = true;
  }

  /** Says a parameter; undefined is its default. */
  say(name: string, value: unknown): void {
    const { [name]: _old, ...rest } = this.parameters;
    this.parameters = value === undefined ? rest : { ...rest, [name]: value };
    this.changed = true;
  }

  /** Says how it trades; taxes that are undefined are none. */
  trade(change: TradeChange): void {
    const { taxes, ...rest } = { ...this.execution, ...change };
    this.execution = taxes ? { ...rest, taxes } : rest;
    this.changed = true;
  }

  /** Opens a strategy of the book; a copy of it has no place there yet. */
  open({ id, name, strategy, execution, instruments }: BookedStrategy, copy?: string): void {
    const { strategy: kind, ...parameters } = strategy;
    this.id = copy === undefined ? id : undefined;
    this.name = copy ?? name;
    this.kind = kind;
    this.parameters = parameters;
    this.execution = execution;
    this.instruments = instruments;
    this.changed = copy !== undefined;
  }

  /** What keeps it from running on a universe, undefined when nothing does. */
  problem(universe: readonly InstrumentId[]): string | undefined {
    try {
      withDefaults<object>(strategyOf(this.kind).parameters, this.spec);
      knownStrategy(this.spec, strategyContext(universe, { periodsPerYear: 252, cashRate: 0 }));
      return undefined;
    } catch (error) {
      if (error instanceof RangeError) return error.message;
      throw error;
    }
  }
}
