import type { ReturnModel } from './model';
import { rowData, walkedGrowth } from './row-walk';

/**
 * Bootstrap of single rows with replacement, all instruments of a row together: keeps margins and correlations, forgets
 * what follows what. Source: Efron (1979).
 */
export const independentRows: ReturnModel<'independent'> = {
  kind: 'independent',
  redrawsRows: true,
  antithetic: false,
  prepared: (_, sample) => rowData(sample),
  growth: (data, frame, { random }) =>
    walkedGrowth(data, frame, () => ({ row: random.integerBelow(data.rows), length: 1 }))
};
