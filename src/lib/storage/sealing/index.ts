export { keyInEnvelope, newEnvelope } from './envelope';
export type { SealEnvelope } from './envelope';
export { saveSealEnvelope, sealEnvelope } from './envelope-store';
export { answerForKey, dropKey, heldKey, holdKey } from './keyring';
export type { KeyFollower, KeyPost } from './keyring';
export { isSealed, rowSeal } from './row-seal';
export type { RowSeal, SealedRow } from './row-seal';
export { sealingCore } from './sealing-core';
export type { Sealing } from './sealing-core';
