import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import { groupedContributions, type LimitUse, type RiskLimit, type TailRisk } from '$lib/quant/risk';
import type { MeasuredRisk } from '$lib/services/measure-risk';
import { count, MISSING, money, percent, pointsFigure, ratio } from '$lib/ui/format';
import type { SumCell, SumRow } from '$lib/ui/tables';
import { optimizeTexts, riskTexts as texts } from '$lib/ui/texts';
import type { SplitBy } from './inputs';

/** How instruments are named and grouped. */
export interface Naming {
  readonly base: string;
  readonly nameOf: (id: InstrumentId) => string;
  readonly record: (id: InstrumentId) => Instrument | undefined;
}

/** A cell that is missing, with its reason. */
export const missing = (title: string): SumCell => ({ text: MISSING, tone: 'quiet', title });

const shareText = (value: number): string => percent(value, { digits: 2 });

/** A row for each method: money and share of the value, ranges, and what is to be doubted. */
export function methodRows(
  answer: MeasuredRisk,
  value: number,
  base: string,
  chosen: string,
  narrow: boolean
): SumRow[] {
  return answer.methods.map(({ method, risk, lacks, fewest }): SumRow => {
    const strong = method === chosen;
    const doubts = risk?.doubts.map((one) => texts.doubts[one]) ?? [];
    const name: SumCell = {
      text: doubts.length > 0 ? `${texts.methods[method]} △` : texts.methods[method],
      strong,
      title: [`${texts.methods[method]}: ${texts.methodHints[method]}`, ...doubts].join('. ')
    };
    const none = missing(lacks === 'fit' ? texts.noFit : texts.needs(count(fewest)));
    if (!risk) return { key: method, cells: [name, ...Array.from({ length: narrow ? 2 : 7 }, () => none)] };
    const amount = (share: number): SumCell =>
      Number.isFinite(share) ? { text: money(share * value, base), strong } : missing(texts.doubts['infinite-mean']);
    if (narrow) return { key: method, cells: [name, amount(risk.valueAtRisk), amount(risk.expectedShortfall)] };
    return {
      key: method,
      cells: [
        name,
        amount(risk.valueAtRisk),
        shareText(risk.valueAtRisk),
        rangeText(risk),
        amount(risk.expectedShortfall),
        Number.isFinite(risk.expectedShortfall) ? shareText(risk.expectedShortfall) : lacksMean,
        risk.expectedShortfallError === undefined ? missing(texts.noError) : shareText(risk.expectedShortfallError),
        texts.rules[risk.horizonRule]
      ]
    };
  });
}

const lacksMean = missing(texts.doubts['infinite-mean']);

function rangeText({ interval }: TailRisk): SumCell {
  if (!interval) return missing(texts.noError);
  return `${pointsFigure(interval.lower, { digits: 2, sign: 'level' })} – ${shareText(interval.upper)}`;
}

/** Name of a column: a holding, or cash in a currency. */
export const columnName = ({ instrument, currency }: MeasuredRisk['columns'][number], { nameOf }: Naming): string =>
  instrument === undefined ? texts.cashIn(currency) : nameOf(instrument);

/** The group that a column belongs to. */
export function groupName(column: MeasuredRisk['columns'][number], by: SplitBy, naming: Naming): string {
  if (by === 'currency') return column.currency;
  if (by === 'position') return columnName(column, naming);
  if (column.instrument === undefined) return texts.cashClass;
  const record = naming.record(column.instrument);
  if (by === 'sector') return record?.sector ?? texts.noSector;
  return record ? optimizeTexts.kinds[record.kind] : texts.noSector;
}

/** The columns with cash in the base currency, which does not move: with it weights are the whole. */
export function withCash({ columns, unmeasured }: MeasuredRisk, base: string): MeasuredRisk['columns'] {
  const known = columns.reduce((sum, { weight }) => sum + weight, unmeasured);
  const weight = 1 - known;
  return Math.abs(weight) < 5e-6 ? columns : [...columns, { currency: base as CurrencyCode, weight }];
}

