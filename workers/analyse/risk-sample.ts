import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import { rateBetween } from '$lib/quant/currencies';
import type { ReturnMatrix } from '$lib/quant/moments';
import { tailSample, type TailSample } from '$lib/quant/risk';
import { loadRates, priceHeaders } from '$lib/storage/dexie';
import type { EstimationWindow } from '../decide/estimates';
import { treatedReturns, type LateTreatment, type TreatedReturns } from '../decide/treated-returns';
import { universeOf, type UniverseQuestion } from '../decide/universe';
import { openedVault } from '../open-vault';

/** What is held: fractions of the whole value, cash by its currency. */
export interface RiskScope extends UniverseQuestion {
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  readonly cash: readonly { readonly currency: CurrencyCode; readonly weight: number }[];
  readonly late: LateTreatment;
}

/** A column of the sample: an instrument, or cash in another currency than the base. */
export interface RiskColumn {
  readonly instrument?: InstrumentId;
  readonly currency: CurrencyCode;
  readonly weight: number;
}

/** Past returns of what is held now, at the weights of now. */
export interface HeldSample {
  readonly sample: TailSample;
  readonly columns: readonly RiskColumn[];
  /** What each column's currency returned in the base currency. */
  readonly rateReturns: ReturnMatrix;
  readonly returns: TreatedReturns;
  readonly window: EstimationWindow;
  /** Weight of what could not be measured. */
  readonly unmeasured: number;
}

/** The sample of a scope; undefined with too few common returns, of which the window then tells. */
export async function heldSample(
  scope: RiskScope
): Promise<HeldSample | { readonly sample: undefined; readonly window: EstimationWindow }> {
  const vault = await openedVault(scope.vault);
  const [{ panel, missing }, rates, headers] = await Promise.all([
    universeOf(scope),
    loadRates(vault),
    priceHeaders(vault)
  ]);
  const returns = treatedReturns(panel, scope.late);
  const { firstDay, lastDay, rows, dropped, droppedDays, badPrices, late, treatment } = returns;
  const window = { firstDay, lastDay, rows, dropped, droppedDays, badPrices, missing, late, treatment };
  if (returns.status === 'too-few') return { sample: undefined, window };
  const weightOf = new Map(scope.weights.map((one) => [one.instrument, one.weight]));
  const currencyOf = new Map(headers.map((one) => [one.instrument, one.currency]));
  const columns: RiskColumn[] = returns.instruments.map((instrument) => ({
    instrument,
    currency: currencyOf.get(instrument) ?? scope.base,
    weight: weightOf.get(instrument) ?? 0
  }));
  const measured = columns.reduce((sum, one) => sum + one.weight, 0);
  const total = scope.weights.reduce((sum, one) => sum + one.weight, 0);
  const foreign = scope.cash.filter(({ currency, weight }) => currency !== scope.base && weight !== 0);
  const returnsOf = (currency: CurrencyCode): Float64Array | undefined => {
    const rate = rateBetween(currency, scope.base, rates.series);
    if (!rate) return undefined;
    let before = rate(firstDay);
    const changes = Float64Array.from(returns.days, (day) => {
      const after = rate(day);
      const change = after / before - 1;
      before = after;
      return change;
    });
    return changes.every(Number.isFinite) ? changes : undefined;
  };
  const byCurrency = new Map(
    [...new Set([...columns.map((one) => one.currency), ...foreign.map((one) => one.currency)])].map((one) => [
      one,
      returnsOf(one)
    ])
  );
  const cash = foreign.filter(({ currency }) => byCurrency.get(currency));
  const held = [...columns, ...cash];
  const values = new Float64Array(rows * held.length);
  const changes = new Float64Array(rows * held.length);
  held.forEach(({ currency }, j) => {
    const rate = byCurrency.get(currency);
    for (let t = 0; t < rows; t++) {
      const at = t * held.length + j;
      changes[at] = rate?.[t] ?? 0;
      values[at] = j < columns.length ? (returns.values[t * columns.length + j] ?? NaN) : (rate?.[t] ?? NaN);
    }
  });
  const matrix = { values, rows, columns: held.length };
  const left = foreign.filter(({ currency }) => !byCurrency.get(currency));
  return {
    sample: tailSample(
      matrix,
      Float64Array.from(held, (one) => one.weight)
    ),
    columns: held,
    rateReturns: { values: changes, rows, columns: held.length },
    returns,
    window,
    unmeasured: total - measured + left.reduce((sum, one) => sum + one.weight, 0)
  };
}
