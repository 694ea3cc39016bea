import { describe, expect, it } from 'vitest';
import type { SpokenRule } from './optimize-rules';
import { rulesFileText, rulesFromText } from './rules-file';

const rules: readonly SpokenRule[] = [
  { kind: 'weight', of: 'Technology', upper: 0.3 },
  { kind: 'weight', of: 'Funds', lower: 0.1, upper: 0.3, lookThrough: true },
  { kind: 'each', upper: 0.15 },
  { kind: 'cash', lower: 0.02 },
  { kind: 'turnover', upper: 0.2 },
  { kind: 'volatility', upper: 0.15 },
  { kind: 'tracking-error', upper: 0.05 },
  { kind: 'trade-size', upper: 0.05 },
  { kind: 'short', of: 'VTI', upper: 0.1 },
  { kind: 'exclusion', of: 'TSLA' },
  { kind: 'no-sale' },
  { kind: 'no-buy', of: 'AMD' },
  { kind: 'yield', lower: 0.02 },
  { kind: 'beta', to: 'VTI', lower: -0.2, upper: 0.2 },
  { kind: 'figure', figure: 'esg-score', lower: 60 },
  { kind: 'net-exposure', upper: 1.1, lookThrough: true },
  { kind: 'gross-exposure', upper: 1.3, lookThrough: true },
  { kind: 'borrowing', upper: 0.5, tiers: [{ spread: 0.01, upTo: 0.2 }, { spread: 0.02 }] },
  { kind: 'margin', rate: 0.3, fall: 0.2 },
  { kind: 'realised-gains', upper: 5000, money: true }
];
const fileOf = (...list: unknown[]): string => JSON.stringify({ format: 'sextant-rules', version: 1, rules: list });

describe('a file of rules', () => {
  it('gives back what was saved, of every kind', () => {
    expect(rulesFromText(rulesFileText(rules))).toEqual({ rules, problems: [] });
    expect(rulesFromText(rulesFileText([]))).toEqual({ rules: [], problems: [] });
  });

  it('is refused whole when it is none, or of a newer version', () => {
    const code = (text: string) => rulesFromText(text).problems.map((one) => one.code);
    expect(code('rules: all')).toEqual(['not-json']);
    expect(code('[1, 2]')).toEqual(['not-rules']);
    expect(code('{"format":"sextant-rules","version":"1","rules":[]}')).toEqual(['not-rules']);
    expect(rulesFromText('{"format":"sextant-rules","version":2,"rules":[]}').problems).toEqual([
      { code: 'newer', version: '2' }
    ]);
  });

  it('names the entry, the field and what it wants, and then takes no rule at all', () => {
    const { rules: read, problems } = rulesFromText(
      fileOf(
        { kind: 'turnover', upper: 0.2 },
        'no TSLA',
        { kind: 'wish', upper: 1 },
        { kind: 'weight', upper: 0.3 },
        { kind: 'volatility', upper: '15%' },
        { kind: 'turnover', upper: -1 },
        { kind: 'yield', least: 0.02 },
        { kind: 'yield' },
        { kind: 'beta', lower: 2, upper: 1 },
        { kind: 'borrowing', upper: 1, tiers: [{ spread: 0.02, upTo: 0.1 }, { spread: 0.01 }] },
        { kind: 'exclusion', of: 'TSLA; AMD' }
      )
    );
    expect(read).toEqual([]);
    expect(problems.map((one) => [one.code, 'entry' in one ? one.entry : 0, 'field' in one ? one.field : ''])).toEqual([
      ['not-a-rule', 2, ''],
      ['unknown-kind', 3, ''],
      ['missing', 4, 'of'],
      ['wrong', 5, 'upper'],
      ['wrong', 6, 'upper'],
      ['unknown-field', 7, 'least'],
      ['no-limit', 8, ''],
      ['crossed', 9, ''],
      ['wrong', 10, 'tiers'],
      ['wrong', 11, 'of']
    ]);
  });
});
