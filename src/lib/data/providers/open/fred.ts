import * as v from 'valibot';
import type { MacroFrequency, MacroSeries } from '$lib/domain/market';
import { knownSeries } from '../macro-catalog';
import type { Access, MarketAnswer, Provider, ProviderReading, ProviderRequest, QuestionOf } from '../provider';
import { frequencyOfDays, periodStart, within, type DatedValue } from '../reply/dated-values';
import { decimalText, isoDay, number } from '../reply/fields';
import { readJson, textField } from '../reply/json-reply';
import { macroSeries, seriesReading, type ToldSeries } from '../reply/macro-answer';
import { isMalformed, unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { refused, type StatusMeanings } from '../reply/status-reading';
import { address, iso, keyOf } from '../request/address';

const ROOT = 'https://api.stlouisfed.org/fred/series';
const about = v.object({
  seriess: v.pipe(
    v.array(v.object({ id: v.string(), title: v.string(), frequency_short: v.string(), units_short: v.string() })),
    v.length(1, 'is not one series')
  )
});
const values = v.object({
  count: number,
  offset: number,
  observations: v.array(v.object({ date: isoDay, value: v.union([v.literal('.'), decimalText]) }))
});
const shape = v.union([about, values], 'is neither a series nor its values');
const statuses: StatusMeanings = { 401: 'key', 403: 'key', 404: 'unknown-symbol' };
const frequencies: Readonly<Record<string, MacroFrequency>> = {
  D: 'daily',
  W: 'weekly',
  M: 'monthly',
  Q: 'quarterly',
  A: 'yearly'
};

/**
 * Economic data of the Federal Reserve Bank of St. Louis. Values of a series of the catalog are asked for at once; of any other
 * series first what it is, for the values alone do not say whether they are percent. A point stands for a missing value.
 */
export const fred: Provider = {
  id: 'fred',
  name: 'FRED',
  homepage: 'https://fred.stlouisfed.org',
  documentation: { page: 'https://fred.stlouisfed.org/docs/api/fred/series_observations.html', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://api.stlouisfed.org'],
  browser: 'no',
  key: 'required',
  keyFields: [{ id: 'key', label: 'API key' }],
  limits: [{ calls: 120, seconds: 60 }],
  parallel: 4,
  ask(question, access) {
    if (question.kind !== 'macro' || !keyOf(access)) return undefined;
    if (!/^[A-Za-z0-9_]{1,60}$/.test(question.series)) return undefined;
    return knownSeries('fred', question.series) ? valuesOf(question, access) : { url: addressOf('', question, access) };
  },
  read(question, reply, soFar, access) {
    return readJson(reply, { statuses, says: refusal }, shape, (found) => {
      if (question.kind !== 'macro') return notAsked(question.kind);
      return 'seriess' in found ? readAbout(question, found, access) : readValues(question, found, soFar);
    });
  }
};

function addressOf(path: string, { series, from, to }: QuestionOf<'macro'>, access: Access | undefined): string {
  // From the start of the year, so that the period of the first day is there however long it is.
  const start = periodStart(from, 'yearly');
  const range = path === '' ? {} : { observation_start: iso(start), observation_end: iso(to) };
  return address(`${ROOT}${path}`, { series_id: series, api_key: keyOf(access), file_type: 'json', ...range });
}

const valuesOf = (question: QuestionOf<'macro'>, access: Access | undefined): ProviderRequest => ({
  url: addressOf('/observations', question, access)
});

/** What a series is, as an answer without values, and the request for them. */
function readAbout(
  question: QuestionOf<'macro'>,
  { seriess: [one] }: v.InferOutput<typeof about>,
  access: Access | undefined
): ProviderReading {
  if (one?.id !== question.series) return unexpected('seriess.0.id', question.series, one?.id);
  const frequency = frequencies[one.frequency_short];
  if (!frequency) return refused('other', `series of the frequency ${one.frequency_short} are not kept`);
  const unit = unitOf(one.units_short);
  const series = macroSeries('fred', { key: one.id, title: one.title, frequency, ...unit }, []);
  if (isMalformed(series)) return series;
  return { status: 'answered', answer: { kind: 'macro', series: [series] }, next: valuesOf(question, access) };
}

function unitOf(text: string): Pick<ToldSeries, 'unit' | 'inPercent'> {
  if (/^(%|Percent)/i.test(text)) return { inPercent: true };
  return /\bIndex\b|=\s*100/i.test(text) ? { unit: 'index' } : {};
}

function readValues(
  question: QuestionOf<'macro'>,
  { count, offset, observations }: v.InferOutput<typeof values>,
  soFar: MarketAnswer | undefined
): ProviderReading {
  if (offset !== 0 || observations.length !== count) {
    return unexpected('observations', `${count} values`, String(observations.length));
  }
  const points = observations.flatMap(({ date, value }, at): DatedValue[] =>
    value === '.' ? [] : [{ day: date, value, path: `observations.${at}` }]
  );
  const told: Omit<MacroSeries, 'source'> | undefined = soFar?.kind === 'macro' ? soFar.series[0] : undefined;
  const frequency = told?.frequency ?? frequencyOfDays(Int32Array.from(points, ({ day }) => day));
  return seriesReading('macro', [
    macroSeries(
      'fred',
      {
        key: question.series,
        frequency,
        ...(told ? { title: told.title, unit: told.unit, inPercent: told.unit === 'fraction' } : {})
      },
      within(points, question, frequency)
    )
  ]);
}

/** A refusal comes as status 400 with a message, that of a key too. */
function refusal(value: unknown): ProviderReading | undefined {
  const message = textField(value, 'error_message');
  if (message === undefined) return undefined;
  if (/api_key/.test(message)) return refused('key', message);
  if (/rate limit|too many requests/i.test(message)) return undefined;
  return refused(/series does not exist/i.test(message) ? 'unknown-symbol' : 'bad-question', message);
}
