import type { InstrumentId } from '$lib/domain/instruments';
import { periodPanel, type ReturnFrequency } from '$lib/domain/market';
import type { ReturnSpans } from '$lib/quant/factors';
import type { EstimationWindow } from '../decide/estimates';
import { treatedReturns, type LateTreatment, type TreatedReturns } from '../decide/treated-returns';
import { universeOf, type UniverseQuestion } from '../decide/universe';

/** What returns are looked at: whose, how far apart, and what is done about late listings. */
export interface ReturnsQuestion extends UniverseQuestion {
  readonly frequency: ReturnFrequency;
  readonly late: LateTreatment;
  /** Weights held now; the rest is cash. */
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
}

/** What an analysis rests on. */
export interface AnalysedWindow extends EstimationWindow {
  /** Weight of what could not be looked at, of all weights; the others are raised in proportion. */
  readonly droppedWeight: number;
}

/** Returns of the instruments that have them, and the weights of a portfolio of these alone. */
export interface AnalysedReturns {
  readonly returns: TreatedReturns;
  readonly window: AnalysedWindow;
  /** Add up to 1; all equal when nothing is held. */
  readonly weights: Float64Array;
}

export const periodsOfYear: Readonly<Record<ReturnFrequency, number>> = { daily: 252, weekly: 52, monthly: 12 };

/** Returns of a question's instruments over the same periods. */
export async function analysedReturns(question: ReturnsQuestion): Promise<AnalysedReturns> {
  const { panel, missing } = await universeOf(question);
  const returns = treatedReturns(periodPanel(panel, question.frequency), question.late);
  const asked = new Map(question.weights.map(({ instrument, weight }) => [instrument, Math.max(0, weight)]));
  const whole = [...asked.values()].reduce((sum, one) => sum + one, 0);
  const own = Float64Array.from(returns.instruments, (instrument) => asked.get(instrument) ?? 0);
  const kept = own.reduce((sum, one) => sum + one, 0);
  const { firstDay, lastDay, rows, dropped, droppedDays, badPrices, late, treatment } = returns;
  return {
    returns,
    weights: kept > 0 ? own.map((one) => one / kept) : own.fill(1 / Math.max(1, own.length)),
    window: {
      ...{ firstDay, lastDay, rows, dropped, droppedDays, badPrices, missing, late, treatment },
      droppedWeight: whole > 0 ? 1 - kept / whole : 0
    }
  };
}

/** Returns a period of a portfolio that holds the same weights in each. */
export function weightedReturns({ returns, weights }: AnalysedReturns): Float64Array {
  const { values, rows, columns } = returns;
  return Float64Array.from({ length: rows }, (_, t) =>
    weights.reduce((sum, weight, j) => sum + weight * values[t * columns + j], 0)
  );
}

/** The spans that returns were made over. */
export function spansOf({ days, firstDay }: TreatedReturns): ReturnSpans {
  return { from: Int32Array.from(days, (_, t) => (t === 0 ? firstDay : days[t - 1])), to: days };
}
