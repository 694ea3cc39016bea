import type { InstrumentId } from '$lib/domain/instruments';
import type { ReturnMatrix } from '$lib/quant/moments';
import { placesOf, repeatedIds, viewPortfolio, type ViewProblem } from './baskets';
import { expectation, scenarioColumn } from './scenario-moments';
import type { CorrelationView, MeanView, Relation, ScenarioView, ShapeView, TailView } from './scenario-views';
import type { ProbabilityRow } from './tilted-probabilities';

/** The stage in which a view is imposed: each takes the moments it rests on from the stage before. */
export type Stage = 1 | 2 | 3;

/** Stage of a view: what is linear in the probabilities, then variances about fixed means, then what needs variances. */
export function stageOf({ kind }: ScenarioView): Stage {
  if (kind === 'variance') return 2;
  return kind === 'correlation' || kind === 'skewness' || kind === 'kurtosis' ? 3 : 1;
}

function limits(relation: Relation, value: number): { lower: number; upper: number } {
  return {
    lower: relation === 'at-most' ? -Infinity : value,
    upper: relation === 'at-least' ? Infinity : value
  };
}

/** Scenarios by instrument, and the rows that views ask of probabilities. */
export class ScenarioRows {
  private readonly columns = new Map<number, Float64Array>();
  private readonly places: ReadonlyMap<InstrumentId, number>;
  private readonly scenarios: ReturnMatrix;

  constructor(scenarios: ReturnMatrix, instruments: readonly InstrumentId[]) {
    this.scenarios = scenarios;
    this.places = placesOf(instruments);
  }

  /** Everything wrong with views that shows before solving. */
  problems(views: readonly ScenarioView[]): ViewProblem[] {
    return [...repeatedIds(views), ...views.flatMap((view) => this.problemsOf(view))];
  }

  private problemsOf(view: ScenarioView): ViewProblem[] {
    const unknown = instrumentsOf(view).find((instrument) => !this.places.has(instrument));
    if (unknown !== undefined) return [{ view: view.id, code: 'unknown-instrument', instrument: unknown }];
    if (view.kind === 'rank') return view.order.length < 2 ? [{ view: view.id, code: 'empty-basket' }] : [];
    if (!Number.isFinite(view.value)) return [{ view: view.id, code: 'not-a-number', value: view.value }];
    if (view.kind === 'mean') {
      const row = viewPortfolio(view, this.places);
      return row instanceof Float64Array ? [] : [row];
    }
    if (!inRange(view)) return [{ view: view.id, code: 'out-of-range', value: view.value }];
    if (view.kind === 'value-at-risk' || view.kind === 'expected-shortfall') {
      const worst = this.losses(view.instrument).reduce((most, loss) => Math.max(most, loss), -Infinity);
      const beyond = view.relation !== 'at-most' && view.value > worst;
      return beyond ? [{ view: view.id, code: 'beyond-scenarios', value: worst }] : [];
    }
    return [];
  }

  /** Returns of an instrument over the scenarios; NaN when it is unknown. */
  column(instrument: InstrumentId): Float64Array {
    const place = this.places.get(instrument) ?? -1;
    const known = this.columns.get(place) ?? scenarioColumn(this.scenarios, place);
    this.columns.set(place, known);
    return known;
  }

  /** Losses of an instrument, positive. */
  losses(instrument: InstrumentId): Float64Array {
    return this.column(instrument).map((value) => -value);
  }

  /** Mean and population variance of an instrument. */
  momentsOf(instrument: InstrumentId, probabilities: Float64Array): { mean: number; variance: number } {
    const column = this.column(instrument);
    const mean = expectation(probabilities, column);
    return {
      mean,
      variance: expectation(
        probabilities,
        column.map((value) => (value - mean) ** 2)
      )
    };
  }

  /** Rows of a view, its means and variances as under `probabilities`; none for an expected shortfall. */
  rowsOf(view: ScenarioView, probabilities: Float64Array): ProbabilityRow[] {
    switch (view.kind) {
      case 'mean':
        return [this.meanRow(view)];
      case 'rank':
        return view.order.slice(1).map((below, k) => {
          const lesser = this.column(below);
          const values = this.column(view.order[k] ?? below).map((value, t) => value - (lesser[t] ?? NaN));
          return { values, lower: 0, upper: Infinity, views: [view.id] };
        });
      case 'value-at-risk': {
        const values = this.losses(view.instrument).map((loss) => (loss >= view.value ? 1 : 0));
        return [{ values, ...limits(view.relation, 1 - view.level), views: [view.id] }];
      }
      case 'expected-shortfall':
        return [];
      case 'correlation':
        return [this.correlationRow(view, probabilities)];
      case 'variance':
      case 'skewness':
      case 'kurtosis':
        return [this.shapeRow(view, probabilities)];
    }
  }

