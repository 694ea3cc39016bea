import type { Instrument } from '$lib/domain/instruments';
import type { Overview } from '$lib/services/value-portfolio';
import { overviewTexts as texts } from '$lib/ui/texts';

/** Weight of each sector, greatest first, then cash. */
export function sectorWeights(holdings: Overview['holdings'], instruments: readonly Instrument[]) {
  const sectors = new Map(instruments.map((one) => [one.id, one.sector]));
  const weights = new Map<string, number>();
  for (const row of holdings.rows) {
    const sector = sectors.get(row.instrument) ?? texts.noSector;
    weights.set(sector, (weights.get(sector) ?? 0) + row.weight);
  }
  const sorted = [...weights].map(([label, weight]) => ({ label, weight })).sort((a, b) => b.weight - a.weight);
  const cash = holdings.cash.reduce((sum, row) => sum + row.weight, 0);
  return [...sorted, { label: texts.cash, weight: cash }];
}
