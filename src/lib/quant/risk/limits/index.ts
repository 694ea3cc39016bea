export { knownLimits } from './known-limits';
export { isFloor, limitKinds, limitUses, NEAR } from './limit-use';
export type { LimitKind, LimitState, LimitUse, RiskLimit } from './limit-use';
