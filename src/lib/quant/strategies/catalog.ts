import type { InstrumentId } from '$lib/domain/instruments';
import { composite } from './composed/composite';
import { rules } from './composed/rules';
import { signals } from './composed/signals';
import { meanReversion } from './contrarian/mean-reversion';
import { pairs } from './contrarian/pairs';
import { relativeStrength } from './contrarian/relative-strength';
import { carry } from './factors/carry';
import { factorTilt } from './factors/factor-tilt';
import { buyAndHold } from './fixed/buy-and-hold';
import { equal } from './fixed/equal-weights';
import { fixedWeights } from './fixed/fixed-weights';
import { glidePath } from './fixed/glide-path';
import { sixtyForty } from './fixed/sixty-forty';
import { allocation } from './optimized/allocation';
import { optimizer } from './optimized/optimizer';
import { proportionInsurance } from './protection/cppi';
import { replay } from './replay/replay';
import { inverseVolatility } from './risk/inverse-volatility';
import { minimumVariance } from './risk/minimum-variance';
import { riskParity } from './risk/risk-parity';
import { volatilityTarget } from './risk/volatility-target';
import type { AnyStrategySpec, KnownStrategy, RunningStrategy, Strategy, StrategyContext } from './strategy';
import { channelBreakout } from './trend/channel-breakout';
import { crossSectionMomentum } from './trend/cross-section-momentum';
import { dualMomentum } from './trend/dual-momentum';
import { movingAverages } from './trend/moving-averages';
import { tactical } from './trend/tactical';
import { timeSeriesMomentum } from './trend/time-series-momentum';

/** The strategies, simplest first. A new one is its file, a line here and a golden table. */
export const strategies = [
  buyAndHold,
  equal,
  fixedWeights,
  sixtyForty,
  glidePath,
  inverseVolatility,
  minimumVariance,
  riskParity,
  volatilityTarget,
  timeSeriesMomentum,
  crossSectionMomentum,
  dualMomentum,
  movingAverages,
  tactical,
  channelBreakout,
  meanReversion,
  relativeStrength,
  pairs,
  carry,
  factorTilt,
  proportionInsurance,
  optimizer,
  allocation,
  signals,
  rules,
  composite,
  replay
] as const;

type Catalog = (typeof strategies)[number];
type SpecOf<Member> =
  Member extends Strategy<infer Id, infer Parameters> ? Readonly<Parameters> & { readonly strategy: Id } : never;

/** A strategy with its parameters, as plain data: what is absent is the default. */
export type StrategySpec = SpecOf<Catalog>;

/** Name of a strategy. */
export type StrategyId = StrategySpec['strategy'];

/** A strategy by its name. @throws RangeError when it is unknown. */
export function strategyOf(id: string): Strategy<string, object> {
  const members: readonly Strategy<string, object>[] = strategies;
  const found = members.find((one) => one.id === id);
  if (!found) throw new RangeError(`unknown strategy: ${id}`);
  return found;
}

/** Strategies that need nothing but closes: they stand beside others everywhere. */
export const baselineStrategies: readonly StrategyId[] = strategies
  .filter(({ baseline }) => baseline)
  .map(({ id }) => id);

/** What strategies of a universe are begun with. */
export function strategyContext(
  instruments: readonly InstrumentId[],
  { periodsPerYear, cashRate }: { readonly periodsPerYear: number; readonly cashRate: number }
): StrategyContext {
  const context: StrategyContext = {
    instruments,
    periodsPerYear,
    cashRate,
    begin: (spec) => begunStrategy(spec, context),
    known: (spec) => knownStrategy(spec, context)
  };
  return context;
}

/** A strategy that begins. @throws RangeError when it is unknown or its parameters make no sense. */
export function begunStrategy(spec: AnyStrategySpec, context: StrategyContext): RunningStrategy {
  return strategyOf(spec.strategy).begin(spec, context);
}

/** What is known of a strategy before it runs; composites take after their members. @throws RangeError as above. */
export function knownStrategy(spec: AnyStrategySpec, context: StrategyContext): KnownStrategy {
  const kind = strategyOf(spec.strategy);
  return {
    asked: kind.asked(spec, context),
    history: kind.history(spec, context),
    looksAtHolding: kind.looksAtHolding,
    drifts: kind.drifts
  };
}
