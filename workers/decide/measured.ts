import type { InstrumentId } from '$lib/domain/instruments';
import { decimalToNumber } from '$lib/domain/money';
import { rateBetween } from '$lib/quant/currencies';
import { trailingIncome } from '$lib/quant/income';
import { regressionBetas, type AlignedReturns } from '$lib/quant/moments';
import type { ExposureLimit, InstrumentFigure } from '$lib/quant/optimization';
import { worthOfQuote } from '$lib/quant/valuation';
import { loadPrices, loadRates } from '$lib/storage/dexie';
import { plusDays } from '$lib/domain/calendar';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';
import { seriesOnDays } from './market-series';
import { universeOf, type UniverseQuestion } from './universe';

/** A limit on a figure that ledger and prices know: the yield of the last year, or beta to a series of the vault. */
export type MeasuredLimit = Omit<ExposureLimit, 'kind' | 'figures' | 'average'> & { readonly kind: 'measured' } & (
    | { readonly measure: 'yield'; readonly typed: readonly InstrumentFigure[] }
    | { readonly measure: 'beta'; readonly to: InstrumentId }
  );

/** What was measured for a rule: who has no figure and counts as zero, or why the rule could not be kept at all. */
export interface MeasuredRule {
  readonly constraint: string;
  readonly without: readonly InstrumentId[];
  readonly unmeasured?: 'no-series';
}

/** Limits with their figures, and what is to be said of each. A rule that cannot be measured is left out. */
export async function measuredLimits(
  question: UniverseQuestion & { readonly measured?: readonly MeasuredLimit[] },
  returns: AlignedReturns
): Promise<{ readonly constraints: readonly ExposureLimit[]; readonly measured: readonly MeasuredRule[] }> {
  const constraints: ExposureLimit[] = [];
  const measured: MeasuredRule[] = [];
  for (const limit of question.measured ?? []) {
    const figures =
      limit.measure === 'yield'
        ? await yields(question, returns.instruments, limit.typed)
        : await betas(question, returns, limit.to);
    if (!figures) {
      measured.push({ constraint: limit.id, without: [], unmeasured: 'no-series' });
      continue;
    }
    const { id, name, lower, upper } = limit;
    constraints.push({
      kind: 'exposure',
      id,
      name,
      figures,
      ...(limit.measure === 'yield' ? { fraction: true as const } : {}),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper })
    });
    const known = new Set(figures.map(({ instrument }) => instrument));
    measured.push({ constraint: id, without: returns.instruments.filter((one) => !known.has(one)) });
  }
  return { constraints, measured };
}

async function betas(
  question: UniverseQuestion,
  returns: AlignedReturns,
  to: InstrumentId
): Promise<InstrumentFigure[] | undefined> {
  const { panel } = await universeOf({ ...question, instruments: [to] });
  if (panel.instruments.length === 0) return undefined;
  const found = regressionBetas(returns, seriesOnDays(panel, returns));
  return found && returns.instruments.map((instrument, j) => ({ instrument, value: found[j] ?? 0 }));
}

const YEAR = 366;

/** Yields: as typed, else what a unit was paid over the last year, over its last close of that year. */
async function yields(
  { vault: name, end }: UniverseQuestion,
  instruments: readonly InstrumentId[],
  typed: readonly InstrumentFigure[]
): Promise<InstrumentFigure[]> {
  const vault = await openedVault(name);
  const [ledger, rates, prices] = await Promise.all([
    keptLedger(name),
    loadRates(vault),
    loadPrices(vault, [...instruments], { start: plusDays(end, -YEAR), end })
  ]);
  const paid = trailingIncome(ledger.transactions, end);
  return instruments.flatMap((instrument): InstrumentFigure[] => {
    const own = typed.find((one) => one.instrument === instrument);
    if (own) return [own];
    const series = prices.series.find((one) => one.instrument === instrument);
    const close = series?.values.at(-1);
    const payments = paid.get(instrument);
    if (!series || !payments || close === undefined || !(close > 0)) return [];
    const record = ledger.instruments.find((one) => one.id === instrument);
    const price = close * decimalToNumber(worthOfQuote(series, record));
    const value = payments.reduce((sum, { perUnit, currency }) => {
      const rate = rateBetween(currency, series.currency, rates.series)?.(end) ?? NaN;
      return sum + (perUnit * rate) / price;
    }, 0);
    return Number.isFinite(value) ? [{ instrument, value }] : [];
  });
}
