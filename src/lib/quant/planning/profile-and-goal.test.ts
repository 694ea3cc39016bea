import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText, plusMonths } from '$lib/domain/calendar';
import {
  glideVolatility,
  neededReturn,
  profileNames,
  riskProfile,
  riskQuestions,
  suitableProfile,
  type RiskAnswers
} from '.';

const places = fc.tuple(...riskQuestions.map(({ answers }) => fc.integer({ min: 0, max: answers.length - 1 })));
const answersAt = (chosen: readonly number[]) =>
  Object.fromEntries(riskQuestions.map(({ name, answers }, at) => [name, answers[chosen[at] ?? 0]])) as RiskAnswers;
const rank = (chosen: readonly number[]) =>
  profileNames.indexOf(suitableProfile(answersAt(chosen))?.profile ?? 'aggressive');

describe('risk profiles', () => {
  it('allow more risk one after the other', () => {
    const all = profileNames.map(riskProfile);
    all.slice(1).forEach((one, at) => {
      const before = all[at];
      expect(one.volatility).toBeGreaterThan(before?.volatility ?? 1);
      expect(one.cash).toBeLessThanOrEqual(before?.cash ?? 0);
      expect(one.riskAversion).toBeLessThan(before?.riskAversion ?? 0);
    });
  });

  it('come of answers, all careful or all daring', () => {
    const ends = [0, Infinity].map((most) => riskQuestions.map(({ answers }) => Math.min(most, answers.length - 1)));
    expect(ends.map(rank)).toEqual([0, profileNames.length - 1]);
    expect(suitableProfile({ horizon: 'over-20' })).toBeUndefined();
    expect(() => suitableProfile({ ...answersAt([]), horizon: 'ever' as 'over-20' })).toThrow(/horizon/);
  });

  it('are never more daring for a more careful answer', () => {
    fc.assert(
      fc.property(places, fc.nat(), (chosen, pick) => {
        const at = pick % chosen.length;
        const careful = chosen.map((one, k) => (k === at ? Math.max(0, one - 1) : one));
        expect(rank(careful)).toBeLessThanOrEqual(rank(chosen));
      })
    );
  });

  it('are capped by a short horizon, a missing reserve or a wish to sell, and say so', () => {
    const daring = answersAt(riskQuestions.map(({ answers }) => answers.length - 1));
    expect(suitableProfile({ ...daring, horizon: 'under-3' })).toMatchObject({
      profile: 'conservative',
      boundBy: 'caps',
      caps: ['horizon']
    });
    expect(suitableProfile({ ...daring, reserve: 'none', fall: 'sell-all', outcomes: 'wild' })).toMatchObject({
      profile: 'conservative',
      caps: ['reserve', 'fall'],
      contradicts: true
    });
    expect(suitableProfile({ ...daring, withdrawals: 'live-from-it' })?.profile).toBe('balanced');
  });
});

describe('a glide path', () => {
  const goal = dayFromText('2046-11-30');
  const path = { goal, far: 0.15, near: 0.02, years: 10 };

  it('keeps its level while the goal is far, lands on the day and never rises', () => {
    expect(glideVolatility(path, dayFromText('2026-11-30'))).toBe(0.15);
    expect(glideVolatility(path, goal)).toBe(0.02);
    expect(glideVolatility(path, plusMonths(goal, 12))).toBe(0.02);
    expect(glideVolatility(path, plusMonths(goal, -60))).toBeCloseTo(0.085, 4);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (a, b) => {
        const [early, late] = [Math.max(a, b), Math.min(a, b)].map((months) => plusMonths(goal, -months));
        expect(glideVolatility(path, late ?? goal)).toBeLessThanOrEqual(glideVolatility(path, early ?? goal));
      })
    );
    expect(() => glideVolatility({ ...path, near: 0.2 }, goal)).toThrow(RangeError);
    expect(() => glideVolatility({ ...path, years: 0 }, goal)).toThrow(RangeError);
  });
});

describe('the return that a goal needs', () => {
  it('brings the savings to the target, month by month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 600 }),
        fc.double({ min: 1e-4, max: 0.9, noNaN: true }),
        (value, monthly, months, annual) => {
          fc.pre(value + monthly > 0);
          const rate = (1 + annual) ** (1 / 12) - 1;
          let target = value;
          for (let month = 0; month < months; month++) target = target * (1 + rate) + monthly;
          fc.pre(target > value + monthly * months + 0.01);
          const found = neededReturn({ value, monthly, target, months });
          expect(found.status).toBe('needed');
          if (found.status === 'needed') expect(Math.abs(found.annualReturn - annual)).toBeLessThan(1e-6);
        }
      )
    );
  });

  it('says when none is needed and when none is enough', () => {
    expect(neededReturn({ value: 900, monthly: 10, target: 1000, months: 10 })).toEqual({ status: 'reached' });
    expect(neededReturn({ value: 1, monthly: 0, target: 1000, months: 12 })).toEqual({ status: 'out-of-reach' });
    expect(neededReturn({ value: 0, monthly: 0, target: 10, months: 12 })).toEqual({ status: 'out-of-reach' });
    expect(() => neededReturn({ value: -1, monthly: 0, target: 1, months: 1 })).toThrow(RangeError);
    expect(() => neededReturn({ value: 1, monthly: 0, target: 1, months: 0 })).toThrow(RangeError);
  });
});
