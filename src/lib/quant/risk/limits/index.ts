export { isFloor, limitUses, NEAR } from './limit-use';
export type { LimitKind, LimitState, LimitUse, RiskLimit } from './limit-use';
