import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { figureOf, instrumentId, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { figuresText, labelsText, readFigures, readLabels, withNewest } from './attributes';

const fund: Instrument = {
  id: instrumentId('fund'),
  kind: 'fund',
  name: 'Fund',
  currency: currencyCode('USD'),
  identifiers: []
};

describe('attributes as a person types them', () => {
  it('reads what it writes, percent where a figure is a fraction', () => {
    const figures = {
      'esg-score': '62',
      'expense-ratio': '0.002',
      'dividend-yield': '0.0315',
      leverage: '-2',
      Carbon: '1.5'
    };
    const text = figuresText({ ...fund, figures });
    expect(text).toBe('ESG score: 62; Expense ratio: 0.2%; Dividend yield: 3.15%; Leverage: -2; Carbon: 1.5');
    expect(readFigures(text)).toEqual({ read: figures, notUnderstood: [] });
    const labels = { Strategy: 'income', Goal: 'house 2030' };
    expect(labelsText({ ...fund, labels })).toBe('Strategy: income; Goal: house 2030');
    expect(readLabels(labelsText({ ...fund, labels }))).toEqual({ read: labels, notUnderstood: [] });
    expect([figuresText(fund), labelsText(fund)]).toEqual(['', '']);
  });

  it('takes percent with and without its sign, names in any case, and says what it does not understand', () => {
    expect(readFigures('esg SCORE: 70; expense ratio: 0.5; Leverage: two; : 3; Leverage: 2; leverage: 3')).toEqual({
      read: { 'esg-score': '70', 'expense-ratio': '0.005', leverage: '2' },
      notUnderstood: ['Leverage: two', ': 3', 'leverage: 3']
    });
    expect(readLabels('Strategy: income; growth; Strategy: value')).toEqual({
      read: { Strategy: 'income' },
      notUnderstood: ['growth', 'Strategy: value']
    });
    expect(figureOf({ ...fund, figures: readFigures('Expense ratio: 0.2%').read }, 'expense-ratio')).toBe(0.002);
  });
});

describe('the newest identifier of a scheme', () => {
  const renamed = dayFromText('2022-06-09');
  const dated = [
    { scheme: 'symbol', value: 'FB', to: renamed },
    { scheme: 'symbol', value: 'META', from: renamed },
    { scheme: 'isin', value: 'US30303M1027' }
  ] as const;

  it('is typed anew with its days left as they are', () => {
    expect(withNewest(dated, 'symbol', 'META')).toBe(dated);
    expect(withNewest(dated, 'symbol', 'MTA')).toEqual([dated[0], { ...dated[1], value: 'MTA' }, dated[2]]);
  });

  it('is taken out, or put last where there was none', () => {
    expect(withNewest(dated, 'isin', '')).toEqual(dated.slice(0, 2));
    expect(withNewest(dated, 'wkn', 'A1JWVX')).toEqual([...dated, { scheme: 'wkn', value: 'A1JWVX' }]);
    expect(withNewest([], 'isin', '')).toEqual([]);
  });
});
