import type { InstrumentId } from '$lib/domain/instruments';
import type { RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { rateBetween } from '$lib/quant/currencies';
import type { AlignedReturns, ReturnMatrix } from '$lib/quant/moments';
import { tailSample, type TailSample } from '$lib/quant/risk';

/** What is held, as fractions of the whole value; cash by its currency. */
export interface HeldWeights {
  readonly base: CurrencyCode;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  readonly cash: readonly { readonly currency: CurrencyCode; readonly weight: number }[];
}

/** A column of the sample: an instrument, or cash in another currency than the base. */
export interface RiskColumn {
  readonly instrument?: InstrumentId;
  readonly currency: CurrencyCode;
  readonly weight: number;
}

/** Past returns of what is held now, at the weights of now. */
export interface HeldColumns {
  readonly sample: TailSample;
  readonly columns: readonly RiskColumn[];
  /** What each column's currency returned in the base currency. */
  readonly rateReturns: ReturnMatrix;
  /** Weight of what could not be measured. */
  readonly unmeasured: number;
  /** Currencies of cash without a rate for every day. */
  readonly withoutRate: readonly CurrencyCode[];
}

/** Returns of one unit of a currency in the base over the spans of other returns; undefined where a rate is missing. */
function rateReturnsOf(
  currency: CurrencyCode,
  base: CurrencyCode,
  rates: readonly RateSeries[],
  { days, firstDay }: AlignedReturns
): Float64Array | undefined {
  const rate = rateBetween(currency, base, rates);
  if (!rate) return undefined;
  let before = rate(firstDay);
  const changes = Float64Array.from(days, (day) => {
    const after = rate(day);
    const change = after / before - 1;
    before = after;
    return change;
  });
  return changes.every(Number.isFinite) ? changes : undefined;
}

/**
 * The sample of what is held. Returns are in the base currency; cash in another one moves with its rate. An instrument
 * without returns, and cash without a rate, are no columns: their weight is told.
 */
export function heldColumns(
  returns: AlignedReturns,
  held: HeldWeights,
  currencyOf: ReadonlyMap<InstrumentId, CurrencyCode>,
  rates: readonly RateSeries[]
): HeldColumns {
  const { base } = held;
  const { rows, instruments } = returns;
  const weightOf = new Map(held.weights.map((one) => [one.instrument, one.weight]));
  const foreign = held.cash.filter(({ currency, weight }) => currency !== base && weight !== 0);
  const instrumentColumns: RiskColumn[] = instruments.map((instrument) => ({
    instrument,
    currency: currencyOf.get(instrument) ?? base,
    weight: weightOf.get(instrument) ?? 0
  }));
  const currencies = new Set([...instrumentColumns, ...foreign].map(({ currency }) => currency));
  const byCurrency = new Map([...currencies].map((one) => [one, rateReturnsOf(one, base, rates, returns)]));
  const columns = [...instrumentColumns, ...foreign.filter(({ currency }) => byCurrency.get(currency))];
  const values = new Float64Array(rows * columns.length);
  const changes = new Float64Array(rows * columns.length);
  columns.forEach(({ currency }, j) => {
    const rate = byCurrency.get(currency);
    for (let t = 0; t < rows; t++) {
      const at = t * columns.length + j;
      changes[at] = rate?.[t] ?? 0;
      const isCash = j >= instruments.length;
      values[at] = (isCash ? rate?.[t] : returns.values[t * instruments.length + j]) ?? NaN;
    }
  });
  const weights = Float64Array.from(columns, ({ weight }) => weight);
  const all = [...held.weights, ...foreign].reduce((sum, { weight }) => sum + weight, 0);
  return {
    sample: tailSample({ values, rows, columns: columns.length }, weights),
    columns,
    rateReturns: { values: changes, rows, columns: columns.length },
    withoutRate: foreign.flatMap(({ currency }) => (byCurrency.get(currency) ? [] : [currency])),
    unmeasured: all - weights.reduce((sum, weight) => sum + weight, 0)
  };
}