  /** Rows that keep the means, and in stage 3 the variances, on which views of a stage rest. */
  fixedRows(views: readonly ScenarioView[], stage: Stage, probabilities: Float64Array): ProbabilityRow[] {
    const users = new Map<InstrumentId, string[]>();
    for (const view of views) {
      if (stageOf(view) === 1) continue;
      for (const instrument of instrumentsOf(view)) users.set(instrument, [...(users.get(instrument) ?? []), view.id]);
    }
    return Array.from(users).flatMap(([instrument, ids]) => {
      const column = this.column(instrument);
      const { mean, variance } = this.momentsOf(instrument, probabilities);
      const keptMean = { values: column, lower: mean, upper: mean, views: ids };
      if (stage < 3 || !needsVariance(views, instrument)) return [keptMean];
      const squares = column.map((value) => (value - mean) ** 2);
      return [keptMean, { values: squares, lower: variance, upper: variance, views: ids }];
    });
  }

  private meanRow(view: MeanView): ProbabilityRow {
    const portfolio = viewPortfolio(view, this.places);
    const { values: all, rows, columns: n } = this.scenarios;
    const values = new Float64Array(rows);
    if (portfolio instanceof Float64Array) {
      for (let t = 0; t < rows; t++) {
        let total = 0;
        for (let j = 0; j < n; j++) {
          const weight = portfolio[j] ?? 0;
          if (weight !== 0) total += weight * (all[t * n + j] ?? NaN);
        }
        values[t] = total;
      }
    }
    return { values, ...limits(view.relation, view.value), views: [view.id] };
  }

  private correlationRow(view: CorrelationView, probabilities: Float64Array): ProbabilityRow {
    const [a, b] = view.instruments;
    const [first, second] = [this.momentsOf(a, probabilities), this.momentsOf(b, probabilities)];
    const other = this.column(b);
    const values = this.column(a).map((value, t) => (value - first.mean) * ((other[t] ?? NaN) - second.mean));
    const unit = Math.sqrt(first.variance * second.variance);
    return { values, ...limits(view.relation, view.value * unit), views: [view.id] };
  }

  private shapeRow(view: ShapeView, probabilities: Float64Array): ProbabilityRow {
    const { mean, variance } = this.momentsOf(view.instrument, probabilities);
    const power = view.kind === 'variance' ? 2 : view.kind === 'skewness' ? 3 : 4;
    const unit = view.kind === 'variance' ? 1 : variance ** (power / 2);
    const values = this.column(view.instrument).map((value) => (value - mean) ** power / unit);
    return { values, ...limits(view.relation, view.value), views: [view.id] };
  }
}

function needsVariance(views: readonly ScenarioView[], instrument: InstrumentId): boolean {
  return views.some((view) => stageOf(view) === 3 && instrumentsOf(view).includes(instrument));
}

function inRange(view: ShapeView | CorrelationView | TailView): boolean {
  switch (view.kind) {
    case 'variance':
      return view.value > 0;
    case 'skewness':
      return true;
    case 'kurtosis':
      return view.value >= 1;
    case 'correlation':
      return Math.abs(view.value) <= 1 && view.instruments[0] !== view.instruments[1];
    case 'value-at-risk':
    case 'expected-shortfall':
      return view.level > 0 && view.level < 1;
  }
}

/** Instruments that a view names. */
export function instrumentsOf(view: ScenarioView): readonly InstrumentId[] {
  switch (view.kind) {
    case 'mean':
      return [view.basket, ...(view.moreThan === undefined ? [] : [view.moreThan])].flatMap((basket) =>
        typeof basket === 'string' ? [basket] : basket.map(({ instrument }) => instrument)
      );
    case 'rank':
      return view.order;
    case 'correlation':
      return view.instruments;
    case 'variance':
    case 'skewness':
    case 'kurtosis':
    case 'value-at-risk':
    case 'expected-shortfall':
      return [view.instrument];
  }
}
