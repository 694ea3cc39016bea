import { describe, expect, it } from 'vitest';
import { instrumentId, type Instrument, type InstrumentKind } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { optimizePortfolio, type OptimizationProblem } from '$lib/quant/optimization';
import {
  constraintsOf,
  groupNamed,
  groupsOf,
  placeOfRule,
  type ExposureNames,
  type KindNames,
  type SpokenRule
} from './optimize-rules';
import { returnViewsOf } from './optimize-views';

const kinds: KindNames = {
  equity: 'Shares',
  fund: 'Funds',
  index: 'Indexes',
  bond: 'Bonds',
  option: 'Options',
  crypto: 'Crypto',
  commodity: 'Commodities',
  private: 'Private funds',
  other: 'Other'
};

function instrument(symbol: string, kind: InstrumentKind, currency: string, sector?: string): Instrument {
  return {
    id: instrumentId(`id-${symbol}`),
    kind,
    name: symbol,
    currency: currencyCode(currency),
    identifiers: [{ scheme: 'symbol', value: symbol }],
    ...(sector === undefined ? {} : { sector })
  };
}

const instruments = [
  instrument('AAPL', 'equity', 'USD', 'Technology'),
  instrument('SAP', 'equity', 'EUR', 'Technology'),
  instrument('VTI', 'fund', 'USD')
];
const [aapl, sap, vti] = instruments.map((one) => one.id);
const names: ExposureNames = {
  yield: 'Yield',
  beta: (to) => `Beta to ${to ?? 'the benchmark'}`,
  net: (looked) => (looked ? 'Net, looked through' : 'Net'),
  lookedThrough: (of) => `${of}, looked through`,
  figures: { 'esg-score': 'ESG score' }
};
const scope = {
  instruments,
  kinds,
  names,
  value: 200_000,
  benchmark: [{ instrument: instrumentId('id-VTI'), weight: 1 }]
};

