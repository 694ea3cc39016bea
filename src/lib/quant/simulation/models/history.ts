import type { ReturnModel } from './model';
import { rowData, walkedGrowth, walkedMix } from './row-walk';

/** Longer than any plan. */
const WHOLE = 2147483647;

/**
 * Rolling history: path k lives through the sample from row k on, unbroken, one path for every start that leaves the
 * whole plan. No chance; neighbouring paths share most of their rows. Source: Bengen (1994).
 */
export const historySequences: ReturnModel<'history'> = {
  kind: 'history',
  redrawsRows: true,
  antithetic: false,
  pathCount: (rows, months, rowsPerMonth) => Math.max(0, rows - months * rowsPerMonth + 1),
  prepared: (_, sample) => rowData(sample),
  growth: (data, frame) => walkedGrowth(data, frame, (path) => ({ row: frame.firstPath + path, length: WHOLE })),
  mixed: (data, frame, _, weights, cash) =>
    walkedMix(data, frame, (path) => ({ row: frame.firstPath + path, length: WHOLE }), weights, cash)
};
