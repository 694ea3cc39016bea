import type { FrontierResult, PortfolioPoint, RiskFrontierResult } from '$lib/quant/optimization';
import type { OptimizeAnswer } from '$lib/services/optimize-portfolio';
import { percent } from '$lib/ui/format';
import { chartTexts, optimizeTexts as texts } from '$lib/ui/texts';
import { measureWords, riskText, spanOf } from './measures';

/** A portfolio of a frontier with its risk by the measure that is shown. */
export interface FrontierPlace {
  readonly point: PortfolioPoint;
  readonly risk: number;
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
  readonly best?: FrontierPlace;
  readonly current: number;
  readonly suggested?: number;
  readonly alone: Float64Array;
  /** What the address says for an aim at the risk of a place. */
  readonly taking: (place: FrontierPlace) => Record<string, string | undefined>;
}

/** Rounded up, so that the point itself stays allowed. */
const up = (risk: number, digits: number): string =>
  String(Number((Math.ceil(risk * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits)));

/** The picture of an answer. */
export function frontierPicture(answer: Extract<OptimizeAnswer, { status: 'answered' }>): FrontierPicture {
  const { measured } = answer;
  if (!measured?.frontier || !measured.withoutRules) return byVolatility(answer);
  const { risk, period } = measured;
  const { name } = measureWords(risk);
  const span = spanOf(risk, period);
  const best = measured.frontier.status === 'complete' ? measured.frontier.maximumRatio : undefined;
  return {
    name,
    axis: texts.axisOf(name, span),
    text: (value) => riskText(value, risk),
    squared: risk.measure === 'variance',
    frontier: measuredPlaces(measured.frontier),
    withoutRules: measuredPlaces(measured.withoutRules),
    ...(best?.risk === undefined ? {} : { best: { point: best, risk: best.risk } }),
    current: measured.current,
    ...(measured.suggested === undefined ? {} : { suggested: measured.suggested }),
    alone: measured.alone,
    taking: (place) => ({
      aim: 'target-volatility',
      measure: risk.measure,
      ...('tail' in risk && risk.tail !== undefined ? { tail: String(risk.tail) } : {}),
      most: up(place.risk, risk.measure === 'variance' ? 8 : 6)
    })
  };
}

function byVolatility(answer: Extract<OptimizeAnswer, { status: 'answered' }>): FrontierPicture {
  const { frontier, withoutRules } = answer;
  const best = frontier.status === 'complete' ? frontier.maximumSharpe : undefined;
  return {
    name: texts.volatility,
    axis: chartTexts.risk,
    text: (value) => percent(value),
    squared: false,
    frontier: places(frontier),
    withoutRules: places(withoutRules),
    ...(best && { best: { point: best, risk: best.volatility } }),
    current: answer.current.volatility,
    alone: answer.volatilities,
    taking: (place) => ({ aim: 'target-volatility', measure: undefined, vol: up(place.risk, 4) })
  };
}

const places = (found: FrontierResult): FrontierPlace[] =>
  found.status === 'complete' ? found.points.map((point) => ({ point, risk: point.volatility })) : [];

const measuredPlaces = (found: RiskFrontierResult): FrontierPlace[] =>
  found.status === 'complete'
    ? found.points.flatMap((point) => (point.risk === undefined ? [] : [{ point, risk: point.risk }]))
    : [];
