import type { InstrumentId } from '$lib/domain/instruments';
import type {
  Attainable,
  Constraint,
  ExposureLimit,
  InfeasiblePortfolio,
  Reason,
  Remedy,
  SearchReport
} from '$lib/quant/optimization';
import type { ViewProblem } from '$lib/quant/views';
import { placeOfView } from '$lib/services/optimize-views';
import { percent, points, ratio } from '$lib/ui/format';
import { optimizeTexts as texts } from '$lib/ui/texts';

type NameOf = (id: InstrumentId) => string;

const LISTED = 3;
const { counts } = texts.sentences;

/** A rule's name as a person set it. */
export function ruleName(id: string, constraints: readonly Constraint[], nameOf: NameOf): string {
  const own = texts.own[id];
  if (own !== undefined) return own;
  const rule = constraints.find((one) => one.id === id);
  if (!rule) return id;
  const whom = (instruments: readonly InstrumentId[] | undefined): string | undefined => {
    if (instruments === undefined) return undefined;
    const more = instruments.length - LISTED;
    const names = instruments.slice(0, more > 1 ? LISTED : undefined).map(nameOf);
    return more > 1 ? texts.andOthers(names.join(', '), more) : names.join(', ');
  };
  switch (rule.kind) {
    case 'position-cap':
      return `${whom(rule.instruments) ?? texts.oneHolding} ≤ ${percent(rule.upper)}`;
    case 'position-floor':
      return rule.lower < 0
        ? `${texts.shortOf(whom(rule.instruments))} ≤ ${percent(-rule.lower)}`
        : `${whom(rule.instruments) ?? texts.oneHolding} ≥ ${percent(rule.lower)}`;
    case 'exclusion':
      return texts.excluded(whom(rule.instruments));
    case 'no-sale':
      return texts.noSale(whom(rule.instruments));
    case 'no-buy':
      return texts.noBuy(whom(rule.instruments));
    case 'trade-size':
      return `${texts.oneTrade} ≤ ${percent(rule.maximum)}`;
    case 'cardinality':
      return counts.most(String(rule.maximum), whom(rule.instruments));
    case 'minimum-position':
      return rule.count === undefined
        ? counts.size(percent(rule.minimum), whom(rule.instruments))
        : counts.fewest(String(rule.count), percent(rule.minimum), whom(rule.instruments));
    case 'turnover':
      return `${texts.turnover} ≤ ${percent(rule.maximum)}`;
    case 'gross-exposure':
      return `${rule.multiples ? texts.exposureNames.lookedThrough(texts.gross) : texts.gross} ≤ ${percent(rule.maximum)}`;
    case 'borrowing':
      return `${texts.borrowing} ≤ ${percent(rule.maximum)}`;
    case 'realised-gains':
      return `${texts.realised.gain} ≤ ${percent(rule.maximum)}`;
    case 'margin':
      return rule.fall === undefined
        ? texts.marginOf(percent(rule.rate))
        : texts.marginAfter(percent(rule.rate), percent(rule.fall));
    case 'tracking-error':
      return `${texts.trackingError} ≤ ${percent(rule.maximum)}`;
    case 'volatility':
      return `${texts.measures.volatility} ≤ ${percent(rule.maximum)}`;
    case 'risk-limit':
      return `${texts.riskLimit} ≤ ${percent(rule.maximum)}`;
    case 'exposure':
      return exposureName(rule);
    case 'cash':
      return `${texts.cash} ≥ ${percent(rule.minimum)}`;
    case 'group':
      if (rule.lower !== undefined && rule.upper !== undefined)
        return texts.within(rule.name, percent(rule.lower), percent(rule.upper));
      return [
        rule.name,
        ...(rule.lower === undefined ? [] : [`≥ ${percent(rule.lower)}`]),
        ...(rule.upper === undefined ? [] : [`≤ ${percent(rule.upper)}`])
      ].join(' ');
  }
}

function exposureName({ name, fraction, lower, upper }: ExposureLimit): string {
  const figure = fraction ? percent : ratio;
  return [
    name,
    ...(lower === undefined ? [] : [`≥ ${figure(lower)}`]),
    ...(upper === undefined ? [] : [`≤ ${figure(upper)}`])
  ].join(' ');
}

/** How the figures of a rule are written. */
function figureWriter(id: string, constraints: readonly Constraint[]): (value: number) => string {
  const rule = constraints.find((one) => one.id === id);
  if (rule?.kind === 'cardinality') return String;
  return rule?.kind === 'exposure' && !rule.fraction ? ratio : percent;
}

