import type { Constraint } from '../problem';
import { grossExposure, riskLimit, trackingError, turnover, volatility } from './conic-rules';
import { cardinality, minimumPosition } from './count-rules';
import { borrowing, margin } from './financing-rules';
import { realisedGains } from './gain-rules';
import { exclusion, noBuy, noSale, positionCap, positionFloor, tradeSize } from './position-rules';
import type { RuleKind } from './rule-kind';
import { cash, exposure, group } from './sum-rules';

/** The kinds of rules by name, each one descriptor. */
const kinds: { readonly [K in Constraint['kind']]: RuleKind<Extract<Constraint, { kind: K }>> } = {
  'position-cap': positionCap,
  'position-floor': positionFloor,
  exclusion,
  'no-sale': noSale,
  'no-buy': noBuy,
  'trade-size': tradeSize,
  group,
  exposure,
  cash,
  turnover,
  'gross-exposure': grossExposure,
  'tracking-error': trackingError,
  volatility,
  cardinality,
  'minimum-position': minimumPosition,
  'risk-limit': riskLimit,
  borrowing,
  margin,
  'realised-gains': realisedGains
};

/** The kind of a rule. */
export function ruleKind(rule: Constraint): RuleKind {
  // The table pairs each kind with its own rules; the compiler cannot follow that through the look-up.
  return kinds[rule.kind] as unknown as RuleKind;
}
