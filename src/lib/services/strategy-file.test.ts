import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { plainExecution } from '$lib/quant/backtest';
import { baselineStrategies, type StrategySpec } from '$lib/quant/strategies';
import { strategiesFileText, strategiesFromText, type FiledStrategy } from './strategy-file';

const filed: FiledStrategy[] = [
  ...baselineStrategies.map((strategy) => ({
    name: strategy,
    strategy: { strategy } as StrategySpec,
    execution: plainExecution
  })),
  {
    name: 'Mine',
    strategy: { strategy: 'moving-averages', short: 20, long: 100, kind: 'exponential' },
    execution: {
      ...plainExecution,
      shares: 'whole',
      rebalancing: { rule: 'band', absolute: 0.05, back: 'edge' },
      taxes: { shortRate: 0.3, longRate: 0.15, longAfter: 365, dividendRate: 0.15, method: 'hifo', paid: 'year-end' }
    },
    instruments: [instrumentId('a'), instrumentId('b')]
  }
];

const spoilt = (change: (one: Record<string, unknown>) => void) => {
  const content = JSON.parse(strategiesFileText([filed[filed.length - 1]])) as {
    strategies: Record<string, unknown>[];
  };
  content.strategies.forEach(change);
  return strategiesFromText(JSON.stringify(content)).problems;
};

describe('strategies as a file', () => {
  it('reads what it writes', () => {
    expect(strategiesFromText(strategiesFileText(filed))).toEqual({ strategies: filed, problems: [] });
  });

  it('names entry, field and what is wrong, and takes nothing then', () => {
    const at = (field: string) => expect.objectContaining({ code: 'field', entry: 1, field }) as unknown;
    expect(spoilt((one) => (one['strategy'] = { strategy: 'moving-averages', short: -3 }))).toEqual([
      at('strategy.short')
    ]);
    const signal = { signal: 'indicator', indicator: 'ema', parameters: { length: 0 } };
    expect(spoilt((one) => (one['strategy'] = { strategy: 'signals', signal }))).toEqual([at('strategy.ema.length')]);
    expect(spoilt((one) => (one['strategy'] = { strategy: 'divination' }))).toEqual([at('strategy.strategy')]);
    expect(spoilt((one) => Reflect.set(one['execution'] as object, 'lag', 0))).toEqual([at('execution.lag')]);
    expect(spoilt((one) => delete one['name'])).toEqual([at('name')]);
  });

  it('refuses what is no file of strategies, and one of a later version', () => {
    expect(strategiesFromText('{')).toEqual({ strategies: [], problems: [{ code: 'not-json' }] });
    expect(strategiesFromText('[]').problems).toEqual([{ code: 'not-strategies' }]);
    const later = strategiesFileText(filed).replace('"version": 1', '"version": 9');
    expect(strategiesFromText(later).problems).toEqual([{ code: 'newer', version: '9' }]);
  });
});