/** A reason in plain words. */
export function reasonText(reason: Reason, constraints: readonly Constraint[], nameOf: NameOf): string {
  const companion = reason.companion ? nameOf(reason.companion.instrument) : '';
  const rule = constraints.find((one) => one.id === reason.constraint);
  switch (reason.code) {
    case 'at-cap':
      return texts.reason['at-cap'](
        rule?.kind === 'position-cap' ? texts.capRule(percent(rule.upper)) : texts.oneHolding
      );
    case 'group-full':
    case 'group-needed':
    case 'out-group':
      return texts.reason[reason.code](rule?.kind === 'group' ? rule.name : '');
    case 'at-floor':
    case 'limited':
    case 'left-out':
      return texts.reason[reason.code](reason.constraint ? ruleName(reason.constraint, constraints, nameOf) : '');
    case 'out-risk':
    case 'hedge':
      return texts.reason[reason.code](companion);
    default:
      return texts.reason[reason.code]();
  }
}

/** What conflicts, what the others leave open, the smallest changes that help each by itself, and those that help together. */
export function infeasibleLines(result: InfeasiblePortfolio, constraints: readonly Constraint[], nameOf: NameOf) {
  const ruleOf = (id: string) => constraints.find((one) => one.id === id);
  const name = (id: string): string => ruleName(id, constraints, nameOf);
  const figure = (id: string, value: number): string => figureWriter(id, constraints)(value);
  const remedyText = ({ constraint, bound, from, to }: Remedy): string =>
    bound === 'drop'
      ? texts.dropRemedy(name(constraint))
      : texts.remedy(name(constraint), figure(constraint, from), figure(constraint, to));
  return {
    conflict: texts.conflict(result.conflict.map(name).join(', ')),
    attainable: result.attainable.map((one) => {
      const kind = ruleOf(one.constraint)?.kind;
      const isCash = kind === 'cash' || one.constraint === 'budget';
      const { lower, upper, required } = isCash ? leftOver(one) : one;
      const said = (value: number): string => figure(one.constraint, value);
      const of = isCash ? texts.cash : name(one.constraint);
      if (lower !== undefined && upper !== undefined)
        return texts.attainable.between(of, said(lower), said(upper), said(required));
      if (upper !== undefined) return texts.attainable.most(of, said(upper), said(required));
      if (kind === 'exclusion') return texts.attainable.held(of, said(lower ?? NaN));
      if (kind === 'no-sale' || kind === 'no-buy') return texts.attainable.traded(of, said(lower ?? NaN));
      return texts.attainable.least(of, said(lower ?? NaN), said(required));
    }),
    remedies: result.remedies.map((remedy) => ({ remedy, text: remedyText(remedy) })),
    nearest: result.nearest.map(remedyText).join('; ')
  };
}

/** What a range of invested money leaves in cash. */
function leftOver({ lower, upper, required }: Attainable): Pick<Attainable, 'lower' | 'upper' | 'required'> {
  return {
    ...(upper !== undefined && { lower: Math.max(0, 1 - upper) }),
    ...(lower !== undefined && { upper: 1 - lower }),
    required: 1 - required
  };
}

/** A share of the risk in plain words. */
export function shareText(share: number): string {
  return Math.abs(share) < 5e-4 ? texts.reasonNone : texts.reasonShare(percent(share));
}

/** How good a choice of positions is; undefined where there was none to make. */
export function searchText(report: SearchReport | undefined, seconds: number): string | undefined {
  if (!report) return undefined;
  const { proven, gap, measure } = report;
  const time = texts.search.seconds(seconds < 0.1 ? '0.1' : seconds.toFixed(seconds < 10 ? 1 : 0));
  if (proven) return texts.search.proven(time);
  if (!Number.isFinite(gap)) return texts.search.unknown(time);
  if (measure === 'return') return texts.search.short(points(gap, { digits: 2, sign: 'level' }), time);
  return texts.search.within(percent(gap, { digits: gap < 0.001 ? 3 : gap < 0.01 ? 2 : 1 }), time);
}

/** What is wrong with views, each with the sentence that it is about. */
export function viewProblemLines(problems: readonly ViewProblem[], views: readonly string[]): string[] {
  return problems.map(({ view, code }) => `${views[placeOfView(view)] ?? view}: ${texts.viewProblems[code]}`);
}
