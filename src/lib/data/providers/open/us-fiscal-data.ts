import * as v from 'valibot';
import { dayText, type Day } from '$lib/domain/calendar';
import type { Provider, ProviderRequest, QuestionOf } from '../provider';
import { nothingInRange, periodStart, within, type DatedValue } from '../reply/dated-values';
import { decimalText, isoDay, number } from '../reply/fields';
import { readJson } from '../reply/json-reply';
import { joinedPages, macroSeries } from '../reply/macro-answer';
import { isMalformed, unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { escaped } from '../request/address';
import { openStatuses } from './statuses';

const ROOT = 'https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v2/accounting/od/avg_interest_rates';
const PAGE = 1000;
const shape = v.object({
  data: v.array(
    v.object({
      record_date: isoDay,
      security_desc: v.string(),
      avg_interest_rate_amt: v.union([v.literal('null'), decimalText])
    })
  ),
  meta: v.object({ 'total-pages': number }),
  links: v.object({ self: v.string(), next: v.nullable(v.string()) })
});

function requestOf({ series, from, to }: QuestionOf<'macro'>, page: number): ProviderRequest {
  const since = dayText(periodStart(from, 'monthly'));
  const filter = `record_date:gte:${since},record_date:lte:${dayText(to)},security_desc:eq:${escaped(series)}`;
  const fields = 'record_date,security_desc,avg_interest_rate_amt';
  return {
    url: `${ROOT}?fields=${fields}&filter=${filter}&sort=record_date&page[number]=${page}&page[size]=${PAGE}`
  };
}

/**
 * Average rates of interest on what the United States owe, by kind of security ("Treasury Bills"), monthly since 2001, from
 * percent to fractions. What is paid on the debt, not what the market yields: that is the par yield curve.
 */
export const usFiscalData: Provider = {
  id: 'us-fiscal-data',
  name: 'US Treasury, Fiscal Data',
  homepage: 'https://fiscaldata.treasury.gov',
  documentation: { page: 'https://fiscaldata.treasury.gov/api-documentation/', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://api.fiscaldata.treasury.gov'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 5, seconds: 1 }],
  parallel: 2,
  ask(question) {
    return question.kind === 'macro' && question.series !== '' ? requestOf(question, 1) : undefined;
  },
  read(question, reply, soFar) {
    return readJson(reply, { statuses: openStatuses }, shape, ({ data, meta, links }) => {
      if (question.kind !== 'macro') return notAsked(question.kind);
      const points: DatedValue[] = [];
      for (const [
        at,
        { record_date: stated, security_desc: security, avg_interest_rate_amt: value }
      ] of data.entries()) {
        if (security !== question.series) {
          return unexpected(`data.${at}.security_desc`, question.series, security);
        }
        if (typeof value === 'number') {
          points.push({ day: periodStart(stated as Day, 'monthly'), value, path: `data.${at}` });
        }
      }
      const told = { key: question.series, frequency: 'monthly', inPercent: true } as const;
      const found = macroSeries('us-fiscal-data', told, within(points, question, 'monthly'));
      if (isMalformed(found)) return found;
      const series = joinedPages(soFar, found.days.length > 0 ? [found] : []);
      if (series.length === 0) return nothingInRange;
      const page = pageOf(links.next ?? '');
      const goesOn = page > pageOf(links.self) && page <= meta['total-pages'];
      if (links.next !== null && !goesOn) return unexpected('links.next', 'a later page that there is', links.next);
      return {
        status: 'answered',
        answer: { kind: 'macro', series },
        ...(goesOn ? { next: requestOf(question, page) } : {})
      };
    });
  }
};

/** Number of the page that a link leads to; NaN for none. */
function pageOf(link: string): number {
  return Number(/page%5Bnumber%5D=(\d+)/i.exec(link)?.[1]);
}
