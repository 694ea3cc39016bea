import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import {
  GLIDE_YEARS,
  GOAL_VOLATILITY,
  glideVolatility,
  profileNames,
  riskProfile,
  type GlidePath,
  type ProfileName
} from '$lib/quant/planning';
import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import type { SpokenRule } from '$lib/services/optimize-rules';

type Read = (key: string) => string | undefined;

/** A goal as the address has it. */
export interface Goal {
  readonly day: Day;
  readonly amount: number;
  readonly monthly: number;
  /** Years over which risk falls before it. */
  readonly years: number;
  /** Volatility at the goal. */
  readonly landing: number;
}

/** The profile that was taken; undefined for a person's own settings. */
export function profileFrom(read: Read): ProfileName | undefined {
  return profileNames.find((name) => name === read('profile'));
}

/** The goal of the address: day, amount, monthly addition, years of falling risk, volatility at the goal. */
export function goalFrom(read: Read): Goal | undefined {
  const [day = '', ...figures] = (read('goalby') ?? '').split(',');
  const [amount = NaN, monthly = 0, years = GLIDE_YEARS, landing = GOAL_VOLATILITY] = figures.map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !(amount > 0 && amount < Infinity)) return undefined;
  if (!(monthly >= 0 && years > 0 && years <= 60 && landing >= 0 && landing < 1)) return undefined;
  try {
    return { day: dayFromText(day), amount, monthly, years, landing };
  } catch {
    return undefined;
  }
}

/** A goal for the address. */
export function goalText({ day, amount, monthly, years, landing }: Goal): string {
  return [dayText(day), amount, monthly, years, landing].join(',');
}

/** The way of risk to a goal under a profile. */
export function glidePathTo(goal: Goal, profile: ProfileName): GlidePath {
  const { volatility } = riskProfile(profile);
  return { goal: goal.day, far: volatility, near: Math.min(goal.landing, volatility), years: goal.years };
}

/** Volatility allowed on a day: that of the profile, less as a goal comes near; a tenth of a percent is the least step. */
export function allowedVolatility(profile: ProfileName, goal: Goal | undefined, on: Day): number {
  const allowed = goal ? glideVolatility(glidePathTo(goal, profile), on) : riskProfile(profile).volatility;
  return Math.floor(allowed * 1000 + 1e-9) / 1000;
}

/** Settings that a profile stands for: rules of the person on other things are kept. */
export interface ProfileSettings {
  readonly rules: readonly SpokenRule[];
  readonly cash: number;
  readonly riskAversion: number;
}

/** What a profile asks for on a day; `crypto` is the name of that kind where the universe holds any. */
export function profileSettings(
  profile: ProfileName,
  { goal, on, crypto, rules }: { goal?: Goal | undefined; on: Day; crypto?: string; rules: readonly SpokenRule[] }
): ProfileSettings {
  const asked = riskProfile(profile);
  const isCrypto = (rule: SpokenRule): boolean => rule.kind === 'weight' && rule.of === crypto;
  const kept = rules.filter((rule) => rule.kind !== 'volatility' && rule.kind !== 'cash' && !isCrypto(rule));
  return {
    rules: [
      { kind: 'volatility', upper: allowedVolatility(profile, goal, on) },
      // What is held may be too lively for a calm profile: the rest of the money stays cash.
      { kind: 'cash', upper: 1 },
      ...(crypto === undefined ? [] : [{ kind: 'weight' as const, of: crypto, upper: asked.crypto }]),
      ...kept
    ],
    cash: asked.cash,
    riskAversion: asked.riskAversion
  };
}

/** True when settings are no longer those that the profile asks for. */
export function differs(settings: OptimizeSettings, asked: ProfileSettings): boolean {
  const has = (rule: SpokenRule): boolean => settings.rules.some((one) => JSON.stringify(one) === JSON.stringify(rule));
  return !(
    asked.rules.every(has) &&
    settings.minimumCash === asked.cash &&
    settings.aim.kind === 'utility' &&
    settings.aim.riskAversion === asked.riskAversion
  );
}
