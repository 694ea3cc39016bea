import type { MacroUnit, QuoteUnit } from '$lib/domain/market';
import { textStatus } from '../open/statuses';
import type { MarketQuestion, Provider, ProviderReading } from '../provider';
import { pricesReading, ratesReading } from '../reply/bars-from-rows';
import { frequencyOfDays, within, type DatedValue } from '../reply/dated-values';
import { macroSeries, seriesReading } from '../reply/macro-answer';
import { isMalformed, unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { filledAddress, keysOf, originOf } from './address-template';
import type { CustomDescription } from './description';
import { customRows, type CustomRow } from './read-rows';

const quoteUnits: Partial<Record<CustomDescription['unit'], QuoteUnit>> = {
  hundredth: 'hundredth',
  percent: 'percent-of-par'
};

/** A source of a person's own, as {@link customDescription} checked it. Its id has "custom-" before it. */
export function customProvider(one: CustomDescription): Provider {
  const keys = keysOf(one.address);
  const origin = originOf(one.address);
  return {
    id: `custom-${one.id}`,
    name: one.name,
    homepage: origin,
    documentation: { page: origin, readOn: '' },
    kinds: [one.kind],
    origins: [origin],
    browser: one.browser,
    key: keys.length > 0 ? 'required' : 'none',
    keyFields: keys.map((id) => ({ id, label: id })),
    limits: [{ calls: one.callsPerMinute, seconds: 60 }],
    parallel: 2,
    symbolOf: ({ sourceSymbols, identifiers }) =>
      sourceSymbols?.[`custom-${one.id}`] ?? identifiers.filter(({ scheme }) => scheme === 'symbol').at(-1)?.value,
    ask(question, { keys: values }) {
      if (question.kind !== one.kind) return undefined;
      const url = filledAddress(one.address, { ...namesOf(question), ...question, keys: values }, one.addressDates);
      return url === undefined ? undefined : { url };
    },
    read(question, reply) {
      const status = textStatus(reply, { 404: 'unknown-symbol', 401: 'key', 403: 'key' });
      if (status) return status;
      const rows = customRows(reply.text, one);
      return isMalformed(rows) ? rows : readingOf(question, rows, one);
    }
  };
}

function namesOf(question: MarketQuestion): { readonly symbol?: string } {
  if (question.kind === 'prices') return { symbol: question.symbol };
  return question.kind === 'macro' ? { symbol: question.series } : {};
}

function readingOf(question: MarketQuestion, rows: readonly CustomRow[], one: CustomDescription): ProviderReading {
  if (question.kind === 'prices' && one.kind === 'prices') {
    return pricesReading(question, rows, {
      adjustment: one.adjustment ?? 'none',
      quoteUnit: quoteUnits[one.unit] ?? 'currency',
      ...(one.currency === undefined ? {} : { currency: one.currency })
    });
  }
  if (question.kind === 'rates' && one.kind === 'rates') {
    const wrong = rows.find(({ close }) => close !== null && close <= 0);
    return wrong ? unexpected(wrong.path, 'a rate above zero', String(wrong.close)) : ratesReading(question, rows);
  }
  if (question.kind !== 'macro' || one.kind !== 'macro') return notAsked(question.kind);
  const points = rows.flatMap(({ day, close, path }): DatedValue[] =>
    close === null ? [] : [{ day, value: close, path }]
  );
  const frequency = frequencyOfDays(Int32Array.from(points, ({ day }) => day).sort());
  const told = {
    key: question.series,
    frequency,
    inPercent: one.unit === 'percent',
    ...(one.topic === undefined ? {} : { topic: one.topic }),
    ...(unitOf(one.unit) ?? {})
  };
  return seriesReading('macro', [macroSeries(`custom-${one.id}`, told, within(points, question, frequency))]);
}

function unitOf(unit: CustomDescription['unit']): { readonly unit: MacroUnit } | undefined {
  return unit === 'percent' || unit === 'hundredth' ? undefined : { unit };
}
