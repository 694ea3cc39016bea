import type { Day } from '$lib/domain/calendar';
import type { CorrelationQuestion } from '$lib/services/correlate-portfolio';
import { session } from '$lib/state/session.svelte';
import { correlationTexts as texts } from '$lib/ui/texts';
import { chosen, spanStart } from '../analysed';

type Frequency = CorrelationQuestion['frequency'];

/** What a person chose, from the address. */
export interface CorrelationInputs {
  readonly measure: CorrelationQuestion['measure'];
  readonly years: string;
  readonly frequency: Frequency;
  readonly late: CorrelationQuestion['late'];
  readonly order: keyof typeof texts.orders;
  readonly stress: keyof typeof texts.stresses;
  readonly window: number;
}

/** Moving windows that are offered, in returns. */
export const windowsOf: Readonly<Record<Frequency, readonly number[]>> = {
  daily: [21, 63, 126, 252],
  weekly: [13, 26, 52, 104],
  monthly: [12, 24, 36, 60]
};
const USUAL: Readonly<Record<Frequency, number>> = { daily: 63, weekly: 26, monthly: 24 };
const STATE_ROWS: Readonly<Record<Frequency, number>> = { daily: 21, weekly: 8, monthly: 6 };
/** Share of returns that count as stressed. */
const STRESSED = 0.2;
const HALF_LIFE = 60;

/** The moving window of the address, when it is offered. */
export function windowChosen(frequency: Frequency): number {
  const asked = Number(session.read('window'));
  return windowsOf[frequency].includes(asked) ? asked : USUAL[frequency];
}

/** Settings as the address has them. */
export function inputsFromAddress(): CorrelationInputs {
  const frequency = chosen('returns', texts.frequencies, 'daily');
  return {
    measure: chosen('measure', texts.measures, 'pearson'),
    years: chosen('years', texts.spans, '3'),
    frequency,
    late: chosen('late', texts.lates, 'left-out'),
    order: chosen('order', texts.orders, 'alike'),
    stress: chosen('stress', texts.stresses, 'volatility'),
    window: windowChosen(frequency)
  };
}

/** The question of some settings over weights held now. */
export function questionOf(
  inputs: CorrelationInputs,
  over: CorrelationQuestion['weights'],
  scope: Pick<CorrelationQuestion, 'vault' | 'base' | 'revision' | 'market'> & { readonly asOf: Day }
): CorrelationQuestion {
  const { vault, base, revision, market, asOf } = scope;
  const { measure, frequency, late, stress, window, years } = inputs;
  return {
    ...{ vault, base, revision, measure, frequency, late },
    ...(market === undefined ? {} : { market }),
    instruments: over.map(({ instrument }) => instrument),
    weights: over,
    start: spanStart(years, asOf),
    end: asOf,
    halfLife: HALF_LIFE,
    rollingRows: window,
    stress:
      stress === 'tail'
        ? { by: 'tail', share: STRESSED }
        : { by: stress, share: STRESSED, window: STATE_ROWS[frequency] }
  };
}

/** The settings that a question was made with, as far as figures are told by them. */
export function inputsOf(question: CorrelationQuestion): CorrelationInputs {
  const { measure, frequency, late, stress, rollingRows: window } = question;
  return { ...inputsFromAddress(), measure, frequency, late, stress: stress.by, window };
}