/** Rows of the split, greatest part first, and their sum. */
export function splitRows(
  answer: MeasuredRisk,
  by: SplitBy,
  value: number,
  naming: Naming
): { readonly rows: SumRow[]; readonly total: SumRow } {
  const { component, incremental, ofPrice, ofCurrency, total, unmeasured } = answer;
  const columns = withCash(answer, naming.base);
  const amount = (share: number): string => money(share * value, naming.base);
  const labels = columns.map((column) => groupName(column, by, naming));
  const parts = columns.map((_, j) => component[j] ?? 0);
  const of = (values: Float64Array, members: readonly number[]): number =>
    members.reduce((sum, j) => sum + (values[j] ?? 0), 0);
  const byPriceAndRate = (members: readonly number[]): SumCell[] =>
    by === 'currency' ? [amount(of(ofPrice, members)), amount(of(ofCurrency, members))] : [];
  const groups = groupedContributions(
    labels,
    columns.map(({ weight }) => weight),
    parts
  ).toSorted((a, b) => b.component - a.component);
  const rows = groups.map(({ label, weight, component: part, share, members }): SumRow => {
    const end: SumCell[] = by === 'position' ? [amount(of(incremental, members))] : [];
    return {
      key: label,
      cells: [label, percent(weight), ...byPriceAndRate(members), amount(part), percent(share), ...end]
    };
  });
  const width = by === 'position' ? 5 : by === 'currency' ? 6 : 4;
  if (Math.abs(unmeasured) >= 5e-6) {
    const lacks = Array.from({ length: width - 2 }, () => missing(texts.noHistory));
    rows.push({ key: 'unmeasured', cells: [texts.unmeasuredRow, percent(unmeasured), ...lacks] });
  }
  return {
    rows,
    total: {
      key: 'whole',
      // A blank keeps the column that adds up to nothing.
      cells: [
        texts.whole,
        percent(1),
        ...byPriceAndRate([...columns.keys()]),
        amount(total),
        percent(1),
        ...(by === 'position' ? [' '] : [])
      ]
    }
  };
}

/** A confidence or tail without needless digits. */
export const levelText = (share: number): string =>
  percent(share, { digits: Math.abs(100 * share - Math.round(100 * share)) < 1e-9 ? 0 : 1 });

/** The figure that a limit is set on; undefined where nothing measures it. */
export function limitFigure(
  limit: RiskLimit,
  answer: MeasuredRisk,
  method: string,
  naming: Naming,
  effectiveNumber: number
): number | undefined {
  const risk = answer.methods.find((one) => one.method === method)?.risk;
  switch (limit.kind) {
    case 'volatility':
      return answer.annualVolatility;
    case 'value-at-risk':
      return risk?.valueAtRisk;
    case 'expected-shortfall':
      return risk?.expectedShortfall;
    case 'drawdown':
      return answer.drawdown;
    case 'effective-number':
      return effectiveNumber;
    case 'beta':
      return answer.relative?.beta;
    case 'tracking-error':
      return answer.relative && answer.relative.trackingError * Math.sqrt(252);
    case 'position':
      return ofNamed(limit.of, answer, ['position'], naming, (part) => part.weight);
    case 'group':
      return ofNamed(limit.of, answer, ['sector', 'class', 'currency'], naming, (part) => part.weight);
    case 'risk-share':
      return ofNamed(limit.of, answer, ['position', 'sector', 'class', 'currency'], naming, (part) => part.share);
  }
}

/** The figure of the group of a name; of the greatest position when there is no name. */
function ofNamed(
  name: string | undefined,
  { columns, component }: MeasuredRisk,
  ways: readonly SplitBy[],
  naming: Naming,
  figure: (part: { readonly weight: number; readonly share: number }) => number
): number | undefined {
  const weights = columns.map(({ weight }) => weight);
  const by = (way: SplitBy) =>
    groupedContributions(
      columns.map((column) => groupName(column, way, naming)),
      weights,
      component
    );
  if (name === undefined) {
    const held = by('position').filter(({ members }) => columns[members[0] ?? -1]?.instrument !== undefined);
    return held.length > 0 ? Math.max(...held.map((part) => Math.abs(figure(part)))) : undefined;
  }
  const found = ways.flatMap(by).find(({ label }) => label === name);
  return found && figure(found);
}

/** Text of a limit's figure, its limit or what is left. */
export function limitText(kind: RiskLimit['kind'], value: number): string {
  if (kind === 'beta') return ratio(value);
  if (kind === 'effective-number') return ratio(value, { digits: 1 });
  return percent(value, { digits: kind === 'value-at-risk' || kind === 'expected-shortfall' ? 2 : 1 });
}

/** Name of a limit. */
export function limitName({ kind, of }: RiskLimit): string {
  if (kind === 'group' && of !== undefined) return texts.weightOf(of);
  if (kind === 'position') return of === undefined ? texts.greatestPosition : texts.weightOf(of);
  if (kind === 'risk-share') return texts.riskOf(of ?? texts.eachPosition);
  return texts.limitKinds[kind];
}

/** How a limit stands, in words. */
export function useWords({ limit, figure, use, headroom, state }: LimitUse): string {
  if (figure === undefined || use === undefined || headroom === undefined) {
    const { kind } = limit;
    return kind === 'beta' || kind === 'tracking-error' ? texts.unmeasured[kind] : texts.unmeasured.other;
  }
  const room = limitText(limit.kind, Math.abs(headroom));
  const left = state === 'over' ? texts.over(room) : texts.left(room);
  return `${texts.use(limitText(limit.kind, figure), percent(use, { digits: 0 }))}, ${left}`;
}
