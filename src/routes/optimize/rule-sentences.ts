import type { SpokenRule } from '$lib/services/optimize-rules';
import { optimizeTexts } from '$lib/ui/texts';
import { printCountRule, readCountRule } from './count-sentences';
import {
  borrowingSubject,
  isExposureRule,
  printExposure,
  printLookedThrough,
  readExposure
} from './exposure-sentences';
import { fractionOf as fraction } from './figures';
import { least, most, percentText, stays } from './limit-words';

export { percentText } from './limit-words';

const { sentences: texts } = optimizeTexts;

/** A part of a list of sentences that says no rule. */
export interface NotUnderstood {
  readonly place: number;
  readonly text: string;
}

type Limits = { readonly lower?: number; readonly upper?: number };
type Measure = 'turnover' | 'volatility' | 'tracking-error' | 'trade-size' | 'gross-exposure' | 'short';

function limitsText({ lower, upper }: Limits): string {
  if (lower !== undefined && upper !== undefined) {
    return `${texts.between} ${percentText(lower)} ${texts.and} ${percentText(upper)}`;
  }
  return lower === undefined ? `≤ ${percentText(upper ?? 1)}` : `≥ ${percentText(lower)}`;
}

/** A rule as a sentence. Reading it again gives the rule. */
export function printRule(rule: SpokenRule): string {
  if (isExposureRule(rule)) return printExposure(rule);
  switch (rule.kind) {
    case 'weight':
      if (rule.lookThrough) return printLookedThrough(rule);
      return `${rule.of} ${limitsText(rule)}`;
    case 'each':
      return `${texts.each} ${limitsText(rule)}`;
    case 'cash':
      return `${texts.cash} ${limitsText(rule)}`;
    case 'short':
      return `${rule.of === undefined ? texts.measures.short : texts.shortIn(rule.of)} ≤ ${percentText(rule.upper)}`;
    case 'positions':
    case 'position-size':
      return printCountRule(rule);
    case 'exclusion':
    case 'no-sale':
    case 'no-buy':
      return rule.of === undefined ? texts.all[rule.kind] : texts.some[rule.kind](rule.of);
    default:
      return `${texts.measures[rule.kind]} ≤ ${percentText(rule.upper)}`;
  }
}

/** What a limit is about, without its figures. */
export function ruleSubject(rule: SpokenRule): string {
  if (rule.kind === 'borrowing') return borrowingSubject(rule);
  const sentence = printRule(rule);
  const at = sentence.search(/ (≤|≥|between) /);
  return at < 0 ? sentence : sentence.slice(0, at);
}

/** Rules as the address has them. */
export function printRules(rules: readonly SpokenRule[]): string {
  return rules.map(printRule).join('; ');
}

/** Rules of a list of sentences, and those that are not understood, with their places. */
export function readRules(text: string): { rules: SpokenRule[]; notUnderstood: NotUnderstood[] } {
  const rules: SpokenRule[] = [];
  const notUnderstood: NotUnderstood[] = [];
  text.split(/[;\n]/).forEach((part, place) => {
    const said = part.trim();
    if (said === '') return;
    const rule = readRule(said);
    if (rule) rules.push(rule);
    else notUnderstood.push({ place, text: said });
  });
  return { rules, notUnderstood };
}

const figure = '(\\d+(?:[.,]\\d+)?)\\s*(?:%|percent)?';
const betweenForm = new RegExp(`^(.+?)${stays}[\\s:]+between\\s+${figure}\\s+(?:and|to)\\s+${figure}$`, 'i');
const mostForm = new RegExp(`^(.+?)${stays}${most}\\s*${figure}$`, 'i');
const leastForm = new RegExp(`^(.+?)${stays}${least}\\s*${figure}$`, 'i');

const measures: readonly (readonly [RegExp, Measure])[] = [
  [/^(turnover|trading)$/i, 'turnover'],
  [/^(volatility|risk)$/i, 'volatility'],
  [/^tracking[ -]error$/i, 'tracking-error'],
  [/^(one|a|each|every) trade$|^trade size$/i, 'trade-size'],
  [/^long and short( positions)?( together)?$|^gross( exposure)?$|^leverage$/i, 'gross-exposure'],
  [/^(short|one short position|short positions?|each short)$/i, 'short']
];
const each = /^(one holding|each holding|every holding|each|any holding)$/i;

/** One sentence as a rule, undefined when it says none that is known. */
export function readRule(sentence: string): SpokenRule | undefined {
  const said = sentence.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  const counted = readCountRule(said);
  if (counted) return counted;
  const exposure = readExposure(said);
  if (exposure) return exposure;
  const within = betweenForm.exec(said);
  if (within) return limited(within[1], { lower: fraction(within[2]), upper: fraction(within[3]) });
  const above = mostForm.exec(said);
  if (above) return limited(above[1], { upper: fraction(above[2]) });
  const below = leastForm.exec(said);
  if (below) return limited(below[1], { lower: fraction(below[2]) });
  return unlimited(said);
}

function limited(of: string | undefined, limits: Limits): SpokenRule | undefined {
  const subject = of?.trim() ?? '';
  const { lower, upper } = limits;
  if (subject === '' || (lower !== undefined && upper !== undefined && lower > upper)) return undefined;
  const measure = measures.find(([form]) => form.test(subject))?.[1];
  if (measure) return upper === undefined || lower !== undefined ? undefined : { kind: measure, upper };
  const short = /^short (?:in|of) (.+)$/i.exec(subject)?.[1];
  if (short) return upper === undefined || lower !== undefined ? undefined : { kind: 'short', of: short, upper };
  if (each.test(subject)) return { kind: 'each', ...limits };
  if (/^cash$/i.test(subject)) return { kind: 'cash', ...limits };
  return { kind: 'weight', of: subject, ...limits };
}

const verbs: readonly (readonly [RegExp, 'exclusion' | 'no-sale' | 'no-buy'])[] = [
  [/^(?:buy no|buy nothing|do not buy|don't buy|never buy|no buying of)(?:$| (?:more )?(.+)$)/i, 'no-buy'],
  [/^(?:keep|hold on to|sell no|sell nothing|do not sell|don't sell|never sell)(?:$| (?:all )?(.+)$)/i, 'no-sale'],
  [/^(?:no|without|exclude|never hold|hold nothing|hold no|avoid)(?:$| (.+)$)/i, 'exclusion']
];

function unlimited(said: string): SpokenRule | undefined {
  for (const [form, kind] of verbs) {
    const found = form.exec(said);
    if (!found) continue;
    const of = found[1]?.trim();
    if (of !== undefined) return { kind, of };
    return /nothing$/i.test(said) ? { kind } : undefined;
  }
  return undefined;
}
