import { session } from '$lib/state/session.svelte';
import type { SimulationPlan } from '$lib/services/simulate-portfolio';
import { simulateTexts as texts } from '$lib/ui/texts';

export type Hold = keyof typeof texts.holds;
export type MoneyShown = keyof typeof texts.shownAs;

/** The simulation's own settings, from the address; what is absent has its default. */
export interface SimulateInputs {
  readonly hold: Hold;
  readonly model: SimulationPlan['model'];
  readonly blockMonths: number;
  readonly expectation: SimulationPlan['expectation'];
  readonly history: string;
  readonly paths: number;
  readonly years: number;
  readonly initialValue: number;
  readonly way: keyof typeof texts.ways;
  readonly monthly: number;
  readonly fromYear: number;
  readonly toYear: number;
  readonly indexed: boolean;
  readonly inflation: number;
  readonly cashRate: number;
  readonly annualCost: number;
  /** 0: none. */
  readonly goal: number;
  readonly goalIndexed: boolean;
  readonly seed: number;
  readonly shown: MoneyShown;
}

/** Paths up to which a run starts by itself. */
export const MOST_AUTOMATIC = 10_000;
export const DEFAULT_SEED = 1907;
export const MOST_SEED = 4_294_967_295;

const number = (key: string, otherwise: number, least: number, most: number): number => {
  const text = session.read(key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
};

const whole = (key: string, otherwise: number, least: number, most: number): number =>
  Math.round(number(key, otherwise, least, most));

/** An amount with two leading digits. */
function roundAmount(amount: number): number {
  if (!(amount > 0)) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / unit) * unit;
}

/** Settings as the address has them; the value of the portfolio is where a plan starts unless told otherwise. */
export function inputsFromAddress(portfolioValue: number): SimulateInputs {
  const read = (key: string): string | undefined => session.read(key);
  const expectations: readonly SimulateInputs['expectation'][] = ['shrunk', 'historical', 'compounded'];
  const years = whole('horizon', 20, 1, 60);
  const paths = Number(read('paths'));
  const history = read('history') ?? '10';
  const initialValue = number('startwith', Math.round(portfolioValue), 0, 1e12);
  return {
    hold: read('hold') === 'suggested' ? 'suggested' : 'now',
    model: read('model') === 'normal' ? 'normal' : 'block-bootstrap',
    blockMonths: whole('block', 6, 1, 60),
    expectation: expectations.find((one) => one === read('means')) ?? 'shrunk',
    history: history in texts.histories ? history : '10',
    paths: String(paths) in texts.pathCounts ? paths : MOST_AUTOMATIC,
    years,
    initialValue,
    way: read('flow') === 'out' ? 'out' : 'in',
    monthly: number('monthly', 0, 0, 1e9),
    fromYear: whole('flowfrom', 0, 0, years),
    toYear: whole('flowto', years, 0, years),
    indexed: read('flowindexed') !== '0',
    inflation: number('inflation', 0.02, -0.05, 0.3),
    cashRate: number('cashrate', 0.01, -0.1, 0.5),
    annualCost: number('yearcost', 0, 0, 0.2),
    goal: number('goal', roundAmount(2 * initialValue), 0, 1e12),
    goalIndexed: read('goalindexed') !== '0',
    seed: whole('seed', DEFAULT_SEED, 0, MOST_SEED),
    shown: read('money') === 'then' ? 'then' : 'today'
  };
}

/** The part of a plan that the settings say. */
export function planOf(
  inputs: SimulateInputs
): Omit<SimulationPlan, 'vault' | 'base' | 'revision' | 'asOf' | 'weights'> {
  const { model, blockMonths, expectation, paths, years, initialValue, inflation, cashRate, annualCost, seed } = inputs;
  const { way, monthly, fromYear, toYear, indexed, goal, goalIndexed } = inputs;
  const history = Number(inputs.history);
  return {
    ...(Number.isFinite(history) ? { history } : {}),
    model,
    blockMonths,
    expectation,
    paths,
    years,
    initialValue,
    flow: { monthly: way === 'out' ? -monthly : monthly, fromYear, toYear, indexed },
    inflation,
    cashRate,
    annualCost,
    ...(goal > 0 ? { goal: { amount: goal, indexed: goalIndexed } } : {}),
    seed
  };
}
