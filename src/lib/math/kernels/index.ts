export { kernelName, withForcedKernels, withKernels } from './choice';
export type { KernelName, Kernels } from './kernels';
