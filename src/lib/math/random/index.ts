export { bridgeSteps } from './brownian-bridge';
export type { BridgeStep } from './brownian-bridge';
export { chiSquareDraw, gammaDraw } from './gamma';
export { randomStream, shuffled } from './random-stream';
export type { RandomStream } from './random-stream';
export { SOBOL_DIMENSIONS, sobolPoints } from './sobol';
