import type { InstrumentId } from '$lib/domain/instruments';
import type { Constraint } from '$lib/quant/optimization';
import type { OptimizeAnswer, Suggestion } from '$lib/services/optimize-portfolio';
import { percent, plainNumber } from '$lib/ui/format';
import { optimizeTexts as texts } from '$lib/ui/texts';
import { reasonText, shareText } from './words';

/** Why a weight is what it is: a line, and what stands behind it. */
export interface Explained {
  readonly text: string;
  readonly title: string;
  readonly formula: string;
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
  readonly note?: string;
}

interface Names {
  readonly constraints: readonly Constraint[];
  readonly nameOf: (id: InstrumentId) => string;
}

/** What explains the weight at a place: the terms of its optimality, or its share of the risk where a method made it; with what views did to its return. */
export function explained(
  answer: Extract<OptimizeAnswer, { status: 'answered' }>,
  result: Suggestion,
  at: number,
  { constraints, nameOf }: Names
): Explained | undefined {
  const id = answer.instruments[at];
  if (id === undefined) return undefined;
  const viewed = viewLines(answer, at);
  if (result.status === 'allocated') {
    const share = result.riskShares[at] ?? 0;
    return {
      text: shareText(share),
      title: texts.shareTitle(nameOf(id)),
      formula: texts.shareFormula,
      inputs: [
        { label: texts.shareOf.weight, value: percent(result.weights[at] ?? 0) },
        { label: texts.shareOf.alone, value: percent(answer.volatilities[at] ?? 0) },
        { label: texts.shareOf.share, value: percent(share) },
        ...viewed
      ]
    };
  }
  const reason = result.reasons[at];
  if (!reason) return undefined;
  return {
    text: reasonText(reason, constraints, nameOf),
    title: texts.termsTitle(nameOf(id)),
    formula: texts.termsFormula,
    inputs: [
      ...[...reason.terms]
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .map(({ term, value }) => ({
          label: texts.pushes[value > 0 ? 'down' : 'up'](texts.terms[term]),
          value: plainNumber(value)
        })),
      ...viewed
    ],
    note: texts.termsNote
  };
}

function viewLines({ views, expectedReturns }: Extract<OptimizeAnswer, { status: 'answered' }>, at: number) {
  if (!views || views.problems.length > 0) return [];
  return [
    { label: texts.beforeViews, value: percent(views.prior[at] ?? NaN) },
    { label: texts.afterViews, value: percent(expectedReturns[at] ?? NaN) }
  ];
}
