import * as v from 'valibot';
import type { MacroFrequency } from '$lib/domain/market';
import type { Provider } from '../provider';
import { within, type DatedValue } from '../reply/dated-values';
import { isoDay, number } from '../reply/fields';
import { readJson } from '../reply/json-reply';
import { macroSeries, seriesReading } from '../reply/macro-answer';
import { unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { refused } from '../reply/status-reading';
import { pathPart } from '../request/address';
import { openStatuses } from './statuses';

const shape = v.object({
  series: v.object({
    docs: v.array(
      v.object({
        '@frequency': v.string(),
        provider_code: v.string(),
        dataset_code: v.string(),
        series_code: v.string(),
        series_name: v.optional(v.string()),
        period_start_day: v.array(isoDay),
        value: v.array(v.union([number, v.literal('NA'), v.null()]))
      })
    )
  })
});
const frequencies: ReadonlyMap<string, MacroFrequency> = new Map([
  ['daily', 'daily'],
  ['weekly', 'weekly'],
  ['monthly', 'monthly'],
  ['quarterly', 'quarterly'],
  ['annual', 'yearly']
]);

/** Series of statistical offices and central banks, mirrored by DBnomics; a series is "provider/dataset/series". Whole series come at once. */
export const dbnomics: Provider = {
  id: 'dbnomics',
  name: 'DBnomics',
  homepage: 'https://db.nomics.world',
  documentation: { page: 'https://api.db.nomics.world/v22/apidocs', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://api.db.nomics.world'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 60, seconds: 60 }],
  parallel: 2,
  ask(question) {
    if (question.kind !== 'macro') return undefined;
    const parts = question.series.split('/');
    if (parts.length !== 3 || parts.includes('')) return undefined;
    return { url: `https://api.db.nomics.world/v22/series/${parts.map(pathPart).join('/')}?observations=1` };
  },
  read(question, reply) {
    return readJson(reply, { statuses: openStatuses }, shape, ({ series }) => {
      if (question.kind !== 'macro') return notAsked(question.kind);
      const [doc] = series.docs;
      if (!doc) return refused('unknown-symbol', `no series ${question.series}`);
      const key = `${doc.provider_code}/${doc.dataset_code}/${doc.series_code}`;
      if (key !== question.series) return unexpected('series.docs.0', question.series, key);
      const frequency = frequencies.get(doc['@frequency']);
      if (!frequency) return refused('other', `series that are ${doc['@frequency']} are not kept`);
      const { period_start_day: days, value: values } = doc;
      if (days.length !== values.length) {
        return unexpected('series.docs.0.value', `${days.length} values`, String(values.length));
      }
      const points = days.flatMap((day, at): DatedValue[] => {
        const value = values[at];
        return typeof value === 'number' ? [{ day, value, path: `series.docs.0.value.${at}` }] : [];
      });
      const told = { key, frequency, ...(doc.series_name === undefined ? {} : { title: doc.series_name }) };
      return seriesReading('macro', [macroSeries('dbnomics', told, within(points, question, frequency))]);
    });
  }
};
