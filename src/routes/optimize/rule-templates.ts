import type { Instrument } from '$lib/domain/instruments';
import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import { groupsOf, type SpokenRule } from '$lib/services/optimize-rules';
import type { MenuOption } from '$lib/ui/controls';
import { optimizeTexts as texts } from '$lib/ui/texts';
import { printRule } from './rule-sentences';

/** Rules on the whole that a person may begin with, each with a usual limit. */
const ofTheWhole: readonly SpokenRule[] = [
  { kind: 'turnover', upper: 0.2 },
  { kind: 'volatility', upper: 0.15 },
  { kind: 'tracking-error', upper: 0.05 },
  { kind: 'trade-size', upper: 0.05 },
  { kind: 'short', upper: 0.1 },
  { kind: 'gross-exposure', upper: 1.5 },
  { kind: 'positions', most: 10 },
  { kind: 'position-size', least: 0.02 }
];

/** Rules that can be added to those there are: on the whole, and on every group of the universe that has no limit yet. */
export function ruleTemplates(universe: readonly Instrument[], { rules, kinds }: OptimizeSettings): MenuOption[] {
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
  return [...whole, ...groups];
}
