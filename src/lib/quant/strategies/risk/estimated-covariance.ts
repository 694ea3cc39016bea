import { estimatedCovariance, type CovarianceMethod } from '$lib/quant/moments';
import type { ChoiceParameter } from '../parameters';
import { columnsWith, recentReturns } from '../seen/recent';
import type { Window } from '../window';

/** A covariance of instruments that have a history, and which they are. */
export interface WindowCovariance {
  readonly columns: readonly number[];
  readonly covariance: Float64Array;
}

/** Estimators that need nothing but returns. */
export const covarianceParameter: ChoiceParameter<CovarianceMethod> = {
  kind: 'choice',
  short: 'Covariance',
  default: 'ledoit-wolf',
  choices: ['ledoit-wolf', 'oas', 'sample', 'exponential', 'denoised']
};

/** Annual covariance over the last days of the instruments with so many closes that moved; undefined without any. */
export function windowCovariance(
  window: Window,
  days: number,
  method: CovarianceMethod,
  periodsPerYear: number
): WindowCovariance | undefined {
  const columns = columnsWith(window, days + 1)
    .filter(({ closes }) => closes.some((close) => close !== closes[0]))
    .map(({ column }) => column);
  const returns = recentReturns(window, columns, days);
  if (!returns) return undefined;
  const { covariance } = estimatedCovariance({ returns, periodsPerYear }, { method });
  return { columns, covariance };
}
