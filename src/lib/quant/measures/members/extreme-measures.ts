import { measure, type Measure } from '../measure';
import { paretoTail, paretoTailOfLosses, type ParetoTail } from '../facts/extremes';

const source = 'McNeil and Frey 2000';
const risk = { group: 'risk', unit: 'fraction', sign: 'loss-positive', source } as const;

function ofTail(
  id: string,
  name: string,
  part: keyof ParetoTail,
  formula: string,
  also: Partial<Measure> = {}
): Measure {
  return measure(
    { ...risk, id, name, formula, ...also, of: (series) => paretoTail(series)[part] },
    {
      empyrical: {
        formula: `${formula}; of the losses beyond a threshold halved from 20 %, as Gilli and Këllezi (2006)`,
        of: (series) => paretoTailOfLosses(series)[part]
      }
    }
  );
}

/** The worst losses by a generalised Pareto law. */
export const extremeMeasures: readonly Measure[] = [
  ofTail('pareto-threshold', 'Threshold of extreme losses', 'threshold', '90 % quantile of the losses', {
    sign: 'neither'
  }),
  ofTail('pareto-scale', 'Scale of extreme losses', 'scale', 'scale of the Pareto law of the excesses', {
    sign: 'neither'
  }),
  ofTail(
    'pareto-shape',
    'Shape of extreme losses',
    'shape',
    'shape of the Pareto law of the excesses; above 0 is a fat tail',
    {
      unit: 'ratio',
      sign: 'lower-better'
    }
  ),
  ofTail(
    'pareto-value-at-risk',
    'Value at risk, extreme value',
    'valueAtRisk',
    'threshold + scale / shape x ((n / excesses x tail)^-shape - 1)'
  ),
  ofTail(
    'pareto-expected-shortfall',
    'Expected shortfall, extreme value',
    'expectedShortfall',
    '(value at risk + scale - shape x threshold) / (1 - shape)'
  )
];
