import type { Day } from '$lib/domain/calendar';
import { ecbTenors } from '../macro-catalog';
import type { Provider, ProviderReading, QuestionOf } from '../provider';
import { ratesReading } from '../reply/bars-from-rows';
import { nothingInRange, within, type DatedValue } from '../reply/dated-values';
import { macroSeries, seriesReading } from '../reply/macro-answer';
import { isMalformed, unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { ecbSeries, type EcbSeries } from './ecb-rows';
import { periodName } from './period-name';
import { textStatus } from './statuses';

const ROOT = 'https://data-api.ecb.europa.eu/service/data';
const CURVE = `YC/B.U2.EUR.4F.G_N_A.SV_C_YM.${ecbTenors.map(([code]) => `SR_${code}`).join('+')}`;
const CODE = /^[A-Z]{3}$/;

/** Address of series; days of a question become months, quarters or years where a key begins with their letter. */
function address(key: string, { from, to }: { readonly from: Day; readonly to: Day }): string {
  const letter = key.split('/')[1]?.[0] ?? '';
  return `${ROOT}/${key}?startPeriod=${periodName(from, letter)}&endPeriod=${periodName(to, letter)}&format=csvdata`;
}

/**
 * Data portal of the European Central Bank: reference rates of the euro, the euro area's AAA yield curve, and any series by
 * its key ("FM/D.U2.EUR.4F.KR.DFR.LEV"). Rates between two other currencies are the quotient of both rates of the euro.
 */
export const ecb: Provider = {
  id: 'ecb',
  name: 'European Central Bank',
  homepage: 'https://data.ecb.europa.eu',
  documentation: { page: 'https://data.ecb.europa.eu/help/api/data', readOn: '2026-11-29' },
  kinds: ['rates', 'yields', 'macro'],
  origins: ['https://data-api.ecb.europa.eu'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 5, seconds: 1 }],
  parallel: 2,
  // Each value comes with all that is known of its series: ten thousand of them are some five megabytes.
  spanDays: 1827,
  ask(question) {
    switch (question.kind) {
      case 'rates': {
        const others = currenciesOf(question);
        if (!others) return undefined;
        return { url: address(`EXR/D.${others.join('+')}.EUR.SP00.A`, question) };
      }
      case 'yields':
        return { url: address(CURVE, question) };
      case 'macro':
        if (!/^[A-Z0-9_]+\/[A-Z0-9_.+]+$/.test(question.series)) return undefined;
        return { url: address(question.series, question) };
      default:
        return undefined;
    }
  },
  read(question, reply) {
    if (reply.status === 404 && /no results found/i.test(reply.text)) return nothingInRange;
    const status = textStatus(reply);
    if (status) return status;
    if (reply.text.trim() === '') return nothingInRange;
    const series = ecbSeries(reply.text);
    if (isMalformed(series)) return series;
    if (question.kind === 'rates') return readRates(question, series);
    if (question.kind !== 'macro' && question.kind !== 'yields') return notAsked(question.kind);
    const pattern = keyPattern(question.kind === 'yields' ? CURVE : question.series);
    const strange = series.find(({ key }) => !pattern.test(key));
    if (strange) return unexpected('KEY', 'a series of the question', strange.key);
    return seriesReading(
      question.kind,
      series.map((one) => macroSeries('ecb', one, within(one.points, question, one.frequency)))
    );
  }
};

/** Currencies other than the euro that a pair needs; undefined when it is none. */
function currenciesOf({ base, quote }: QuestionOf<'rates'>): string[] | undefined {
  if (base === quote || !CODE.test(base) || !CODE.test(quote)) return undefined;
  return [base, quote].filter((code) => code !== 'EUR');
}

/** Keys that a key with "+" for several codes and nothing for all of them names. */
function keyPattern(key: string): RegExp {
  const [flow = '', dimensions = ''] = key.split('/');
  const codes = dimensions.split('.').map((one) => (one === '' ? '[A-Z0-9_]+' : `(?:${one.replaceAll('+', '|')})`));
  return new RegExp(`^${flow}/${codes.join('\\.')}$`);
}

function readRates(question: QuestionOf<'rates'>, series: readonly EcbSeries[]): ProviderReading {
  const { base, quote } = question;
  const strange = series.find(({ key }) => key !== rateKey(base) && key !== rateKey(quote));
  if (strange) return unexpected('KEY', `a rate of ${base} or ${quote}`, strange.key);
  const zero = series.flatMap(({ points }) => points).find(({ value }) => !(value > 0));
  if (zero) return unexpected(zero.path, 'a rate above zero', String(zero.value));
  const ofEuro = (code: string): ReadonlyMap<number, number> | undefined =>
    code === 'EUR' ? undefined : valuesByDay(series.find(({ key }) => key === rateKey(code))?.points ?? []);
  const inBase = ofEuro(base);
  const inQuote = ofEuro(quote);
  return ratesReading(
    question,
    Array.from(inBase ?? inQuote ?? [], ([day]) => ({
      day,
      close: (inQuote ? (inQuote.get(day) ?? NaN) : 1) / (inBase?.get(day) ?? 1)
    }))
  );
}

const valuesByDay = (points: readonly DatedValue[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ day, value }) => [day, value]));
const rateKey = (code: string): string => `EXR/D.${code}.EUR.SP00.A`;
