export { keepsUnits, scalesUnits, sharesBasis } from './draft';
export type { ActionDraft, ActionKind, ActionRefusal, DraftReceipt, Ratio } from './draft';
export { wholeRatio } from './basis-weights';
export { proposedAction } from './proposal';
export type { AccountEffect, ActionLedger, ActionProposal, ActionSale, PositionChange } from './proposal';
export { recordedActions } from './recorded-actions';
export type { RecordedAction } from './recorded-actions';
export { renamedInstrument } from './renamed-instrument';
export type { NewNames } from './renamed-instrument';
