export { kernelName, withCompiled, withForcedKernels, withKernels } from './choice';
export type { KernelName, Kernels } from './kernels';
