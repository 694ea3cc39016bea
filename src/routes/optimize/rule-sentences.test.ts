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
    .map(([kind, of]) => (of === null ? { kind } : { kind, of })),
  exposures()
);

function exposures(): fc.Arbitrary<SpokenRule> {
  const signed = fc.integer({ min: -30_000, max: 30_000 }).map((points) => points / 10_000);
  const between = fc.oneof(
    signed.map((upper) => ({ upper })),
    signed.map((lower) => ({ lower })),
    fc.tuple(signed, signed).map(([a, b]) => ({ lower: Math.min(a, b), upper: Math.max(a, b) }))
  );
  const figures = fc.constantFrom('esg-score', 'expense-ratio', 'dividend-yield', 'leverage', 'Carbon', 'own mark');
  const steps = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 4 });
  const tiers = fc.tuple(steps, share).map(([ends, spread]) =>
    ends
      .sort((a, b) => a - b)
      .map((end, k) => {
        const own = Number((spread + k / 100).toFixed(6));
        return k === ends.length - 1 ? { spread: own } : { spread: own, upTo: end / 100 };
      })
  );
  return fc.oneof(
    between.map((rest) => ({ kind: 'yield' as const, ...rest })),
    fc
      .tuple(fc.option(names), between)
      .map(([to, rest]) => ({ kind: 'beta' as const, ...(to === null ? {} : { to }), ...rest })),
    fc.tuple(figures, between).map(([figure, rest]) => ({ kind: 'figure' as const, figure, ...rest })),
    fc.tuple(fc.boolean(), between).map(([looked, rest]) => ({
      kind: 'net-exposure' as const,
      ...(looked && { lookThrough: true as const }),
      ...rest
    })),
    share.map((upper) => ({ kind: 'gross-exposure' as const, upper, lookThrough: true as const })),
    share.map((upper) => ({ kind: 'realised-gains' as const, upper })),
    fc
      .integer({ min: 0, max: 1e8 })
      .map((cents) => ({ kind: 'realised-gains' as const, upper: cents / 100, money: true as const })),
    fc.tuple(names, limits).map(([of, rest]) => ({ kind: 'weight' as const, of, lookThrough: true as const, ...rest })),
    fc.tuple(share, share).map(([upper, spread]) => ({ kind: 'borrowing' as const, upper, tiers: [{ spread }] })),
    fc.tuple(share, tiers).map(([upper, list]) => ({ kind: 'borrowing' as const, upper, tiers: list })),
    fc.tuple(fc.integer({ min: 0, max: 100 }), fc.option(fc.integer({ min: 0, max: 100 }))).map(([rate, fall]) => ({
      kind: 'margin' as const,
      rate: rate / 100,
      ...(fall === null ? {} : { fall: fall / 100 })
    }))
  );
}

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
    ['gross ≤ 150%', { kind: 'gross-exposure', upper: 1.5 }],
    ['dividend yield at least 3', { kind: 'yield', lower: 0.03 }],
    ['beta stays under 0,9', { kind: 'beta', upper: 0.9 }],
    ['Beta at most 90%', { kind: 'beta', upper: 0.9 }],
    ['exposure to MTUM between -0.2 and 0.2', { kind: 'beta', to: 'MTUM', lower: -0.2, upper: 0.2 }],
    ['ESG score at least 60', { kind: 'figure', figure: 'esg-score', lower: 60 }],
    ['expense ratio ≤ 0.3%', { kind: 'figure', figure: 'expense-ratio', upper: 0.003 }],
    ['average Carbon at most 120', { kind: 'figure', figure: 'Carbon', upper: 120 }],
    ['gross exposure looked through at most 130 %', { kind: 'gross-exposure', upper: 1.3, lookThrough: true }],
    ['Technology looked through ≤ 40%', { kind: 'weight', of: 'Technology', upper: 0.4, lookThrough: true }],
    ['Strategy: income at least 20%', { kind: 'weight', of: 'Strategy: income', lower: 0.2 }],
    ['net exposure ≤ 110%', { kind: 'net-exposure', upper: 1.1 }],
    ['Borrow at most 30%', { kind: 'borrowing', upper: 0.3, tiers: [{ spread: 0.015 }] }],
    [
      'Borrowing ≤ 50% at 1% up to 20% and 2% beyond',
      { kind: 'borrowing', upper: 0.5, tiers: [{ spread: 0.01, upTo: 0.2 }, { spread: 0.02 }] }
    ],
    ['Realised gains ≤ 2%', { kind: 'realised-gains', upper: 0.02 }],
    ['realised gains at most $5,000', { kind: 'realised-gains', upper: 5000, money: true }],
    ['capital gains at most 12.500,50 EUR', { kind: 'realised-gains', upper: 12500.5, money: true }],
    ['no realised gains', { kind: 'realised-gains', upper: 0 }],
    ['initial margin of 50%', { kind: 'margin', rate: 0.5 }],
    ['Maintenance margin 30% after a fall of 20%', { kind: 'margin', rate: 0.3, fall: 0.2 }]
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

  it('reads views on the shape of returns as it prints them, with who holds them', () => {
    const relation = fc.constantFrom('equal' as const, 'at-least' as const, 'at-most' as const);
    const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    const shapes = fc.oneof(
      fc.record({ kind: fc.constant('volatility' as const), of: names, relation, value: share }),
      fc.record({ kind: fc.constant('correlation' as const), of: names, and: names, relation, value: figure }),
      fc.record({ kind: fc.constant('shortfall' as const), of: names, relation, value: share, tail: share }),
      fc.record({ kind: fc.constant('rank' as const), order: fc.array(names, { minLength: 2, maxLength: 4 }) })
    );
    fc.assert(
      fc.property(shapes, sure, fc.option(fc.constantFrom('Anna', 'My bank')), (shape, certain, by) => {
        const view = { ...shape, ...(certain === null ? {} : { sure: certain }), ...(by === null ? {} : { by }) };
        expect(readView(printView(view))).toEqual(view);
      })
    );
    expect(readView('Anna says AAPL and KO correlate at most 30%, 50% sure')).toEqual({
      kind: 'correlation',
      of: 'AAPL',
      and: 'KO',
      relation: 'at-most',
      value: 0.3,
      by: 'Anna',
      sure: 0.5
    });
    expect(readView('AAPL and KO correlate at least 130%')).toBeUndefined();
  });
});
