import { fractions, type SpokenRule } from '$lib/services/optimize-rules';
import { optimizeTexts } from '$lib/ui/texts';
import {
  asFraction,
  asNumber,
  most,
  numberText,
  percentText,
  saidLimits,
  saidNumber,
  signedFigure,
  type SaidLimits,
  type SaidNumber
} from './limit-words';

const { exposureNames: names, exposureSentences: texts, sentences } = optimizeTexts;

const kinds = [
  'yield',
  'beta',
  'figure',
  'net-exposure',
  'gross-exposure',
  'borrowing',
  'margin',
  'realised-gains'
] as const;
/** Rules on exposures, on borrowed money and on what is looked through. */
export type ExposureRule = Extract<SpokenRule, { readonly kind: (typeof kinds)[number] }>;
type Tiers = Extract<SpokenRule, { readonly kind: 'borrowing' }>['tiers'];
type Limits = { readonly lower?: number; readonly upper?: number };

/** True of a rule that is read and printed here. */
export const isExposureRule = (rule: SpokenRule): rule is ExposureRule => kinds.some((kind) => kind === rule.kind);

/** True where the limits of a rule are percent, not plain numbers. */
export function isInPercent(rule: SpokenRule): boolean {
  if (rule.kind === 'figure') return fractions.has(rule.figure);
  return rule.kind === 'realised-gains' ? rule.money !== true : rule.kind !== 'beta';
}

type TwoSided = Extract<SpokenRule, { readonly lower?: number }>;

/** True of a rule that may have a lower and an upper limit. */
export const hasTwoSides = (rule: SpokenRule): rule is TwoSided =>
  ['weight', 'each', 'cash', 'yield', 'beta', 'figure', 'net-exposure'].includes(rule.kind);

function limitsText({ lower, upper }: Limits, text: (value: number) => string): string {
  if (lower !== undefined && upper !== undefined)
    return `${sentences.between} ${text(lower)} ${sentences.and} ${text(upper)}`;
  return lower === undefined ? `≤ ${text(upper ?? 1)}` : `≥ ${text(lower)}`;
}

const isKnown = (figure: string): figure is keyof typeof names.figures => Object.hasOwn(names.figures, figure);

/** What a rule is about, as a sentence begins. */
function subjectOf(rule: ExposureRule): string {
  switch (rule.kind) {
    case 'yield':
      return names.yield;
    case 'beta':
      return names.beta(rule.to);
    case 'figure':
      return isKnown(rule.figure) ? names.figures[rule.figure] : texts.average(rule.figure);
    case 'net-exposure':
      return names.net(rule.lookThrough === true);
    case 'gross-exposure':
      return rule.lookThrough ? names.lookedThrough(sentences.measures[rule.kind]) : sentences.measures[rule.kind];
    case 'borrowing':
      return texts.borrowing;
    case 'margin':
      return texts.margin;
    case 'realised-gains':
      return texts.realisedGains;
  }
}

function tiersText(tiers: Tiers): string {
  if (tiers.length === 1) return percentText(tiers[0]?.spread ?? 0);
  return tiers
    .map(({ spread, upTo }) =>
      upTo === undefined ? texts.beyond(percentText(spread)) : texts.tier(percentText(spread), percentText(upTo))
    )
    .join(', ');
}

/** A rule on exposures as a sentence. Reading it again gives the rule. */
export function printExposure(rule: ExposureRule): string {
  switch (rule.kind) {
    case 'borrowing':
      return `${texts.borrowing} ≤ ${percentText(rule.upper)} ${texts.at} ${tiersText(rule.tiers)}`;
    case 'margin': {
      const fall = rule.fall === undefined ? '' : ` ${texts.afterFall(percentText(rule.fall))}`;
      return `${texts.margin} ${texts.of} ${percentText(rule.rate)}${fall}`;
    }
    default:
      return `${subjectOf(rule)} ${limitsText(rule, isInPercent(rule) ? percentText : numberText)}`;
  }
}

/** Borrowing with its cost, as a line names it. */
export const borrowingSubject = ({ tiers }: { readonly tiers: Tiers }): string => texts.borrowingAt(tiersText(tiers));

/** What a looked-through limit on a group is printed as. */
export const printLookedThrough = (rule: { readonly of: string } & Limits): string =>
  `${names.lookedThrough(rule.of)} ${limitsText(rule, percentText)}`;

/** What borrowing costs where a sentence does not say. */
const USUAL_SPREAD = 0.015;
const borrowingForm = new RegExp(`^borrow(?:ing|ed money)?${most}\\s*${signedFigure}(?:\\s+at\\s+(.+))?$`, 'i');
const marginForm = new RegExp(
  `^(?:initial |maintenance )?margin(?: of| at|:)?\\s+${signedFigure}(?:\\s+after a fall of\\s+${signedFigure})?$`,
  'i'
);
const tierForm = new RegExp(`^${signedFigure}(?:\\s+(?:(up to)\\s+${signedFigure}|beyond))?$`, 'i');

