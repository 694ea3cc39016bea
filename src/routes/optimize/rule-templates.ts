import { figureNames, figureOf, type Instrument } from '$lib/domain/instruments';
import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import { groupsOf, type SpokenRule } from '$lib/services/optimize-rules';
import type { MenuOption } from '$lib/ui/controls';
import { optimizeTexts as texts } from '$lib/ui/texts';
import { printRule, readRule, ruleSubject } from './rule-sentences';

/** Rules on the whole that a person may begin with, each with a usual limit. */
const ofTheWhole: readonly SpokenRule[] = [
  { kind: 'turnover', upper: 0.2 },
  { kind: 'volatility', upper: 0.15 },
  { kind: 'tracking-error', upper: 0.05 },
  { kind: 'trade-size', upper: 0.05 },
  { kind: 'short', upper: 0.1 },
  { kind: 'gross-exposure', upper: 1.5 },
  { kind: 'cash', upper: 0.5 },
  { kind: 'positions', most: 10 },
  { kind: 'position-size', least: 0.02 },
  { kind: 'borrowing', upper: 0.2, tiers: [{ spread: 0.015 }] },
  { kind: 'margin', rate: 0.5 },
  { kind: 'realised-gains', upper: 0.01 }
];

/** Rules on exposures that a person may begin with. */
function ofExposures(universe: readonly Instrument[], benchmark: string | undefined): SpokenRule[] {
  const figures = figureNames(universe).filter((name) => name !== 'leverage' && name !== 'dividend-yield');
  const levered = universe.some((one) => figureOf(one, 'leverage') !== undefined);
  return [
    { kind: 'yield', lower: 0.02 },
    ...(benchmark === undefined ? [] : [{ kind: 'beta', upper: 1 } as const]),
    ...figures.map((figure): SpokenRule => {
      const known = universe.flatMap((one) => figureOf(one, figure) ?? []);
      return { kind: 'figure', figure, lower: Math.min(...known) };
    }),
    ...(levered ? [{ kind: 'gross-exposure', upper: 1.3, lookThrough: true } as const] : [])
  ];
}

/** Rules that can be added to those there are: on the whole, and on every group of the universe that has no limit yet. */
export function ruleTemplates(
  universe: readonly Instrument[],
  { rules, kinds, benchmark }: OptimizeSettings
): MenuOption[] {
  const said = new Set(
    rules.map((one) =>
      'of' in one && one.of !== undefined && one.kind !== 'positions' && one.kind !== 'position-size'
        ? one.of.toLowerCase()
        : one.kind
    )
  );
  const whole = ofTheWhole
    .filter(({ kind }) => !said.has(kind))
    .map((rule) => ({ value: printRule(rule), label: printRule(rule), group: texts.ruleGroups.whole }));
  const groups = groupsOf(universe, kinds).flatMap(({ dimension, name, members }): MenuOption[] => {
    // A limit on all of the universe says no more than the limit on cash.
    if (dimension === 'instrument' || said.has(name.toLowerCase()) || members.length === universe.length) return [];
    const rule = printRule({ kind: 'weight', of: name, upper: 0.3 });
    return [{ value: rule, label: rule, group: texts.ruleGroups[dimension] }];
  });
  const exposures = ofExposures(universe, benchmark)
    .map(printRule)
    .filter((rule) => !rules.some((one) => ruleSubject(one) === ruleSubject(readRule(rule) ?? one)))
    .map((rule) => ({ value: rule, label: rule, group: texts.ruleGroups.exposure }));
  return [...whole, ...exposures, ...groups];
}
