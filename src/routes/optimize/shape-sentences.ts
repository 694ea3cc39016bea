import type { SpokenRelation, SpokenShape } from '$lib/services/optimize-views';
import { optimizeTexts } from '$lib/ui/texts';
import { percentText } from './figures';

const { viewSentences: texts } = optimizeTexts;

/** Views on the shape of returns as sentences, without who holds them and how sure they are. */
export function printShape(said: SpokenShape): string {
  if (said.kind === 'rank') return said.order.join(' > ');
  const figure = `${texts.relations[said.relation]}${percentText(said.value)}`;
  switch (said.kind) {
    case 'volatility':
      return texts.moves(said.of, figure);
    case 'correlation':
      return texts.correlate(said.of, said.and, figure);
    case 'shortfall':
      return texts.loses(said.of, figure, percentText(said.tail));
  }
}

const relation = '(?:(at least|at most|about|no more than|≥|≤)\\s*)?';
const figure = '([-−]?\\d+(?:[.,]\\d+)?)\\s*(?:%|percent)?';
const movesForm = new RegExp(
  `^(.+?)\\s+(?:moves|swings|varies)(?:\\s+by)?\\s+${relation}${figure}(?:\\s+a year)?$`,
  'i'
);
const volatilityForm = new RegExp(`^volatility of\\s+(.+?)\\s+(?:is\\s+)?${relation}${figure}(?:\\s+a year)?$`, 'i');
const correlateForm = new RegExp(`^(.+?)\\s+and\\s+(.+?)\\s+correlate\\s+(?:by\\s+)?${relation}${figure}$`, 'i');
const losesForm = new RegExp(
  `^(.+?)\\s+loses\\s+${relation}${figure}\\s+in (?:its|the) worst\\s+(\\d+(?:[.,]\\d+)?)\\s*(?:%|percent)?(?: of (?:days|weeks|months))?$`,
  'i'
);

function fraction(text: string | undefined): number {
  return Number((Number((text ?? '').replace(',', '.').replace('−', '-')) / 100).toFixed(8));
}

function relationOf(text: string | undefined): SpokenRelation {
  const said = text?.toLowerCase();
  if (said === 'at least' || said === '≥') return 'at-least';
  return said === undefined || said === 'about' ? 'equal' : 'at-most';
}

/** One sentence as a view on the shape of returns, undefined when it says none. */
export function readShape(sentence: string): SpokenShape | undefined {
  const names = sentence.split(/\s+>\s+|\s+over\s+/i).map((one) => one.trim());
  if (names.length >= 2 && names.every((one) => one !== '')) return { kind: 'rank', order: names };
  const moves = movesForm.exec(sentence) ?? volatilityForm.exec(sentence);
  if (moves) {
    const [, of = '', how, value] = moves;
    return checked({ kind: 'volatility', of, relation: relationOf(how), value: fraction(value) });
  }
  const correlate = correlateForm.exec(sentence);
  if (correlate) {
    const [, of = '', and = '', how, value] = correlate;
    const view = { kind: 'correlation', of, and, relation: relationOf(how), value: fraction(value) } as const;
    return Math.abs(view.value) <= 1 ? view : undefined;
  }
  const loses = losesForm.exec(sentence);
  if (!loses) return undefined;
  const [, of = '', how, value, tail] = loses;
  const share = fraction(tail);
  if (!(share > 0 && share < 1)) return undefined;
  return { kind: 'shortfall', of, relation: relationOf(how), value: fraction(value), tail: share };
}

function checked(view: SpokenShape & { readonly value: number }): SpokenShape | undefined {
  return view.value >= 0 ? view : undefined;
}
