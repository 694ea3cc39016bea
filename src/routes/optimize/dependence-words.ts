import type { InstrumentId } from '$lib/domain/instruments';
import type { Constraint } from '$lib/quant/optimization';
import type { WeightDependences } from '$lib/services/optimize-portfolio';
import { pointsFigure } from '$lib/ui/format';
import { dependenceTexts as texts } from '$lib/ui/texts';
import { ruleName } from './words';

type Dependence = NonNullable<WeightDependences>['dependences'][number];
type NameOf = (id: InstrumentId) => string;

/** Weights that are named for one input. */
const NAMED = 3;
/** Changes that a figure of tenths of a point would show as none. */
const SEEN = 5e-4;

/** What was changed, in words: 1 point less return of MSFT. */
export function inputText({ input, step }: Dependence, constraints: readonly Constraint[], nameOf: NameOf): string {
  const by = input.kind === 'correlation' ? texts.tenth : texts.point;
  const size = step > 0 ? texts.more(by) : texts.less(by);
  switch (input.kind) {
    case 'expected-return':
    case 'volatility':
      return texts.of[input.kind](size, nameOf(input.instrument));
    case 'correlation':
      return texts.of.correlation(size, nameOf(input.instruments[0]), nameOf(input.instruments[1]));
    case 'rule':
      return texts.of.rule(size, ruleName(input.constraint, constraints, nameOf));
    case 'risk-free-rate':
      return texts.of['risk-free-rate'](size);
  }
}

/** The greatest changes of weights, in points. */
export function changesText({ changes }: Dependence, instruments: readonly InstrumentId[], nameOf: NameOf): string {
  return instruments
    .map((id, at) => ({ id, change: changes[at] ?? 0 }))
    .filter(({ change }) => Math.abs(change) >= SEEN)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, NAMED)
    .map(({ id, change }) => texts.change(nameOf(id), pointsFigure(change)))
    .join(', ');
}

/** Those that move what a figure would show. */
export const shownDependences = ({ dependences }: NonNullable<WeightDependences>): readonly Dependence[] =>
  dependences.filter(({ moved }) => moved >= SEEN);
