import type { InstrumentId } from '$lib/domain/instruments';
import { plainExecution, type ExecutionSettings } from '$lib/quant/backtest';
import type { InstrumentWeight } from '$lib/quant/optimization';
import { baselineStrategies } from '$lib/quant/strategies';
import type { StrategyEntry } from '$lib/services/backtest-strategies';
import type { BookedStrategy } from '$lib/services/strategy-book';
import { backtestTexts as texts, strategyTexts } from '$lib/ui/texts';

/** Something that can be compared. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly group: keyof typeof texts.groups;
}

/** What entries are made of. */
export interface Portfolio {
  readonly current: readonly InstrumentWeight[];
  readonly suggested: readonly InstrumentWeight[] | undefined;
  readonly benchmark: InstrumentId | undefined;
  readonly book: readonly BookedStrategy[];
  readonly execution: ExecutionSettings;
}

const PLAIN = 'plain-';
const KEPT = 'kept-';

/** Everything that can be compared: the portfolio, one's own strategies, and those that need nothing but closes. */
export function choosable(
  book: readonly BookedStrategy[],
  benchmark: string | undefined,
  hasTrades: boolean
): readonly Choosable[] {
  const portfolio = [
    'suggested',
    'current',
    'held',
    ...(hasTrades ? ['own'] : []),
    ...(benchmark ? ['benchmark'] : [])
  ];
  return [
    ...portfolio.map((id): Choosable => {
      const name = (id === 'benchmark' ? benchmark : undefined) ?? texts.names[id] ?? id;
      return { id, name, what: texts.whatOf[id] ?? '', group: 'portfolio' };
    }),
    ...book.map(({ id, name, strategy }): Choosable => {
      return { id: `${KEPT}${id}`, name, what: strategyTexts.names[strategy.strategy], group: 'kept' };
    }),
    ...baselineStrategies.map((id): Choosable => {
      return { id: `${PLAIN}${id}`, name: strategyTexts.names[id], what: strategyTexts.what[id], group: 'baselines' };
    })
  ];
}

/** An entry by its id; undefined when what it is made of is not there. */
export function entryOf(
  id: string,
  { current, suggested, benchmark, book, execution }: Portfolio
): StrategyEntry | undefined {
  const universe = current.map(({ instrument }) => instrument);
  const left: ExecutionSettings = { ...execution, rebalancing: { rule: 'none' } };
  switch (id) {
    case 'suggested':
      return suggested && weighted(id, suggested, execution);
    case 'current':
      return weighted(id, current, execution);
    case 'held':
      return { id, strategy: { strategy: 'buy-and-hold', weights: current }, execution: left, instruments: universe };
    case 'benchmark': {
      if (benchmark === undefined) return undefined;
      const { financing } = execution;
      const free = { ...plainExecution, financing };
      return { id, strategy: { strategy: 'buy-and-hold' }, execution: free, instruments: [benchmark] };
    }
    case 'own':
      return { id, strategy: { strategy: 'replay', trades: [] }, execution: cashless(left), instruments: [] };
  }
  const plain = baselineStrategies.find((one) => id === `${PLAIN}${one}`);
  if (plain !== undefined) {
    // Those of the baselines need no parameter: each has its defaults.
    const strategy = { strategy: plain } as StrategyEntry['strategy'];
    return { id, strategy, execution, instruments: universe };
  }
  const kept = book.find((one) => id === `${KEPT}${one.id}`);
  if (!kept) return undefined;
  const isReplay = kept.strategy.strategy === 'replay';
  return {
    id,
    strategy: kept.strategy,
    execution: isReplay ? cashless(kept.execution) : kept.execution,
    instruments: kept.instruments ?? universe
  };
}

function weighted(id: string, weights: readonly InstrumentWeight[], execution: ExecutionSettings): StrategyEntry {
  const instruments = weights.map(({ instrument }) => instrument);
  return { id, strategy: { strategy: 'fixed-weights', weights }, execution, instruments };
}

/** The ledger has the interest that was earned: a replay earns none besides. */
function cashless(execution: ExecutionSettings): ExecutionSettings {
  return { ...execution, financing: { ...execution.financing, cashRate: 0 } };
}
