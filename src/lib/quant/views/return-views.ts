import type { InstrumentId } from '$lib/domain/instruments';
import { dot } from '$lib/math/linalg';
import { placesOf, repeatedIds, viewPortfolio, type Basket, type ViewProblem } from './baskets';

/**
 * A view on an annual expected return: of a basket, or of a basket `moreThan` another. How sure it is: a `confidence`
 * from 0 (ignored) to 1 (met exactly) after Idzorek (2005), or the `variance` of its error; with neither, as
 * uncertain as the prior is about the same portfolio (He and Litterman 1999).
 */
export interface ReturnView {
  readonly id: string;
  readonly basket: Basket;
  readonly moreThan?: Basket;
  readonly value: number;
  readonly confidence?: number;
  readonly variance?: number;
}

/** Views as the model takes them: pick matrix P, one row a view, and the values Q. */
export interface PickMatrix {
  readonly rows: readonly Float64Array[];
  readonly values: Float64Array;
}

/** What is left of a row below this part of its length depends on the other rows. */
const DEPENDENT = 1e-9;

function figureProblem({ id, value, confidence, variance }: ReturnView): ViewProblem | undefined {
  if (!Number.isFinite(value)) return { view: id, code: 'not-a-number', value };
  if (confidence !== undefined && variance !== undefined) return { view: id, code: 'out-of-range', value: confidence };
  if (confidence !== undefined && !(confidence >= 0 && confidence <= 1)) {
    return { view: id, code: 'out-of-range', value: confidence };
  }
  if (variance !== undefined && !(variance >= 0 && variance < Infinity)) {
    return { view: id, code: 'out-of-range', value: variance };
  }
  return undefined;
}

interface Direction {
  readonly unit: Float64Array;
  /** The unit direction as a sum of the rows of views. */
  readonly parts: Float64Array;
}

/** Rows written by those before them (Gram and Schmidt, twice, for its rounding), or what is new in them. */
function dependence(row: Float64Array, place: number, count: number, known: readonly Direction[]) {
  const rest = Float64Array.from(row);
  const parts = new Float64Array(count);
  parts[place] = 1;
  for (let pass = 0; pass < 2; pass++) {
    for (const { unit, parts: others } of known) {
      const along = dot(rest, unit);
      for (let j = 0; j < rest.length; j++) rest[j] = (rest[j] ?? 0) - along * (unit[j] ?? 0);
      for (let k = 0; k < count; k++) parts[k] = (parts[k] ?? 0) - along * (others[k] ?? 0);
    }
  }
  return { rest, parts, length: Math.sqrt(dot(rest, rest)) };
}

/** Views whose portfolio is made of those of earlier views: they say the same again, or contradict them. */
function dependentViews(views: readonly ReturnView[], rows: readonly Float64Array[]): ViewProblem[] {
  const known: Direction[] = [];
  const problems: ViewProblem[] = [];
  views.forEach((view, i) => {
    const row = rows[i] ?? new Float64Array(0);
    const { rest, parts, length } = dependence(row, i, views.length, known);
    if (length > DEPENDENT * Math.sqrt(dot(row, row))) {
      known.push({ unit: rest.map((value) => value / length), parts: parts.map((value) => value / length) });
      return;
    }
    const implied = views.reduce((sum, one, k) => (k === i ? sum : sum - (parts[k] ?? 0) * one.value), 0);
    const others = views.filter((_, k) => k !== i && Math.abs(parts[k] ?? 0) > DEPENDENT).map(({ id }) => id);
    const scale = Math.max(...views.map(({ value }) => Math.abs(value)), 1e-12);
    const code = Math.abs(implied - view.value) > 1e-9 * scale ? 'contradicting' : 'dependent';
    problems.push({ view: view.id, code, value: implied, others });
  });
  return problems;
}

/**
 * Views made ready for Black and Litterman's model, or everything that is wrong with them. A view that depends on
 * others is refused: the model takes the errors of views as independent, and would count the same opinion twice.
 */
export function pickMatrix(
  views: readonly ReturnView[],
  instruments: readonly InstrumentId[]
): PickMatrix | { readonly problems: readonly ViewProblem[] } {
  const places = placesOf(instruments);
  const problems = repeatedIds(views);
  const rows: Float64Array[] = [];
  for (const view of views) {
    const row = viewPortfolio(view, places);
    const wrong = row instanceof Float64Array ? figureProblem(view) : row;
    if (wrong) problems.push(wrong);
    else if (row instanceof Float64Array) rows.push(row);
  }
  if (problems.length === 0) problems.push(...dependentViews(views, rows));
  if (problems.length > 0) return { problems };
  return { rows, values: Float64Array.from(views, ({ value }) => value) };
}
