import { garch, gjr } from './linear-variance';
import { egarch } from './log-variance';
import type { VarianceModel, VarianceModelId } from './variance-model';

/** Every variance model by its id. */
export const VARIANCE_MODELS: Readonly<Record<VarianceModelId, VarianceModel>> = { garch, gjr, egarch };
