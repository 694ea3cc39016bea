import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { macroCatalog, providerById, providers } from '.';

describe('the catalog of macro series', () => {
  test('names each series once, of a source that can be asked for it', () => {
    const keys = macroCatalog.map(({ source, key }) => `${source}/${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    const range = { from: dayFromText('2024-01-01'), to: dayFromText('2024-12-31') };
    for (const { source, key } of macroCatalog) {
      const request = providerById(source)?.ask({ kind: 'macro', series: key, ...range }, { keys: { key: 'KEY' } });
      expect([source, key, request !== undefined]).toEqual([source, key, true]);
    }
  });

  test('rates are fractions of percent, prices are indices', () => {
    for (const { topic, unit, inPercent, months } of macroCatalog) {
      if (topic === 'yield' || topic === 'policy-rate') expect([unit, inPercent]).toEqual(['fraction', true]);
      if (topic === 'yield') expect(months).toBeGreaterThan(0);
      if (topic === 'consumer-prices') expect([unit, inPercent]).toEqual(['index', false]);
    }
  });

  test.each(['US', 'EUR', 'GB', 'CH', 'JP', 'CA', 'AU'])(
    '%s has consumer prices, a policy rate and a ten-year yield',
    (area) => {
      const has = (topic: string, months?: number): boolean =>
        macroCatalog.some(
          (one) => one.area === area && one.topic === topic && (months === undefined || one.months === months)
        );
      expect([has('consumer-prices'), has('policy-rate'), has('yield', 120)]).toEqual([true, true, true]);
    }
  );
});

describe('sources', () => {
  test('have ids of their own, limits, and origins of their own', () => {
    expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
    for (const one of providers) {
      expect(one.kinds.length).toBeGreaterThan(0);
      expect(one.keyFields.length > 0).toBe(one.key !== 'none');
      for (const origin of one.origins) expect(new URL(origin).origin).toBe(origin);
      if (one.asked === false) continue;
      expect(one.origins.length).toBeGreaterThan(0);
      expect(one.limits.length).toBeGreaterThan(0);
      expect(one.documentation.page).toMatch(/^https:/);
    }
  });

  test('files stand among them but cannot be asked', () => {
    const files = providerById('files');
    expect(files?.asked).toBe(false);
    const question = {
      kind: 'macro',
      series: 'a',
      from: dayFromText('2024-01-01'),
      to: dayFromText('2024-01-02')
    } as const;
    expect(files?.ask(question, { keys: {} })).toBeUndefined();
    expect(files?.read(question, { status: 200, contentType: '', text: '' })).toMatchObject({ status: 'refused' });
  });
});
