import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpokenRule } from '$lib/services/optimize-rules';
import type { SpokenView } from '$lib/services/optimize-views';
import { printRule, printRules, readRule, readRules } from './rule-sentences';
import { printView, readView, readViews } from './view-sentences';

const names = fc.constantFrom(
  'Technology',
  'AAPL',
  'BRK.B',
  'Health Care',
  'Funds',
  'EUR',
  'Thunder Group',
  'Consumer, cyclical',
  '600519',
  'Macro 5'
);
const share = fc.integer({ min: 0, max: 20_000 }).map((points) => points / 10_000);
const limits = fc.oneof(
  share.map((upper) => ({ upper })),
  share.map((lower) => ({ lower })),
  fc.tuple(share, share).map(([a, b]) => ({ lower: Math.min(a, b), upper: Math.max(a, b) }))
);
const rules: fc.Arbitrary<SpokenRule> = fc.oneof(
  fc.tuple(names, limits).map(([of, rest]) => ({ kind: 'weight' as const, of, ...rest })),
  limits.map((rest) => ({ kind: 'each' as const, ...rest })),
  limits.map((rest) => ({ kind: 'cash' as const, ...rest })),
  fc
    .tuple(
      fc.constantFrom(
        'turnover' as const,
        'volatility' as const,
        'tracking-error' as const,
        'trade-size' as const,
        'gross-exposure' as const
      ),
      share
    )
    .map(([kind, upper]) => ({ kind, upper })),
  share.map((upper) => ({ kind: 'short' as const, upper })),
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.option(names))
    .map(([most, of]) => ({ kind: 'positions' as const, most, ...(of === null ? {} : { of }) })),
  fc
    .tuple(fc.integer({ min: 1, max: 10_000 }), fc.option(fc.integer({ min: 1, max: 60 })), fc.option(names))
    .map(([points, count, of]) => ({
      kind: 'position-size' as const,
      least: points / 10_000,
      ...(count === null ? {} : { count }),
      ...(of === null ? {} : { of })
    })),
  fc.tuple(names, share).map(([of, upper]) => ({ kind: 'short' as const, of, upper })),
  fc
    .tuple(fc.constantFrom('exclusion' as const, 'no-sale' as const, 'no-buy' as const), fc.option(names))
    .map(([kind, of]) => (of === null ? { kind } : { kind, of }))
);

describe('rules as sentences', () => {
  it('reads what it prints, of every kind', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(readRule(printRule(rule))).toEqual(rule);
      })
    );
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 6 }), (list) => {
        expect(readRules(printRules(list))).toEqual({ rules: list, notUnderstood: [] });
      })
    );
  });

  it.each<[string, SpokenRule]>([
    ['Technology <= 30%', { kind: 'weight', of: 'Technology', upper: 0.3 }],
    ['technology at most 30 percent', { kind: 'weight', of: 'technology', upper: 0.3 }],
    ['Technology stays under 30%', { kind: 'weight', of: 'Technology', upper: 0.3 }],
    ['Technology: max 30', { kind: 'weight', of: 'Technology', upper: 0.3 }],
    ['Technology no more than 7,5%', { kind: 'weight', of: 'Technology', upper: 0.075 }],
    ['AAPL >= 5 %', { kind: 'weight', of: 'AAPL', lower: 0.05 }],
    ['AAPL at least 5%.', { kind: 'weight', of: 'AAPL', lower: 0.05 }],
    ['AAPL not under 5%', { kind: 'weight', of: 'AAPL', lower: 0.05 }],
    ['Bonds between 5% and 10%', { kind: 'weight', of: 'Bonds', lower: 0.05, upper: 0.1 }],
    ['trading ≤ 20%', { kind: 'turnover', upper: 0.2 }],
    ['One trade at most 5%', { kind: 'trade-size', upper: 0.05 }],
    ['each holding ≤ 10%', { kind: 'each', upper: 0.1 }],
    ['no TSLA', { kind: 'exclusion', of: 'TSLA' }],
    ['Avoid Energy', { kind: 'exclusion', of: 'Energy' }],
    ['do not sell AAPL', { kind: 'no-sale', of: 'AAPL' }],
    ['Buy no AMD', { kind: 'no-buy', of: 'AMD' }],
    ['at most 10 positions', { kind: 'positions', most: 10 }],
    ['no more than 3 holdings in Technology', { kind: 'positions', most: 3, of: 'Technology' }],
    ['positions ≤ 12', { kind: 'positions', most: 12 }],
    ['Positions in Technology at most 4', { kind: 'positions', most: 4, of: 'Technology' }],
    ['each position at least 2 % or nothing', { kind: 'position-size', least: 0.02 }],
    ['Every position ≥ 2.5%', { kind: 'position-size', least: 0.025 }],
    ['each holding at least 2% or nothing', { kind: 'position-size', least: 0.02 }],
    ['each holding at least 2%', { kind: 'each', lower: 0.02 }],
    ['at least 8 positions, each at least 2%', { kind: 'position-size', least: 0.02, count: 8 }],
    ['gross ≤ 150%', { kind: 'gross-exposure', upper: 1.5 }]
  ])('is forgiving: %s', (sentence, rule) => {
    expect(readRule(sentence)).toEqual(rule);
  });

  it('says what it does not understand', () => {
    expect(readRules('Turnover ≤ 20%; make me rich; Volatility ≥ 10%; Bonds between 9% and 5%')).toEqual({
      rules: [{ kind: 'turnover', upper: 0.2 }],
      notUnderstood: [
        { place: 1, text: 'make me rich' },
        { place: 2, text: 'Volatility ≥ 10%' },
        { place: 3, text: 'Bonds between 9% and 5%' }
      ]
    });
  });
});

const figure = fc.integer({ min: -5_000, max: 5_000 }).map((points) => points / 10_000);
const sure = fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100));
const views: fc.Arbitrary<SpokenView> = fc
  .tuple(names, figure, fc.option(names), sure)
  .map(([of, value, moreThan, certain]) => ({
    of,
    value,
    ...(moreThan === null ? {} : { moreThan }),
    ...(certain === null ? {} : { sure: certain })
  }));

describe('views as sentences', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(readView(printView(view))).toEqual(view);
      })
    );
  });

  it('reads other ways to say it, and names what it does not understand', () => {
    expect(readView('AAPL will return 3% less than BBY, 60% sure')).toEqual({
      of: 'AAPL',
      value: -0.03,
      moreThan: 'BBY',
      sure: 0.6
    });
    expect(readView('AAPL beats BBY by 2%')).toEqual({ of: 'AAPL', value: 0.02, moreThan: 'BBY' });
    expect(readViews('MSFT earns 9% a year; the moon')).toEqual({
      views: [{ of: 'MSFT', value: 0.09 }],
      notUnderstood: ['the moon']
    });
  });
});
