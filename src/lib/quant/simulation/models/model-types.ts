import type { ReturnMatrix } from '$lib/quant/moments';

/** Options of each model; `rows` are those of the sample: days, or months. */
export interface ModelOptions {
  /** Rows drawn one by one, all instruments together. */
  readonly independent: object;
  /** Runs of rows of one length, wrapping round the end. */
  readonly block: { readonly blockRows: number };
  /** Runs of random (geometric) length with this mean; 'auto' takes that of Politis and White for the portfolio. */
  readonly stationary: { readonly blockRows: number | 'auto' };
  /** The past as it was, a path from every row on that leaves a whole plan: no chance. */
  readonly history: object;
  /** Correlated lognormal growth, rows independent. */
  readonly normal: object;
  /** Multivariate t returns, degrees of freedom as fitted or given. */
  readonly student: { readonly degreesOfFreedom?: number };
  /** Past surprises, each in units of the volatility of its day, with the volatility carried on from now. */
  readonly filtered: { readonly filter: 'garch' | 'ewma'; readonly decay?: number };
  /** Volatility of each instrument by GARCH(1,1), normal surprises correlated as those of the past. */
  readonly garch: object;
  /** Margins as in the past, joined by a normal or t copula. */
  readonly copula: { readonly law: 'normal' | 't' };
  /** A hidden Markov chain of market states, normal returns within each. */
  readonly regimes: { readonly states: number };
}

export type ModelKind = keyof ModelOptions;

/** A model with its options. */
export type ModelSpec = { [K in ModelKind]: { readonly kind: K } & ModelOptions[K] }[ModelKind];

/** Annual simple moments, as estimated elsewhere. */
export interface AnnualMoments {
  readonly expectedReturns: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * What a model learns from: simple returns above -1 without gaps, `rowsPerMonth` of them a month (21 for days, 1 for
 * months). `moments` are annual and take the place of the sample's in the normal model. `inflation` is the growth of
 * prices less one over each row, for models that redraw rows.
 */
export interface SimulationSource {
  readonly returns: ReturnMatrix;
  readonly rowsPerMonth: number;
  readonly moments?: AnnualMoments;
  readonly inflation?: Float64Array;
  /** Weights of the portfolio whose dependence an automatic block length looks at; even ones when absent. */
  readonly weights?: Float64Array;
}

/** Prepared data of each model: small, to be cloned to every worker. */
export interface ModelData {
  readonly independent: RowData;
  readonly block: RowData & { readonly blockRows: number };
  readonly stationary: RowData & { readonly blockRows: number };
  readonly history: RowData;
  readonly normal: {
    /** Monthly log means, and the lower factor of the monthly log covariance. */
    readonly logMeans: Float64Array;
    readonly factor: Float64Array;
    /** The same by principal components, the largest first: for Sobol points. */
    readonly components: Float64Array;
    readonly variances: Float64Array;
    readonly repaired: boolean;
  };
  readonly student: { readonly factor: Float64Array; readonly degreesOfFreedom: number; readonly repaired: boolean };
  readonly filtered: FilterData & { readonly surprises: Float64Array; readonly rows: number };
  readonly garch: FilterData & { readonly factor: Float64Array; readonly repaired: boolean };
  readonly copula: {
    readonly factor: Float64Array;
    /** Ascending growth factors of each instrument after one another. */
    readonly sorted: Float64Array;
    readonly rows: number;
    /** Absent: a normal copula. */
    readonly degreesOfFreedom?: number;
    readonly repaired: boolean;
  };
  readonly regimes: {
    readonly states: number;
    readonly transition: Float64Array;
    readonly first: Float64Array;
    readonly means: readonly Float64Array[];
    readonly factors: readonly Float64Array[];
  };
}

/** Growth factors of the sample, row-major, and running sums of their logarithms, one row more. */
export interface RowData {
  readonly rows: number;
  readonly growth: Float64Array;
  readonly sums: Float64Array;
}

/** Variance of each instrument: omega + alpha e^2 + beta v, from `next` on. */
export interface FilterData {
  readonly omega: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  readonly next: Float64Array;
}

/** A model prepared. `columns` are the instruments, and after them the price level where rows carry it. */
export type SimulationInputs = {
  [K in ModelKind]: {
    readonly kind: K;
    readonly columns: number;
    readonly priced: boolean;
    readonly rowsPerMonth: number;
    /** Mean growth factor of each column over a row. */
    readonly meanGrowth: Float64Array;
    readonly data: ModelData[K];
  };
}[ModelKind];
