import type { InstrumentId } from '$lib/domain/instruments';
import { periodPanel, type FactorFrequency, type FactorSeries, type ReturnFrequency } from '$lib/domain/market';
import { principalFactors, spannedFactors, type FactorReturns, type PrincipalScale } from '$lib/quant/factors';
import { seriesOnDays } from '../decide/market-series';
import { universeOf, type UniverseQuestion } from '../decide/universe';
import { spansOf, type AnalysedReturns } from './analysed-returns';
import { keptFactors } from './factor-files';

/** A factor of a person's own: the return of an instrument, or by how much it beats another. */
export interface OwnFactor {
  readonly name: string;
  readonly long: InstrumentId;
  readonly short?: InstrumentId;
}

/** Which factors returns are explained by. */
export type FactorChoice =
  | { readonly kind: 'files'; readonly factors: readonly { readonly file: string; readonly name: string }[] }
  | { readonly kind: 'own'; readonly factors: readonly OwnFactor[] }
  | { readonly kind: 'statistical'; readonly count: number; readonly scale: PrincipalScale };

/** Factors over the rows of returns. NaN where one is missing. */
export interface FactorSet {
  readonly factors: FactorReturns;
  /** Return of cash in each row, where a file tells it. */
  readonly cash?: Float64Array;
  /** Shares of all variance that the statistical factors take. */
  readonly shares?: Float64Array;
}

interface KeptFile {
  readonly id: string;
  readonly series: FactorSeries;
}

const order: readonly FactorFrequency[] = ['daily', 'weekly', 'monthly'];

/** The files of a choice that are still there, in the order in which they are named. */
export async function filesOf(vault: UniverseQuestion['vault'], choice: FactorChoice): Promise<readonly KeptFile[]> {
  if (choice.kind !== 'files') return [];
  const ids = [...new Set(choice.factors.map((one) => one.file))];
  const found = await Promise.all(ids.map(async (id) => ({ id, series: await keptFactors(vault, id) })));
  return found.flatMap(({ id, series }) => (series ? [{ id, series }] : []));
}

/** The frequency that was asked for, or the coarsest of the files: monthly factors explain no days. */
export function frequencyFor(asked: ReturnFrequency, files: readonly KeptFile[]): ReturnFrequency {
  return [asked, ...files.map(({ series }) => series.frequency)].reduce((most, one) =>
    order.indexOf(one) > order.indexOf(most) ? one : most
  );
}

/** The factors of a choice over the very spans of returns. */
export async function factorSet(
  question: UniverseQuestion & { readonly choice: FactorChoice; readonly frequency: ReturnFrequency },
  analysed: AnalysedReturns,
  files: readonly KeptFile[]
): Promise<FactorSet> {
  const { choice } = question;
  const { returns } = analysed;
  if (choice.kind === 'statistical') {
    const found = principalFactors(returns, Math.min(choice.count, returns.columns), choice.scale);
    return { factors: found.factors, shares: found.shares };
  }
  if (choice.kind === 'own') return { factors: await ownFactors(question, choice.factors, analysed) };
  const spanned = files.map(({ id, series }) => ({ id, series, values: spannedFactors(series, spansOf(returns)) }));
  const seen = new Set<string>();
  const columns = choice.factors.flatMap(({ file, name }) => {
    const from = spanned.find((one) => one.id === file);
    const at = from?.series.names.indexOf(name) ?? -1;
    if (!from || at < 0 || at === from.series.riskFree || seen.has(name)) return [];
    seen.add(name);
    return [{ name, values: columnAt(from, at) }];
  });
  const paying = spanned.find((one) => one.series.riskFree !== undefined);
  const cash = paying && columnAt(paying, paying.series.riskFree ?? 0);
  return { factors: sideBySide(columns, returns.rows), ...(cash ? { cash } : {}) };
}

function columnAt({ series, values }: KeptFile & { values: Float64Array }, at: number): Float64Array {
  const k = series.names.length;
  return Float64Array.from({ length: values.length / k }, (_, t) => values[t * k + at]);
}

async function ownFactors(
  question: UniverseQuestion & { readonly frequency: ReturnFrequency },
  chosen: readonly OwnFactor[],
  { returns }: AnalysedReturns
): Promise<FactorReturns> {
  const ids = [...new Set(chosen.flatMap(({ long, short }) => (short === undefined ? [long] : [long, short])))];
  const { panel } = await universeOf({ ...question, instruments: ids });
  const closes = periodPanel(panel, question.frequency);
  const length = closes.days.length;
  const seriesOf = (id: InstrumentId): Float64Array => {
    const row = closes.instruments.indexOf(id);
    if (row < 0) return new Float64Array(returns.rows).fill(NaN);
    return seriesOnDays({ ...closes, values: closes.values.subarray(row * length, (row + 1) * length) }, returns);
  };
  const columns = chosen.map(({ name, long, short }) => {
    const other = short === undefined ? undefined : seriesOf(short);
    return { name, values: seriesOf(long).map((value, t) => value - (other?.[t] ?? 0)) };
  });
  return sideBySide(columns, returns.rows);
}

function sideBySide(columns: readonly { name: string; values: Float64Array }[], rows: number): FactorReturns {
  const k = columns.length;
  const values = new Float64Array(rows * k);
  columns.forEach((column, f) => column.values.forEach((value, t) => (values[t * k + f] = value)));
  return { names: columns.map((one) => one.name), values, rows };
}
