import { preparedModel, returnModels } from './models/catalog';
import type { ModelSpec, SimulationInputs, SimulationSource } from './models/model-types';
import { sampleOf } from './models/sample';
import { requireSpec } from './plan';
import type { SimulationSpec } from './spec';

/**
 * Prepares what every block needs: the model of a spec, learned from the sample. Columns are the instruments of the
 * weights, in their order. @throws RangeError when the source does not fit the model, the weights or the plan.
 */
export function simulationInputs(spec: SimulationSpec, source: SimulationSource): SimulationInputs {
  requireSpec(spec);
  const model = returnModels[spec.model.kind];
  if (source.returns.columns !== spec.weights.length)
    throw new RangeError(`${source.returns.columns} series of returns for ${spec.weights.length} weights`);
  const priced = spec.inflation.kind === 'sampled';
  if (priced && !model.redrawsRows)
    throw new RangeError(`${model.kind} redraws no rows: inflation cannot go with them`);
  if (spec.sampling === 'antithetic' && !model.antithetic)
    throw new RangeError(`${model.kind} draws no normals: there are no opposite ones`);
  if (spec.months > longestPlan(spec.model)) throw new RangeError(`${spec.months} months are too long for this filter`);
  const sample = sampleOf(source, priced);
  if (sample.columns === 0) return cashAlone(sample.rowsPerMonth);
  const prepared = preparedModel(spec.model, sample);
  return { ...prepared, columns: sample.columns, priced, rowsPerMonth: sample.rowsPerMonth } as SimulationInputs;
}

/** Longest plan in months for which a model makes sense. */
export function longestPlan<K extends ModelSpec['kind']>(model: Extract<ModelSpec, { kind: K }>): number {
  const found = returnModels[model.kind as K];
  return found.longest?.(model as never) ?? Infinity;
}

/** Paths of a plan under a model that cannot have any number of them; undefined where it can. */
export function pathsOfModel(model: ModelSpec, rows: number, months: number, rowsPerMonth: number): number | undefined {
  return returnModels[model.kind].pathCount?.(rows, months, rowsPerMonth);
}

/** A portfolio of cash alone draws nothing. */
function cashAlone(rowsPerMonth: number): SimulationInputs {
  const none = new Float64Array(0);
  const data = { logMeans: none, factor: none, components: none, variances: none, repaired: false };
  return { kind: 'normal', columns: 0, priced: false, rowsPerMonth, meanGrowth: none, data };
}
