import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { profileNames } from '$lib/quant/planning';
import type { OptimizeSettings } from '$lib/services/optimize-portfolio';
import {
  allowedVolatility,
  differs,
  goalFrom,
  goalText,
  profileFrom,
  profileSettings,
  type Goal
} from './profile-choice';

const on = dayFromText('2026-11-28');
const goal: Goal = { day: dayFromText('2031-11-28'), amount: 500000, monthly: 500, years: 10, landing: 0.02 };

describe('a goal in the address', () => {
  it('reads back what was written', () => {
    expect(goalFrom(() => goalText(goal))).toEqual(goal);
    expect(goalFrom(() => '2031-11-28,1000')).toMatchObject({ amount: 1000, monthly: 0, years: 10, landing: 0.02 });
  });

  it('is none when it makes no sense', () => {
    for (const text of [
      '',
      '2031-13-01,1',
      '2031-11-28',
      '2031-11-28,-1',
      '2031-11-28,1,-1',
      'soon,1',
      '2031-11-28,1,0,0'
    ])
      expect(
        goalFrom(() => text),
        text
      ).toBeUndefined();
  });
});

describe('a profile', () => {
  it('is one of those there are', () => {
    expect(profileFrom(() => 'growth')).toBe('growth');
    expect(profileFrom(() => 'reckless')).toBeUndefined();
  });

  it('limits volatility, and less and less before a goal', () => {
    expect(allowedVolatility('growth', undefined, on)).toBe(0.15);
    expect(allowedVolatility('growth', goal, on)).toBe(0.084);
    expect(allowedVolatility('growth', goal, goal.day)).toBe(0.02);
  });

  it('keeps the rules of the person on other things, and is known again', () => {
    const rules = [
      { kind: 'volatility', upper: 0.3 },
      { kind: 'turnover', upper: 0.2 },
      { kind: 'weight', of: 'Crypto', upper: 0.5 },
      { kind: 'weight', of: 'Technology', upper: 0.3 }
    ] as const;
    for (const name of profileNames) {
      const asked = profileSettings(name, { on, crypto: 'Crypto', rules });
      expect(asked.rules.slice(3)).toEqual([rules[1], rules[3]]);
      expect(profileSettings(name, { on, crypto: 'Crypto', rules: asked.rules }).rules).toEqual(asked.rules);
      const settings = {
        aim: { kind: 'utility', riskAversion: asked.riskAversion },
        rules: asked.rules,
        minimumCash: asked.cash
      } as unknown as OptimizeSettings;
      expect(differs(settings, asked)).toBe(false);
      expect(differs({ ...settings, minimumCash: 0.5 }, asked)).toBe(true);
      expect(differs({ ...settings, rules: [] }, asked)).toBe(true);
    }
  });
});
