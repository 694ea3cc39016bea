import type { ResampledAim } from '$lib/quant/optimization';

/** An aim that counts what is not known of the estimates. */
export type SampledAim =
  | {
      readonly kind: 'resampled';
      readonly towards: ResampledAim;
      readonly seed: number;
      readonly draws: number;
      /** Portfolios that a frontier is averaged in. */
      readonly ranks: number;
    }
  | {
      readonly kind: 'expected-utility';
      /** Of mean and variance alone, or of constant relative risk aversion over drawn outcomes. */
      readonly utility: 'quadratic' | 'power';
      readonly riskAversion: number;
      readonly priorYears: number;
      readonly years: number;
      readonly seed: number;
      readonly draws: number;
    };
