import { riskMeasures, type RiskMeasureId, type RiskSpec } from '$lib/quant/risk';
import type { Aim, RiskBudget } from '$lib/services/optimize-portfolio';
import type { MenuOption } from '$lib/ui/controls';
import { percent, plainNumber } from '$lib/ui/format';
import { optimizeTexts as texts } from '$lib/ui/texts';

type Named = keyof typeof texts.measureNames;
type Read = (key: string) => string | undefined;

const isNamed = (id: string | undefined): id is Named => id !== undefined && Object.hasOwn(texts.measureNames, id);

/** Convex measures that have a name, in the order of the catalog. */
const named = riskMeasures.flatMap((one) => (one.convex && isNamed(one.id) ? [{ ...one, id: one.id }] : []));

/** Measures to choose from, by what they look at; `first` leads them. */
export function measureOptions(first: MenuOption, fits: (id: RiskMeasureId) => boolean = () => true): MenuOption[] {
  return [
    first,
    ...named
      .filter(({ id }) => fits(id))
      .map(({ id, family }) => ({ value: id, label: texts.measureNames[id], group: texts.measureGroups[family] }))
  ];
}

/** Measures of which a share is defined: they double when a position doubles. */
export const canBeShared = (id: RiskMeasureId): boolean => riskMeasures.find((one) => one.id === id)?.degree === 1;

/** Options that a measure takes and a screen shows. */
export function optionsOf(measure: RiskMeasureId): { readonly tail: boolean; readonly target: boolean } {
  const options = named.find(({ id }) => id === measure)?.options ?? [];
  return { tail: options.includes('tail'), target: options.includes('target') };
}

/** Measure as the address has it: `measure`, with `tail` or `below`; undefined for volatility. */
export function measureFrom(read: Read): RiskSpec | undefined {
  const measure = read('measure');
  const found = named.find(({ id }) => id === measure);
  if (!found) return undefined;
  const tail = tailFrom(read);
  const target = Number(read('below') ?? 0);
  // Options are those that the catalog says the measure takes.
  return {
    measure: found.id,
    ...(found.options.includes('tail') ? { tail } : {}),
    ...(found.options.includes('target') ? { target: Number.isFinite(target) ? target : 0 } : {})
  } as RiskSpec;
}

/** Share of the worst outcomes as the address has it, 5 % unless given. */
export function tailFrom(read: Read): number {
  const tail = Number(read('tail') ?? NaN);
  return tail > 0 && tail < 1 ? tail : 0.05;
}

/** Name and explanation of a measure. */
export function measureWords({ measure }: RiskSpec): { readonly name: string; readonly hint: string } {
  if (!isNamed(measure)) return { name: measure, hint: '' };
  return { name: texts.measureNames[measure], hint: texts.measureHints[measure] };
}

/** A risk by a measure as text: a fraction of the value, or its square for the variance. */
export function riskText(value: number, { measure }: RiskSpec): string {
  return measure === 'variance' ? plainNumber(value, { digits: 6 }) : percent(value, { digits: 2 });
}

/** What a measure's figure is of: a period, or the whole window for falls from a peak. */
export function spanOf({ measure }: RiskSpec, period: keyof typeof texts.ofPeriod): string {
  const family = named.find(({ id }) => id === measure)?.family;
  return family === 'drawdown' ? texts.ofWindow : texts.ofPeriod[period];
}

/** The aims that stand on screen, whatever they measure risk by. */
export type AimChoice = keyof typeof texts.aims;

const moments: Partial<Record<Aim['kind'], AimChoice>> = {
  'maximum-ratio': 'maximum-sharpe',
  'return-at-risk': 'target-volatility',
  'risk-utility': 'utility',
  'maximum-return': 'target-volatility'
};

/** Which of the aims on screen an aim is. */
export function choiceOf(aim: Aim): AimChoice {
  if (aim.kind === 'minimum-risk') return aim.annualReturn === undefined ? 'minimum-variance' : 'target-return';
  return moments[aim.kind] ?? (Object.hasOwn(texts.aims, aim.kind) ? (aim.kind as AimChoice) : 'minimum-variance');
}

/** Title of a run with an aim. */
export function aimTitle(aim: Aim): string {
  const title = aim.kind === 'without-forecast' ? texts.methods[aim.method] : texts.aims[choiceOf(aim)];
  return 'risk' in aim && aim.risk ? `${title}, ${measureWords(aim.risk).name}` : title;
}

/** Budgets of the address: a name and a share each, apart by semicolons; what is not one is left out. */
export function budgetsFrom(text: string | undefined): RiskBudget[] {
  return (text ?? '').split(';').flatMap((part) => {
    const [, of, share] = /^\s*(.+?)\s+([\d.]+)\s*%\s*$/.exec(part) ?? [];
    const value = Number(share) / 100;
    return of !== undefined && value > 0 && value <= 1 ? [{ of, share: value }] : [];
  });
}
