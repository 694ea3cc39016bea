export { combinedFan, simulate } from './combined-fan';
export { simulationInputs } from './inputs';
export { BLOCK_PATHS, simulationPlan } from './plan';
export { simulateBlock } from './simulated-block';
export type {
  BlockResult,
  MonthlyFlow,
  PathBlock,
  ReturnModel,
  SimulationInputs,
  SimulationResult,
  SimulationSource,
  SimulationSpec
} from './spec';
