import type { PortfolioPoint } from '$lib/quant/optimization';
import { suggestionOf, type OptimizeAnswer } from '$lib/services/optimize-portfolio';
import type { RiskReturn } from '$lib/ui/charts';
import { percent } from '$lib/ui/format';
import { chartTexts, optimizeTexts as texts } from '$lib/ui/texts';
import { measureWords, riskText, spanOf } from './measures';

/** A portfolio of a frontier with its risk by the measure that is shown. */
export interface FrontierPlace {
  readonly point: PortfolioPoint;
  readonly risk: number;
  /** Annual return as the aim counts it. */
  readonly return: number;
}

/** What the picture of risk and return shows, by volatility or by the measure of the aim. */
export interface FrontierPicture {
  /** The measure, and what its axis says. */
  readonly name: string;
  readonly axis: string;
  readonly text: (risk: number) => string;
  /** True when the risk is no fraction but the square of one. */
  readonly squared: boolean;
  readonly frontier: readonly FrontierPlace[];
  readonly withoutRules: readonly FrontierPlace[];
  /** Rules that the frontier is drawn without. */
  readonly leftOut?: readonly string[];
  readonly best?: FrontierPlace;
  /** Risk and return of the weights held now, and of those suggested. */
  readonly current: RiskReturn;
  readonly suggested?: RiskReturn;
  /** Of each instrument by itself. */
  readonly alone: readonly RiskReturn[];
  /** What the axis of return says, where it is not the expected one. */
  readonly returnName?: string;
  /** What the address says for an aim at the risk of a place. */
  readonly taking: (place: FrontierPlace) => Record<string, string | undefined>;
}

/** Rounded up, so that the point itself stays allowed. */
const up = (risk: number, digits: number): string =>
  String(Number((Math.ceil(risk * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits)));

type Answered = Extract<OptimizeAnswer, { status: 'answered' }>;

/** The picture of an answer. */
export function frontierPicture(answer: Answered): FrontierPicture {
  const { measured } = answer;
  if (!measured?.frontier || !measured.withoutRules) return byVolatility(answer);
  const { risk, period } = measured;
  const { name } = measureWords(risk);
  const best = measured.frontier.status === 'complete' ? measured.frontier.maximumRatio : undefined;
  return {
    ...without(measured.frontier),
    name,
    axis: texts.axisOf(name, spanOf(risk, period)),
    text: (value) => riskText(value, risk),
    squared: risk.measure === 'variance',
    frontier: places(measured.frontier, answer.counted?.frontier, (point) => point.risk),
    withoutRules: places(measured.withoutRules, answer.counted?.withoutRules, (point) => point.risk),
    ...(best?.risk === undefined
      ? {}
      : { best: { point: best, risk: best.risk, return: best.countedReturn ?? best.expectedReturn } }),
    ...marks(answer, measured.current, measured.suggested, measured.alone),
    taking: (place) => ({
      aim: 'target-volatility',
      measure: risk.measure,
      ...('tail' in risk && risk.tail !== undefined ? { tail: String(risk.tail) } : {}),
      most: up(place.risk, risk.measure === 'variance' ? 8 : 6)
    })
  };
}

function without(frontier: { readonly status: string; readonly leftOut?: readonly string[] }): {
  readonly leftOut?: readonly string[];
} {
  return frontier.leftOut ? { leftOut: frontier.leftOut } : {};
}

function byVolatility(answer: Answered): FrontierPicture {
  const { frontier, withoutRules, counted } = answer;
  const best = frontier.status === 'complete' && !counted ? frontier.maximumSharpe : undefined;
  return {
    ...without(frontier),
    name: texts.volatility,
    axis: chartTexts.risk,
    text: (value) => percent(value),
    squared: false,
    frontier: places(frontier, counted?.frontier, (point) => point.volatility),
    withoutRules: places(withoutRules, counted?.withoutRules, (point) => point.volatility),
    ...(best && { best: { point: best, risk: best.volatility, return: best.expectedReturn } }),
    ...marks(answer, answer.current.volatility, suggestionOf(answer)?.volatility, answer.volatilities),
    taking: (place) => ({ aim: 'target-volatility', measure: undefined, vol: up(place.risk, 4) })
  };
}

/** What stands beside the frontiers, at its risk and at the return that the aim counts. */
function marks(
  answer: Answered,
  now: number,
  then: number | undefined,
  alone: Float64Array
): Pick<FrontierPicture, 'current' | 'suggested' | 'alone' | 'returnName'> {
  const { current, counted, expectedReturns } = answer;
  const found = suggestionOf(answer);
  return {
    current: { risk: now, return: counted?.current ?? current.expectedReturn },
    ...(found && then !== undefined
      ? { suggested: { risk: then, return: counted?.suggested ?? found.expectedReturn } }
      : {}),
    alone: Array.from(alone, (risk, at) => ({ risk, return: (counted?.alone ?? expectedReturns)[at] ?? NaN })),
    ...(counted && { returnName: texts.countedAxis })
  };
}

function places<P extends PortfolioPoint>(
  found: { readonly status: 'complete'; readonly points: readonly P[] } | { readonly status: 'infeasible' | 'failed' },
  counted: Float64Array | undefined,
  riskOf: (point: P) => number | undefined
): FrontierPlace[] {
  if (found.status !== 'complete') return [];
  return found.points.map((point, at) => ({
    point,
    risk: riskOf(point) ?? NaN,
    return: counted?.[at] ?? point.expectedReturn
  }));
}
