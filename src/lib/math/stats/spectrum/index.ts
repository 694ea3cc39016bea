export { denoisedCovariance, detonedCovariance } from './denoised';
export type { DenoisedCovariance, DenoisingOptions } from './denoised';
export { marchenkoPasturFit } from './marchenko-pastur';
export type { NoiseFit } from './marchenko-pastur';
