import type { RandomStream } from '$lib/math/random';
import type { ModelData, ModelKind, ModelOptions, SimulationSource } from './model-types';

/** A sample without gaps, checked: growth factors row-major, their column means. */
export interface Sample {
  readonly rows: number;
  readonly columns: number;
  readonly growth: Float64Array;
  readonly meanGrowth: Float64Array;
  readonly rowsPerMonth: number;
  readonly source: SimulationSource;
}

/** Chance for the paths of one block. */
export interface BlockDraws {
  readonly random: RandomStream;
  /** Fills rows of one standard normal a path, by the sampling asked for. */
  readonly normals: (out: Float64Array) => void;
  /** True when normals are the stream's own. */
  readonly plain: boolean;
  /** True when normals come for principal components. */
  readonly byComponents: boolean;
}

/** The frame of a block. */
export interface BlockFrame {
  readonly columns: number;
  readonly paths: number;
  readonly firstPath: number;
  readonly rowsPerPeriod: number;
  readonly rowsPerMonth: number;
  readonly meanGrowth: Float64Array;
}

/** Growth factors of the next period: all paths of the first column, then of the next. */
export type PeriodGrowth = (into: Float64Array) => void;

/** A return model. */
export interface ReturnModel<K extends ModelKind> {
  readonly kind: K;
  /** Redraws whole rows, so that a price level may go along with them. */
  readonly redrawsRows: boolean;
  /** Takes opposite normals. */
  readonly antithetic: boolean;
  /** Longest plan in months for which it makes sense. */
  readonly longest?: (options: ModelOptions[K]) => number;
  /** Paths there are, where that is not free. */
  readonly pathCount?: (rows: number, months: number, rowsPerMonth: number) => number;
  readonly prepared: (options: ModelOptions[K], sample: Sample) => ModelData[K];
  /** Mean growth over a row where it is not the sample's. */
  readonly meanGrowth?: (data: ModelData[K], sample: Sample) => Float64Array;
  readonly growth: (data: ModelData[K], frame: BlockFrame, draws: BlockDraws) => PeriodGrowth;
  /**
   * Growth of a portfolio whose weights are restored every period, cash growing by `cash`: the same to the bit as the
   * weighted sum of the growth of its parts, without handing them out. Undefined for draws that it cannot take.
   */
  readonly mixed?: (
    data: ModelData[K],
    frame: BlockFrame,
    draws: BlockDraws,
    weights: Float64Array,
    cash: number
  ) => PeriodGrowth | undefined;
}