function readTiers(text: string): Tiers | undefined {
  const tiers = text.split(/\s*(?:,|\band\b)\s*/).map((part) => {
    const found = tierForm.exec(part);
    if (!found) return undefined;
    const spread = asFraction(saidNumber(found[1], found[2]));
    return found[3] === undefined ? { spread } : { spread, upTo: asFraction(saidNumber(found[4], found[5])) };
  });
  const known = tiers.flatMap((one) => one ?? []);
  const rises = known.every(
    ({ spread, upTo }, k) =>
      spread >= (known[k - 1]?.spread ?? 0) &&
      (upTo === undefined) === (k === known.length - 1) &&
      (upTo ?? Infinity) > (known[k - 1]?.upTo ?? 0)
  );
  return known.length === tiers.length && rises ? known : undefined;
}

const gainsForm = new RegExp(
  `^(?:realised|realized|capital) gains?${most}\\s*(?:[$€£]|[a-z]{3} )?\\s*(\\d[\\d.,'’ ]*?)\\s*(%|percent|[a-z]{3}|[$€£])?$`,
  'i'
);

/** An amount with the grouping of thousands that people write. */
function amountOf(text: string): number {
  const plain = text.replace(/['’ ]/g, '');
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  return Number(plain.replace(',', '.'));
}

function readGains(said: string): SpokenRule | undefined {
  if (/^(?:no|without) (?:realised|realized|capital) gains?$/i.test(said)) return { kind: 'realised-gains', upper: 0 };
  const found = gainsForm.exec(said);
  if (!found) return undefined;
  const [, figure = '', unit = ''] = found;
  if (/^(%|percent)$/i.test(unit)) {
    const upper = asFraction(saidNumber(figure.trim(), unit));
    return Number.isFinite(upper) ? { kind: 'realised-gains', upper } : undefined;
  }
  const upper = Number(amountOf(figure).toFixed(6));
  return Number.isFinite(upper) ? { kind: 'realised-gains', upper, money: true } : undefined;
}

/** One sentence as a rule on exposures, borrowing or margin; undefined when it says none. */
export function readExposure(said: string): SpokenRule | undefined {
  const borrowed = borrowingForm.exec(said);
  if (borrowed) {
    const tiers = borrowed[3] === undefined ? [{ spread: USUAL_SPREAD }] : readTiers(borrowed[3]);
    const upper = asFraction(saidNumber(borrowed[1], borrowed[2]));
    return tiers && upper >= 0 ? { kind: 'borrowing', upper, tiers } : undefined;
  }
  const margin = marginForm.exec(said);
  if (margin) {
    const rate = asFraction(saidNumber(margin[1], margin[2]));
    const fall = margin[3] === undefined ? undefined : asFraction(saidNumber(margin[3], margin[4]));
    const sound = [rate, fall ?? 0].every((one) => one >= 0 && one <= 1);
    return sound ? { kind: 'margin', rate, ...(fall === undefined ? {} : { fall }) } : undefined;
  }
  const gains = readGains(said);
  if (gains) return gains;
  const limits = saidLimits(said);
  return limits && (lookedThroughRule(limits) ?? figureRule(limits));
}

const through = /^(.+?),? looked through$/i;
const gross = /^(?:long and short(?: positions)?(?: together)?|gross(?: exposure)?|leverage)$/i;
const net = /^net(?: exposure)?$/i;

function within({ lower, upper }: SaidLimits, as: (one: SaidNumber) => number): Limits {
  return { ...(lower && { lower: as(lower) }), ...(upper && { upper: as(upper) }) };
}

function lookedThroughRule(limits: SaidLimits): SpokenRule | undefined {
  const looked = through.exec(limits.subject)?.[1];
  const subject = looked ?? limits.subject;
  if (net.test(subject))
    return { kind: 'net-exposure', ...(looked !== undefined && { lookThrough: true }), ...within(limits, asFraction) };
  if (looked === undefined) return undefined;
  const { lower, upper } = within(limits, asFraction);
  if (!gross.test(subject)) return { kind: 'weight', of: subject, lookThrough: true, ...within(limits, asFraction) };
  return upper === undefined || upper < 0 || lower !== undefined
    ? undefined
    : { kind: 'gross-exposure', upper, lookThrough: true };
}

function figureRule(limits: SaidLimits): SpokenRule | undefined {
  const { subject } = limits;
  if (/^(?:dividend )?yield$/i.test(subject)) return { kind: 'yield', ...within(limits, asFraction) };
  const beta = /^(?:beta(?: to (.+))?|exposure to (.+))$/i.exec(subject);
  if (beta) {
    const to = beta[1] ?? beta[2];
    return { kind: 'beta', ...(to === undefined ? {} : { to }), ...within(limits, asNumber) };
  }
  const plain = subject.replace(/^average /i, '').toLowerCase();
  const known = Object.entries(names.figures).find(
    ([key, name]) => plain === name.replace(/^average /i, '').toLowerCase() || plain === key
  )?.[0];
  const own = /^average (.+)$/i.exec(subject)?.[1];
  const figure = known === 'leverage' && own === undefined ? undefined : (known ?? own);
  if (figure === undefined) return undefined;
  return { kind: 'figure', figure, ...within(limits, fractions.has(figure) ? asFraction : asNumber) };
}

/** Why nothing has what a rule names, and what would help. */
export function unknownText(rule: SpokenRule, printed: string): string {
  if (rule.kind === 'figure') return texts.noFigure(subjectOf(rule));
  if (rule.kind === 'beta') return rule.to === undefined ? texts.noMarket : texts.noSeries(rule.to);
  return optimizeTexts.nobodyNamed(printed);
}
