import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import { optimizeTexts as texts } from '$lib/ui/texts';

/** One option that a person sets, with its default and the range that makes sense. */
export interface OptionInput {
  readonly name: keyof typeof texts.options;
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
  readonly digits: number;
}

type Choice = keyof typeof texts.covariances | keyof typeof texts.expectations;

/** Options of estimators of risk that are shown, by method. */
export const riskOptions: Partial<Record<Choice, OptionInput>> = {
  exponential: { name: 'halfLife', otherwise: 60, least: 2, most: 2000, digits: 0 },
  gerber: { name: 'threshold', otherwise: 0.5, least: 0.01, most: 0.99, digits: 2 },
  'statistical-factors': { name: 'factors', otherwise: 3, least: 1, most: 50, digits: 0 },
  detoned: { name: 'components', otherwise: 1, least: 1, most: 20, digits: 0 },
  'graphical-lasso': { name: 'penalty', otherwise: 0.1, least: 0.001, most: 1, digits: 3 }
};

/** The half-life of expected returns that weigh recent days more. */
export const returnHalfLife: OptionInput = { name: 'halfLife', otherwise: 170, least: 2, most: 5000, digits: 0 };

/** Targets of Ledoit and Wolf's shrinkage, the default first. */
export const shrinkageTargets = ['identity', 'constant-correlation', 'single-factor'] as const;

type Read = (key: string) => string | undefined;

/** A number of the address within the range of an option, its default where there is none. */
export function optionFrom(text: string | undefined, { otherwise, least, most, digits }: OptionInput): number {
  const value = text === undefined || text === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) return otherwise;
  const within = Math.min(most, Math.max(least, value));
  return digits === 0 ? Math.round(within) : within;
}

const has = <T extends object>(names: T, name: string | undefined): name is Extract<keyof T, string> =>
  name !== undefined && Object.hasOwn(names, name);

/** Estimator of risk as the address has it: `risk` and its option `risk-option`. */
export function covarianceFrom(read: Read): OptimizeSettings['covariance'] {
  const method = read('risk');
  if (!has(texts.covariances, method)) return 'ledoit-wolf';
  const input = riskOptions[method];
  const value = input && optionFrom(read('risk-option'), input);
  switch (method) {
    case 'ledoit-wolf': {
      const target = shrinkageTargets.find((one) => one === read('risk-option'));
      return target === undefined || target === 'identity' ? method : { method, target };
    }
    case 'exponential':
      return { method, halfLife: value ?? 60 };
    case 'gerber':
      return { method, threshold: value ?? 0.5 };
    case 'statistical-factors':
      return { method, factors: value ?? 3 };
    case 'detoned':
      return { method, components: value ?? 1 };
    case 'graphical-lasso':
      return { method, penalty: value ?? 0.1 };
    default:
      return method;
  }
}

/** Estimator of expected returns as the address has it: `returns`, with `aversion` or `returns-option`. */
export function expectationFrom(
  read: Read,
  {
    benchmark,
    viewed,
    riskAversion
  }: { benchmark: OptimizeSettings['benchmark']; viewed: boolean; riskAversion: number }
): OptimizeSettings['expectation'] {
  const method = read('returns');
  if (viewed || !has(texts.expectations, method)) return { method: 'implied', riskAversion };
  switch (method) {
    case 'implied':
      return { method, riskAversion };
    case 'capm':
      return { method, ...(benchmark === undefined ? {} : { market: benchmark }) };
    case 'exponential':
      return { method, halfLife: optionFrom(read('returns-option'), returnHalfLife) };
    default:
      return { method };
  }
}

/** Name of a chosen method, whether it has options or not. */
export const methodOf = (choice: OptimizeSettings['covariance']): string =>
  typeof choice === 'string' ? choice : choice.method;

/** Methods whose returns rest on the past alone. */
export const rawMethods: ReadonlySet<string> = new Set(['historical', 'compounded', 'exponential']);
