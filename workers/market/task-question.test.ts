import { describe, expect, it } from 'vitest';
import { dayFromText, dayText, dayFromNumber } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { providerById } from '$lib/data/providers';
import { expectationOf, questionOf } from './task-question';

const share = (over: Partial<Instrument> & { readonly isin?: string } = {}): Instrument => {
  const { isin, ...rest } = over;
  return {
    ...{ id: instrumentId('one'), kind: 'equity', name: 'One', currency: currencyCode('USD') },
    identifiers: [
      { scheme: 'symbol', value: 'ONE' },
      ...(isin === undefined ? [] : [{ scheme: 'isin', value: isin } as const])
    ],
    ...rest
  };
};
const eur = currencyCode('EUR');
const expected = (
  task: Parameters<typeof expectationOf>[0],
  instrument: Instrument | undefined,
  from: string,
  to: string
): string[] =>
  Array.from(expectationOf(task, instrument).days(dayFromText(from), dayFromText(to)), (day) =>
    dayText(dayFromNumber(day))
  );
const prices = { kind: 'prices', key: 'one' } as const;
const ofNovember = (instrument: Instrument) => expected(prices, instrument, '2024-11-27', '2024-12-01');

describe('days on which closes are expected', () => {
  it('are those of the exchange: no Thanksgiving in New York, a session in Frankfurt', () => {
    expect(expectationOf(prices, share({ exchange: 'XNAS' })).knowsHolidays).toBe(true);
    expect(ofNovember(share({ exchange: 'XNAS' }))).toEqual(['2024-11-27', '2024-11-29']);
    expect(ofNovember(share({ exchange: 'XETR', currency: eur }))).toEqual(['2024-11-27', '2024-11-28', '2024-11-29']);
  });

  it('follow from a country and a currency that agree, for shares and funds alone', () => {
    expect(ofNovember(share({ isin: 'US0378331005' }))).toHaveLength(2);
    // In dollars and from Ireland: it may be quoted anywhere.
    expect(ofNovember(share({ isin: 'IE00B4L5Y983', kind: 'fund' }))).toHaveLength(3);
    expect(ofNovember(share({ isin: 'US0378331005', currency: eur }))).toHaveLength(3);
    expect(ofNovember(share({ isin: 'US0378331005', kind: 'bond' }))).toHaveLength(3);
  });

  it('are Monday to Friday where nothing says it, or the exchange has no calendar here', () => {
    expect(expectationOf(prices, share()).knowsHolidays).toBe(false);
    expect(ofNovember(share())).toEqual(['2024-11-27', '2024-11-28', '2024-11-29']);
    expect(ofNovember(share({ exchange: 'XBOM', isin: 'US0378331005' }))).toHaveLength(3);
    expect(expected(prices, undefined, '2024-11-27', '2024-12-01')).toHaveLength(3);
  });

  it('are all days for coins', () => {
    expect(ofNovember(share({ kind: 'crypto' }))).toHaveLength(5);
  });
});

describe('days on which rates are expected', () => {
  const atChristmas = (key: string) => expected({ kind: 'rates', key }, undefined, '2024-12-23', '2024-12-27');

  it('are those of TARGET between currencies that the European Central Bank quotes', () => {
    const open = ['2024-12-23', '2024-12-24', '2024-12-27'];
    expect(atChristmas('EUR/USD')).toEqual(open);
    expect(atChristmas('CHF/JPY')).toEqual(open);
  });

  it('are Monday to Friday between others', () => {
    expect(atChristmas('USD/TWD')).toHaveLength(5);
    expect(atChristmas('BTC/USD')).toHaveLength(5);
  });
});

describe('news of an instrument', () => {
  const task = { kind: 'news', key: 'one', from: 20_000, to: 20_000 } as const;
  const wordsAt = (id: string, instrument?: Instrument): string | undefined => {
    const provider = providerById(id);
    const question = provider && questionOf(task, provider, instrument);
    return question?.kind === 'news' ? question.words : undefined;
  };

  it('are asked for by its name where a source knows words alone, by its symbol where it has closes too', () => {
    const named = share({ name: 'The "One" Company' });
    expect(wordsAt('gdelt', named)).toBe('"The  One  Company"');
    expect(wordsAt('finnhub', named)).toBe('ONE');
    expect(wordsAt('gdelt')).toBe('one');
  });
});
