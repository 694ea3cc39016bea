import { describe, expect, it } from 'vitest';
import { currencyCode } from '../money';
import { figureNames, figureOf, instrumentId, type Instrument } from '.';

const fund: Instrument = {
  id: instrumentId('fund'),
  kind: 'fund',
  name: 'Fund',
  currency: currencyCode('USD'),
  identifiers: [],
  figures: { leverage: '-2', 'expense-ratio': '0.0095', Carbon: '120', broken: 'much', empty: ' ' }
};

describe('figures of an instrument', () => {
  it('are found by their names in any case, and are numbers or nothing', () => {
    expect(figureOf(fund, 'leverage')).toBe(-2);
    expect(figureOf(fund, ' carbon ')).toBe(120);
    expect(figureOf(fund, 'expense-ratio')).toBe(0.0095);
    for (const name of ['broken', 'empty', 'esg-score']) expect(figureOf(fund, name)).toBeUndefined();
  });

  it('are named once, whatever their case', () => {
    const other = { ...fund, figures: { carbon: '90', 'esg-score': '61' } };
    expect(figureNames([fund, other])).toEqual(['Carbon', 'broken', 'empty', 'esg-score', 'expense-ratio', 'leverage']);
  });
});
