import * as v from 'valibot';
import type { MacroFrequency, MacroUnit } from '$lib/domain/market';
import type { Provider, ProviderReading, QuestionOf } from '../provider';
import { within, type DatedValue } from '../reply/dated-values';
import { number } from '../reply/fields';
import { readJson } from '../reply/json-reply';
import { macroSeries, seriesReading } from '../reply/macro-answer';
import { unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { refused } from '../reply/status-reading';
import { datedPeriod } from '../reply/strict-values';
import { periodName } from './period-name';
import { openStatuses } from './statuses';

const ROOT = 'https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data';
const shape = v.object({
  class: v.literal('dataset'),
  label: v.string(),
  id: v.array(v.string()),
  size: v.array(number),
  value: v.union([v.record(v.string(), v.nullable(number)), v.array(v.nullable(number))]),
  dimension: v.object({ time: v.object({ category: v.object({ index: v.record(v.string(), number) }) }) })
});
const KEY = /^[a-z0-9_]+\?[A-Za-z0-9_]+=[A-Za-z0-9_.-]+(?:&[A-Za-z0-9_]+=[A-Za-z0-9_.-]+)*$/;

/** Statistics of the European Union. A series is its dataset and one code of each dimension: "prc_hicp_minr?freq=M&unit=I25&coicop18=TOTAL&geo=EA". */
export const eurostat: Provider = {
  id: 'eurostat',
  name: 'Eurostat',
  homepage: 'https://ec.europa.eu/eurostat',
  documentation: { page: 'https://wikis.ec.europa.eu/x/KgWyBQ', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://ec.europa.eu'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 2, seconds: 1 }],
  parallel: 2,
  ask(question) {
    if (question.kind !== 'macro' || !KEY.test(question.series)) return undefined;
    const [dataset = '', codes = ''] = question.series.split('?');
    const letter = /(?:^|&)freq=([A-Z])/.exec(codes)?.[1] ?? 'A';
    const since = periodName(question.from, letter);
    const until = periodName(question.to, letter);
    return {
      url: `${ROOT}/${dataset}?format=JSON&lang=EN&${codes}&sinceTimePeriod=${since}&untilTimePeriod=${until}`
    };
  },
  read(question, reply) {
    return readJson(reply, { statuses: openStatuses }, shape, (found) =>
      question.kind === 'macro' ? readDataset(question, found) : notAsked(question.kind)
    );
  }
};

function readDataset(question: QuestionOf<'macro'>, found: v.InferOutput<typeof shape>): ProviderReading {
  const { id, size, value, dimension, label } = found;
  const time = id.indexOf('time');
  if (time < 0 || size.length !== id.length) return unexpected('id', 'a dimension "time"', id.join(','));
  if (size.some((one, at) => at !== time && one > 1)) {
    const several = id.filter((_, at) => at !== time && (size[at] ?? 1) > 1).join(', ');
    return refused('bad-question', `several series: one code is needed of ${several}`);
  }
  // With one code of every other dimension the place of a value is the place of its period.
  const points: DatedValue[] = [];
  let frequency: MacroFrequency | undefined;
  for (const [name, place] of Object.entries(dimension.time.category.index)) {
    const period = datedPeriod(name);
    const path = `dimension.time.category.index.${name}`;
    if (!period || (frequency ??= period.frequency) !== period.frequency) {
      return unexpected(path, 'a period of one length', name);
    }
    const one = Array.isArray(value) ? value[place] : value[String(place)];
    if (typeof one === 'number') points.push({ day: period.day, value: one, path: `value.${place}` });
  }
  const told = { key: question.series, title: label, ...unitOf(question.series) };
  const kept = within(points, question, frequency);
  return seriesReading('macro', [macroSeries('eurostat', frequency ? { ...told, frequency } : told, kept)]);
}

/** Unit by its code: I25 is an index, RCH_A and PC are percent. */
function unitOf(series: string): { readonly unit?: MacroUnit; readonly inPercent?: boolean } {
  const code = /[?&]unit=([^&]+)/.exec(series)?.[1] ?? '';
  if (/^I\d\d/.test(code)) return { unit: 'index' };
  return /^(?:RCH|PCH|PC)(?:_|$)/.test(code) ? { inPercent: true } : {};
}
