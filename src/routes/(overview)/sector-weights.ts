import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Overview } from '$lib/services/value-portfolio';
import { heldAsk } from '../asks';
import { overviewTexts as texts } from '$lib/ui/texts';

/** Weight of each sector, greatest first, then cash. */
export function sectorWeights(holdings: Overview['holdings'], instruments: readonly Instrument[]) {
  const sectors = new Map(instruments.map((one) => [one.id, one.sector]));
  const weights = new Map<string, { weight: number; rows: { instrument: InstrumentId }[] }>();
  for (const row of holdings.rows) {
    const sector = sectors.get(row.instrument) ?? texts.noSector;
    const known = weights.get(sector) ?? { weight: 0, rows: [] };
    weights.set(sector, {
      weight: known.weight + row.weight,
      rows: [...known.rows, { instrument: row.instrument }]
    });
  }
  const sorted = [...weights]
    .map(([label, { weight, rows }]) => ({ label, weight, ask: heldAsk('weight', rows) }))
    .sort((a, b) => b.weight - a.weight);
  const cash = holdings.cash.reduce((sum, row) => sum + row.weight, 0);
  const balances = holdings.cash.map(({ account, currency }) => ({ account, currency }));
  return [...sorted, { label: texts.cash, weight: cash, ask: heldAsk('weight', balances) }];
}
