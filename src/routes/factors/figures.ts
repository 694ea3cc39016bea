import type { CurrencyCode } from '$lib/domain/money';
import type { InstrumentId } from '$lib/domain/instruments';
import type { ExplainedByFactors, FactorFileProblem } from '$lib/services/explain-by-factors';
import { count, MISSING, percent, ratio } from '$lib/ui/format';
import { factorsTexts as texts } from '$lib/ui/texts';
import type { FactorInputs } from './inputs';

export type Regression = ExplainedByFactors['portfolio'];
type Estimate = Regression['alpha'];

/** At 95 % not zero. */
export const isSure = ({ lower, upper }: Estimate): boolean => lower > 0 || upper < 0;

/** Factors as a person calls them. */
export function factorNames({ names, shares }: ExplainedByFactors): readonly string[] {
  return shares ? names.map((_, at) => texts.statistical.name(at + 1)) : names;
}

/** A probability; one that rounds to nothing as less than what is shown. */
export function chanceText(p: number): string {
  if (Number.isNaN(p)) return MISSING;
  return p < 0.001 ? `< ${percent(0.001)}` : percent(p);
}

export const rangeText = ({ lower, upper }: Estimate, text: (value: number) => string): string =>
  texts.range(text(lower), text(upper));

/** What is wrong with a file: where, what, and what to do. */
export function problemLine({ code, line, field, text = '' }: FactorFileProblem): string {
  const where = texts.problems.where(line === undefined ? undefined : count(line), field);
  const says = texts.problems[code];
  const what = typeof says === 'string' ? says : says(text);
  return where === '' ? what : `${where}: ${what}`;
}

/** A holding's shares of the portfolio's variance. */
export interface PositionRow {
  readonly key: string;
  readonly weight: number;
  readonly factors: number;
  readonly specific: number;
  readonly total: number;
  readonly instrument?: InstrumentId;
  /** How many holdings are added up in the row. */
  readonly others?: number;
}

const MOST_ROWS = 12;

/** Risk by holding, largest first; what is beyond the first dozen added up, so that all add up to the whole. */
export function positionRows({ holdings }: ExplainedByFactors): PositionRow[] {
  const rows = holdings
    .map(({ instrument, weight, risk }): PositionRow => ({
      key: instrument,
      instrument,
      weight,
      factors: risk.total - risk.specific,
      specific: risk.specific,
      total: risk.total
    }))
    .sort((a, b) => b.total - a.total);
  if (rows.length <= MOST_ROWS + 1) return rows;
  const rest = rows.slice(MOST_ROWS);
  return [...rows.slice(0, MOST_ROWS), { ...summed(rest), key: 'others', others: rest.length }];
}

/** Rows added up. */
export function summed(rows: readonly PositionRow[]): Omit<PositionRow, 'key'> {
  const sum = (part: (row: PositionRow) => number): number => rows.reduce((total, row) => total + part(row), 0);
  return {
    weight: sum((row) => row.weight),
    factors: sum((row) => row.factors),
    specific: sum((row) => row.specific),
    total: sum((row) => row.total)
  };
}

/** What else an explanation rests on. */
export function basisLines(
  answer: ExplainedByFactors,
  inputs: FactorInputs,
  base: CurrencyCode,
  names: { readonly full: (id: InstrumentId) => string; readonly kind: (id: InstrumentId) => string }
): string[] {
  const { shares } = answer;
  return [
    texts.atWeights,
    ...(inputs.source === 'own'
      ? inputs.own.flatMap(({ long }) => (names.kind(long) === 'index' ? [texts.indexed(names.full(long))] : []))
      : []),
    ...(inputs.source === 'files' ? [answer.excess ? texts.excess : texts.notExcess] : []),
    ...(inputs.source === 'files' && base !== 'USD' ? [texts.dollar(base)] : []),
    ...(answer.frequency === inputs.asked ? [] : [texts.coarser(texts.frequencies[answer.frequency])]),
    ...(shares ? factorNames(answer).map((name, at) => `${texts.statistical.share(name, percent(shares[at]))}.`) : [])
  ];
}

/** An exposure in words: its factor and size. */
export const moveText = (name: string, beta: Estimate): string => texts.words.move(name, ratio(beta.value));
