import {
  tailEstimator,
  tailMethods,
  tailRisk,
  type TailMethod,
  type TailRequest,
  type TailRisk,
  type TailSample
} from '$lib/quant/risk';

/** A method's answer, or why it has none: the returns are too few for it, or no law of its kind fits them. */
export interface MethodRisk {
  readonly method: TailMethod;
  readonly risk: TailRisk | undefined;
  readonly lacks?: 'days' | 'fit';
  /** Fewest days that the method takes over this horizon. */
  readonly fewest: number;
}

/** Overlapping spans of which an empirical method needs at least so many. */
const FEWEST_SPANS = 20;

/** The risk of a sample by every method. What one of them cannot do is no failure of the others. */
export function methodRisks(
  sample: TailSample,
  request: TailRequest,
  progress: (done: number, total: number) => void
): readonly MethodRisk[] {
  return tailMethods.map((method, at): MethodRisk => {
    progress(at, tailMethods.length);
    const fewest = Math.max(tailEstimator(method).fewest, request.horizon + FEWEST_SPANS - 1);
    if (sample.series.length < fewest) return { method, risk: undefined, lacks: 'days', fewest };
    try {
      return { method, risk: tailRisk(sample, request, { method }), fewest };
    } catch (reason) {
      if (reason instanceof RangeError) return { method, risk: undefined, lacks: 'fit', fewest };
      throw reason;
    }
  });
}
