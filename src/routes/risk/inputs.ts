import type { RunContents } from '$lib/services/saved-runs';
import type { RiskSettings } from '$lib/services/measure-risk';
import { session } from '$lib/state/session.svelte';
import { riskTexts as texts } from '$lib/ui/texts';

export type SplitBy = keyof typeof texts.splits;

/** The screen's settings, from the address. */
export interface RiskInputs extends RiskSettings {
  readonly by: SplitBy;
  /** Part of each day's volume that is sold at most. */
  readonly sold: number;
  /** Names of the choices as the menus have them. */
  readonly names: {
    readonly confidence: string;
    readonly horizon: string;
    readonly years: string;
    readonly window: string;
  };
}

/** The name if it is one of the choices, else the other. */
function oneOf<T extends string>(
  choices: Readonly<Record<T, unknown>>,
  name: string | undefined,
  otherwise: NoInfer<T>
): T {
  return name !== undefined && Object.hasOwn(choices, name) ? (name as T) : otherwise;
}

/** Settings as the address has them; what is absent has its default. */
export function inputsFromAddress(): RiskInputs {
  const names = {
    confidence: oneOf(texts.confidences, session.read('confidence'), '0.95'),
    horizon: oneOf(texts.horizons, session.read('over'), '1'),
    years: oneOf(texts.yearChoices, session.read('learn'), '5'),
    window: oneOf(texts.windows, session.read('each'), '500')
  };
  return {
    method: oneOf(texts.methods, session.read('method'), 'historical'),
    measure: oneOf(texts.measures, session.read('measure'), 'value-at-risk'),
    confidence: Number(names.confidence),
    horizon: Number(names.horizon),
    ...(names.years === 'all' ? {} : { years: Number(names.years) }),
    late: oneOf(texts.lates, session.read('late'), 'filled'),
    window: Number(names.window),
    by: oneOf(texts.splits, session.read('by'), 'position'),
    sold: soldFrom(session.read('sell')),
    names
  };
}

const SOLD = 0.1;

function soldFrom(text: string | undefined): number {
  const part = Number(text ?? SOLD);
  return part >= 0.001 && part <= 1 ? part : SOLD;
}

/** The settings that a saved run was made with, as far as figures are told by them. */
export function inputsOf({ method, days, request, split, late }: RunContents['risk']['question']): RiskInputs {
  const { confidence, horizon } = request;
  const asked = inputsFromAddress();
  const names = {
    ...asked.names,
    ...{ confidence: String(confidence), horizon: String(horizon), window: String(days) }
  };
  return { ...asked, ...{ method, confidence, horizon, late, measure: split.measure, window: days, names } };
}
