import type { NumberParameter, Parameter } from '$lib/quant/strategies';
import { strategyTexts as texts } from '$lib/ui/texts';

/** Label of a parameter, with the unit of its figures where the field does not show it. */
export function labelOf({ short, ...field }: Parameter<unknown>): string {
  if (!('unit' in field)) return short;
  const unit = (texts.units as Readonly<Record<string, string>>)[field.unit];
  return unit === undefined || short.toLowerCase().includes(unit) ? short : `${short}, ${unit}`;
}

/** How a number field shows the figures of a parameter. */
export function numberKind({ unit, whole }: NumberParameter): {
  kind: 'number' | 'percent';
  digits?: number;
  integer?: boolean;
} {
  if (unit === 'fraction') return { kind: 'percent' };
  return whole ? { kind: 'number', integer: true, digits: 0 } : { kind: 'number', digits: 2 };
}

/** The name of a choice as the screen says it. */
export const choiceName = (value: unknown): string =>
  (texts.choices as Readonly<Record<string, string>>)[String(value)] ?? String(value);
