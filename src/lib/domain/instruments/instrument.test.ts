import { describe, expect, it } from 'vitest';
import { dayFromText } from '../calendar';
import { currencyCode } from '../money';
import { identifierOf, instrumentId, instrumentsNamed, type Instrument } from '.';

const renamed = dayFromText('2022-06-09');
const meta: Instrument = {
  id: instrumentId('meta-platforms'),
  kind: 'equity',
  name: 'Meta Platforms',
  currency: currencyCode('USD'),
  identifiers: [
    { scheme: 'isin', value: 'US30303M1027' },
    { scheme: 'symbol', value: 'FB', to: renamed },
    { scheme: 'symbol', value: 'META', from: renamed }
  ]
};
const fund: Instrument = {
  ...meta,
  id: instrumentId('fund'),
  identifiers: [{ scheme: 'symbol', value: 'META', to: renamed }]
};

describe('identifiers', () => {
  it('hold from their first day to the day before their last', () => {
    expect(identifierOf(meta, 'symbol', dayFromText('2022-06-08'))).toBe('FB');
    expect(identifierOf(meta, 'symbol', renamed)).toBe('META');
    expect(identifierOf(meta)).toBe('META');
    expect(identifierOf(meta, 'isin')).toBe('US30303M1027');
    expect(identifierOf(meta, 'wkn')).toBe('meta-platforms');
  });

  it('find their instruments on a day, in any case', () => {
    const found = (value: string, on?: string) =>
      instrumentsNamed([meta, fund], value, on ? dayFromText(on) : undefined).map(({ id }) => id);
    expect(found(' meta ')).toEqual(['meta-platforms', 'fund']);
    expect(found('META', '2022-06-09')).toEqual(['meta-platforms']);
    expect(found('META', '2022-06-08')).toEqual(['fund']);
    expect(found('us30303m1027')).toEqual(['meta-platforms']);
    expect(found('fund')).toEqual(['fund']);
    expect(found('NONE')).toEqual([]);
  });

  it('cannot be empty', () => {
    expect(() => instrumentId('')).toThrow(RangeError);
  });
});
