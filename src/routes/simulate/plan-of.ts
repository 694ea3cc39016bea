import type { SimulationPlan } from '$lib/services/simulate-portfolio';
import type { Account, AccountKind, Inflation, ModelSpec, SpendingRule } from '$lib/quant/simulation';
import { specGoals } from './goal-list';
import type { SimulateInputs } from './inputs';

/** Part of a month's surprise of inflation that is left in the next. */
const PERSISTENCE = 0.8;
const ROWS_PER_MONTH = 21;
/** Models that draw past days whole, and the longest plan that exponential weights serve: as the engine has them. */
const DRAW_DAYS: ReadonlySet<ModelSpec['kind']> = new Set(['independent', 'block', 'stationary', 'history']);
const EXPONENTIAL_YEARS = 1;

/** The part of a plan that the settings say. */
export function planOf(
  inputs: SimulateInputs
): Omit<SimulationPlan, 'vault' | 'base' | 'revision' | 'asOf' | 'weights'> {
  const { years, cashRate, annualCost, seed, paths, expectation, rows, glide, saving, rebalancing } = inputs;
  const months = 12 * years;
  const history = Number(inputs.history);
  const model = modelOf(inputs);
  const spending = spendingOf(inputs);
  const { gainsRate, incomeRate } = inputs.accounts;
  const inflation = inflationOf(inputs);
  const { index } = inputs.inflation;
  return {
    ...(Number.isFinite(history) ? { history } : {}),
    ...{ expectation, rows },
    ...(glide < 1 ? { glide: { share: glide, fromMonth: 0 } } : {}),
    ...(inflation.kind === 'sampled' && index !== undefined ? { consumerPrices: index } : {}),
    spec: {
      ...{ seed, paths, months, cashRate, annualCost, model, goals: specGoals(inputs.goals) },
      accounts: accountsOf(inputs),
      sampling: samplingOf(inputs),
      rebalancing: rebalancing === 'bands' ? { kind: 'bands', band: inputs.band } : { kind: rebalancing },
      flows:
        saving.monthly > 0 && saving.fromYear < saving.toYear
          ? [
              {
                fromMonth: 12 * saving.fromYear,
                toMonth: 12 * saving.toYear,
                monthly: saving.monthly,
                indexed: saving.indexed
              }
            ]
          : [],
      ...(spending ? { spending: { fromMonth: 12 * inputs.spending.fromYear, rule: spending } } : {}),
      inflation,
      ...(gainsRate > 0 || incomeRate > 0 ? { taxes: { gains: gainsRate, income: incomeRate } } : {})
    }
  };
}

/** Inflation that model and data allow: that of the drawn days needs a model that draws days, and an index; else it is steady. */
export function inflationOf({ inflation: { kind, rate, swing, index }, model }: SimulateInputs): Inflation {
  if (kind === 'autoregressive') return { kind, rate, persistence: PERSISTENCE, deviation: monthlyDeviation(swing) };
  if (kind === 'sampled' && index !== undefined && DRAW_DAYS.has(model)) return { kind };
  return { kind: 'fixed', rate };
}

/** Filter that the plan allows: exponential weights have no long run, so a plan of years is filtered by GARCH. */
export function filterOf({ filter, years }: Pick<SimulateInputs, 'filter' | 'years'>): SimulateInputs['filter'] {
  return years > EXPONENTIAL_YEARS ? 'garch' : filter;
}

/** Sampling that the model allows: even draws for the normal model alone, opposite pairs for models of normal draws. */
export function samplingOf({ sampling, model }: SimulateInputs): SimulateInputs['sampling'] {
  if (sampling === 'sobol' && model !== 'normal') return 'independent';
  const normals = ['normal', 'student', 'garch', 'copula', 'regimes'].includes(model);
  return sampling === 'antithetic' && !normals ? 'independent' : sampling;
}

/** New surprise of a month that makes the inflation of a year, a sum of twelve months, vary as much as told. */
export function monthlyDeviation(yearly: number): number {
  // Each month's surprise reaches into the months after it: weights of the twelve months of a year on all surprises before.
  const powers = [1];
  for (let lag = 1; lag < 212; lag++) powers.push((powers[lag - 1] ?? 0) * PERSISTENCE);
  let variance = 0;
  for (let age = 0; age < 200; age++) {
    let weight = 0;
    for (let month = 0; month < 12; month++) weight += powers[month - (11 - age)] ?? 0;
    variance += weight * weight;
  }
  return yearly / Math.sqrt(variance);
}

function modelOf(inputs: SimulateInputs): ModelSpec {
  const { model, block, states, copula, rows } = inputs;
  const perMonth = rows === 'days' ? ROWS_PER_MONTH : 1;
  switch (model) {
    case 'stationary':
      return { kind: 'stationary', blockRows: block === 'auto' ? 'auto' : Number(block) * perMonth };
    case 'block':
      return { kind: 'block', blockRows: (block === 'auto' ? 6 : Number(block)) * perMonth };
    case 'filtered':
      return { kind: 'filtered', filter: filterOf(inputs) };
    case 'copula':
      return { kind: 'copula', law: copula };
    case 'regimes':
      return { kind: 'regimes', states };
    case 'independent':
    case 'history':
    case 'normal':
    case 'student':
    case 'garch':
      return { kind: model };
  }
}

function spendingOf({ spending }: SimulateInputs): SpendingRule | undefined {
  const { rule, monthly, rate, floor, ceiling, band, realReturn } = spending;
  switch (rule) {
    case 'none':
      return undefined;
    case 'fixed-real':
      return { kind: rule, amount: 12 * monthly };
    case 'percent':
      return { kind: rule, rate };
    case 'floor-ceiling':
      return { kind: rule, rate, floor, ceiling };
    case 'guardrails':
      return { kind: rule, rate, band, adjustment: 0.1 };
    case 'remaining-life':
      return { kind: rule, realReturn };
  }
}

/** Accounts that hold something, in the order in which they are drawn on; one without a tax when all are empty. */
function accountsOf({ accounts, initialValue }: SimulateInputs): Account[] {
  const { deferred, free, gainShare, order } = accounts;
  const shares: Record<AccountKind, number> = { deferred, free, taxable: Math.max(0, 1 - deferred - free) };
  const held = (order.split('-') as AccountKind[]).flatMap((kind): Account[] => {
    const value = shares[kind] * initialValue;
    if (!(value > 0)) return [];
    return [kind === 'taxable' ? { kind, value, cost: value * (1 - gainShare) } : { kind, value }];
  });
  return held.length > 0 ? held : [{ kind: 'taxable', value: 0 }];
}