describe('rules as a person says them', () => {
  it('finds names in every dimension, an instrument first, whatever their case', () => {
    expect(groupNamed('aapl', instruments, kinds)).toEqual({ dimension: 'instrument', name: 'AAPL', members: [aapl] });
    expect(groupNamed('technology', instruments, kinds)?.members).toEqual([aapl, sap]);
    expect(groupNamed('Funds', instruments, kinds)?.members).toEqual([vti]);
    expect(groupNamed('eur', instruments, kinds)?.members).toEqual([sap]);
    expect(groupNamed('TSLA', instruments, kinds)).toBeUndefined();
    const dimensions = new Set(groupsOf(instruments, kinds).map((one) => one.dimension));
    expect([...dimensions]).toEqual(['sector', 'kind', 'currency']);
  });

  it('makes of every kind a rule that the optimizer takes and that points back at its place', () => {
    const rules: readonly SpokenRule[] = [
      { kind: 'weight', of: 'Technology', upper: 0.6 },
      { kind: 'weight', of: 'SAP', lower: 0.05, upper: 0.5 },
      { kind: 'each', upper: 0.7 },
      { kind: 'turnover', upper: 0.5 },
      { kind: 'volatility', upper: 0.5 },
      { kind: 'tracking-error', upper: 0.5 },
      { kind: 'trade-size', upper: 0.5 },
      { kind: 'gross-exposure', upper: 1.5 },
      { kind: 'positions', most: 3 },
      { kind: 'position-size', of: 'Technology', least: 0.02, count: 1 },
      { kind: 'short', of: 'VTI', upper: 0.1 },
      { kind: 'no-sale', of: 'SAP' },
      { kind: 'no-buy', of: 'AAPL' },
      { kind: 'cash', lower: 0.1 },
      { kind: 'exclusion', of: 'TSLA' }
    ];
    const { constraints, unknown } = constraintsOf(rules, scope);
    expect(unknown).toEqual([{ kind: 'exclusion', of: 'TSLA' }]);
    // One rule each, two for limits on both sides of one instrument; cash is set apart, nothing has the last name.
    expect(constraints.map(({ id }) => placeOfRule(id))).toEqual([0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const problem: OptimizationProblem = {
      instruments: instruments.map((one) => one.id),
      covariance: Float64Array.from([0.09, 0.02, 0.01, 0.02, 0.06, 0.01, 0.01, 0.01, 0.03]),
      expectedReturns: Float64Array.from([0.1, 0.08, 0.06]),
      riskFreeRate: 0.02,
      objective: { kind: 'maximum-sharpe' },
      constraints,
      currentWeights: Float64Array.from([0.3, 0.2, 0.5])
    };
    expect(optimizePortfolio(problem).status).toBe('optimal');
  });

  it('finds labels with their dimension, and without it where one dimension has them', () => {
    const [first, second, third] = instruments;
    if (!first || !second || !third) throw new Error('three instruments');
    const labelled: Instrument[] = [
      { ...first, labels: { Strategy: 'growth', Goal: 'house' } },
      { ...second, labels: { Strategy: 'income', Goal: 'income' } },
      { ...third, labels: { Strategy: 'growth' } }
    ];
    expect(groupNamed('strategy: GROWTH', labelled, kinds)).toEqual({
      dimension: 'label',
      name: 'Strategy: growth',
      members: [aapl, vti]
    });
    expect(groupNamed('house', labelled, kinds)?.members).toEqual([aapl]);
    expect(groupNamed('income', labelled, kinds)).toBeUndefined();
    expect(groupNamed('Technology', labelled, kinds)?.dimension).toBe('sector');
  });

  it('makes exposures of figures that instruments have, and leaves to be measured what only prices know', () => {
    const [first, second, third] = instruments;
    if (!first || !second || !third) throw new Error('three instruments');
    const known: Instrument[] = [
      { ...first, figures: { 'esg-score': '70', 'dividend-yield': '0.01' } },
      { ...second, figures: { 'ESG-score': '40' } },
      { ...third, figures: { leverage: '2' } }
    ];
    const { constraints, measured, unknown } = constraintsOf(
      [
        { kind: 'figure', figure: 'esg-score', lower: 50, upper: 60 },
        { kind: 'figure', figure: 'Carbon', upper: 1 },
        { kind: 'gross-exposure', upper: 1.3, lookThrough: true },
        { kind: 'weight', of: 'Funds', upper: 0.5, lookThrough: true },
        { kind: 'net-exposure', upper: 1.2, lookThrough: true },
        { kind: 'yield', lower: 0.02 },
        { kind: 'beta', upper: 1 },
        { kind: 'beta', to: 'SAP', upper: 1 },
        { kind: 'beta', to: 'Technology', upper: 1 },
        { kind: 'realised-gains', upper: 0.02 },
        { kind: 'realised-gains', upper: 5000, money: true }
      ],
      { ...scope, instruments: known }
    );
    expect(unknown.map(({ kind }) => kind)).toEqual(['figure', 'beta', 'beta']);
    const scores = [
      { instrument: aapl, value: 70 },
      { instrument: sap, value: 40 }
    ];
    expect(constraints).toEqual([
      { kind: 'exposure', id: 'rule:0', name: 'ESG score', figures: scores, average: true, upper: 60 },
      { kind: 'exposure', id: 'rule:0:lower', name: 'ESG score', figures: scores, average: true, lower: 50 },
      { kind: 'gross-exposure', id: 'rule:2', maximum: 1.3, multiples: [{ instrument: vti, value: 2 }] },
      {
        kind: 'exposure',
        id: 'rule:3',
        name: 'Funds, looked through',
        figures: [{ instrument: vti, value: 2 }],
        fraction: true,
        upper: 0.5
      },
      {
        kind: 'exposure',
        id: 'rule:4',
        name: 'Net, looked through',
        figures: [1, 1, 2].map((value, at) => ({ instrument: known[at]?.id, value })),
        fraction: true,
        upper: 1.2
      },
      { kind: 'realised-gains', id: 'rule:9', maximum: 0.02 },
      { kind: 'realised-gains', id: 'rule:10', maximum: 0.025 }
    ]);
    expect(measured).toEqual([
      {
        kind: 'measured',
        measure: 'yield',
        id: 'rule:5',
        name: 'Yield',
        typed: [{ instrument: aapl, value: 0.01 }],
        lower: 0.02
      },
      { kind: 'measured', measure: 'beta', id: 'rule:7', name: 'Beta to SAP', to: sap, upper: 1 }
    ]);
    const toFund = constraintsOf([{ kind: 'beta', upper: 1 }], { ...scope, market: instrumentId('id-VTI') });
    expect(toFund.measured[0]).toMatchObject({ measure: 'beta', to: vti, name: 'Beta to the benchmark' });
  });

  it('takes views on groups by the weights held, and names those on nothing', () => {
    const current = instruments.map(({ id }, at) => ({ instrument: id, weight: at === 0 ? 0.3 : 0.1 }));
    const { views, unknown } = returnViewsOf(
      [
        { of: 'Technology', value: 0.02, moreThan: 'VTI', sure: 0.6 },
        { of: 'TSLA', value: 0.1 }
      ],
      { instruments, kinds, current }
    );
    expect(unknown).toEqual([{ of: 'TSLA', value: 0.1 }]);
    expect(views).toEqual([
      {
        id: 'view:0',
        basket: [
          { instrument: aapl, weight: 0.3 },
          { instrument: sap, weight: 0.1 }
        ],
        moreThan: [{ instrument: vti, weight: 0.1 }],
        value: 0.02,
        confidence: 0.6
      }
    ]);
  });
});
