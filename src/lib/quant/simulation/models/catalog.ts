import { circularBlocks } from './block';
import { copulaReturns } from './copula';
import { filteredHistory } from './filtered';
import { garchReturns } from './garch';
import { historySequences } from './history';
import { independentRows } from './independent';
import type { BlockDraws, BlockFrame, PeriodGrowth, ReturnModel, Sample } from './model';
import type { ModelKind, ModelOptions, SimulationInputs } from './model-types';
import { normalReturns } from './normal';
import { regimeReturns } from './regimes';
import { stationaryBlocks } from './stationary';
import { studentReturns } from './student';

/** The return models, each one descriptor. */
export const returnModels: { readonly [K in ModelKind]: ReturnModel<K> } = {
  independent: independentRows,
  block: circularBlocks,
  stationary: stationaryBlocks,
  history: historySequences,
  normal: normalReturns,
  student: studentReturns,
  filtered: filteredHistory,
  garch: garchReturns,
  copula: copulaReturns,
  regimes: regimeReturns
};

type InputsOf<K extends ModelKind> = Extract<SimulationInputs, { kind: K }>;

/** Data and mean growth of a model learned from a sample. */
export function preparedModel<K extends ModelKind>(
  spec: { readonly kind: K } & ModelOptions[K],
  sample: Sample
): Pick<InputsOf<K>, 'kind' | 'data' | 'meanGrowth'> {
  const model: ReturnModel<K> = returnModels[spec.kind];
  const data = model.prepared(spec, sample);
  const meanGrowth = model.meanGrowth?.(data, sample) ?? sample.meanGrowth;
  return { kind: spec.kind, data, meanGrowth } as Pick<InputsOf<K>, 'kind' | 'data' | 'meanGrowth'>;
}

/** Growth of a block's paths, period by period. */
export function growthOf<K extends ModelKind>(
  inputs: { readonly kind: K; readonly data: Parameters<ReturnModel<K>['growth']>[0] },
  frame: BlockFrame,
  draws: BlockDraws
): PeriodGrowth {
  const model: ReturnModel<K> = returnModels[inputs.kind];
  return model.growth(inputs.data, frame, draws);
}

/** Growth of a whole portfolio, period by period, where its model can give it; see {@link ReturnModel.mixed}. */
export function mixedGrowthOf<K extends ModelKind>(
  inputs: { readonly kind: K; readonly data: Parameters<ReturnModel<K>['growth']>[0] },
  frame: BlockFrame,
  draws: BlockDraws,
  weights: Float64Array,
  cash: number
): PeriodGrowth | undefined {
  const model: ReturnModel<K> = returnModels[inputs.kind];
  return model.mixed?.(inputs.data, frame, draws, weights, cash);
}
