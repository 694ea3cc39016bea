import type { SpokenRule } from '$lib/services/optimize-rules';
import { optimizeTexts } from '$lib/ui/texts';
import { fractionOf, percentText } from './figures';

const { counts: texts } = optimizeTexts.sentences;

/** Rules on how many positions there are and how small they may be. */
export type CountRule = Extract<SpokenRule, { readonly kind: 'positions' | 'position-size' }>;

/** A rule on positions as a sentence. Reading it again gives the rule. */
export function printCountRule(rule: CountRule): string {
  if (rule.kind === 'positions') return texts.most(String(rule.most), rule.of);
  const size = percentText(rule.least);
  return rule.count === undefined ? texts.size(size, rule.of) : texts.fewest(String(rule.count), size, rule.of);
}

const things = '(?:positions?|holdings?|names|instruments)';
const whom = '(?:\\s+(?:in|of|from)\\s+(.+?))?';
const atMost = '(?:≤|<=|at most|no more than|not more than|max(?:imum)?|up to)';
const atLeast = '(?:≥|>=|at least|no less than|not less than|min(?:imum)?)';
const figure = '(\\d+(?:[.,]\\d+)?)\\s*(?:%|percent)?';
const nothing = ',?\\s+or\\s+(?:nothing|none|zero|0)';

const mostFirst = new RegExp(`^${atMost}\\s*(\\d+)\\s+${things}${whom}$`, 'i');
const mostLast = new RegExp(`^(?:number of\\s+)?${things}${whom}\\s*:?\\s*${atMost}\\s*(\\d+)$`, 'i');
const fewest = new RegExp(
  `^${atLeast}\\s*(\\d+)\\s+${things}${whom},?\\s+(?:each|every one)\\s*${atLeast}\\s*${figure}(?:${nothing})?$`,
  'i'
);
const positionSize = new RegExp(
  `^(?:each|every|one|a)\\s+position${whom}\\s*${atLeast}\\s*${figure}(?:${nothing})?$`,
  'i'
);
const holdingSize = new RegExp(`^(?:each|every|one|a)\\s+holding${whom}\\s*${atLeast}\\s*${figure}${nothing}$`, 'i');

const named = (of: string | undefined) => (of === undefined ? {} : { of });

/** One sentence as a rule on positions, undefined when it is none. */
export function readCountRule(said: string): CountRule | undefined {
  const first = mostFirst.exec(said);
  if (first) return { kind: 'positions', most: Number(first[1]), ...named(first[2]) };
  const last = mostLast.exec(said);
  if (last) return { kind: 'positions', most: Number(last[2]), ...named(last[1]) };
  const many = fewest.exec(said);
  if (many) return sized({ least: fractionOf(many[3]), count: Number(many[1]), ...named(many[2]) });
  const size = positionSize.exec(said) ?? holdingSize.exec(said);
  return size ? sized({ least: fractionOf(size[2]), ...named(size[1]) }) : undefined;
}

function sized(rule: { least: number; count?: number; of?: string }): CountRule | undefined {
  return rule.least > 0 && rule.least <= 1 ? { kind: 'position-size', ...rule } : undefined;
}
