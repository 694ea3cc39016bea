import * as v from 'valibot';
import type { Provider, ProviderReading, ProviderReply } from '../provider';
import { readJson } from '../reply/json-reply';
import { newsReading, notAsked } from '../reply/other-readings';
import { refused, retryAfterSeconds, shortened } from '../reply/status-reading';
import { civilDay } from '../reply/strict-values';
import { address, iso } from '../request/address';
import { openStatuses } from './statuses';

const MOST = 250;
const shape = v.object({
  articles: v.optional(
    v.array(
      v.object({
        url: v.pipe(v.string(), v.regex(/^https?:\/\//i, 'is no address of the web')),
        title: v.string(),
        seendate: v.pipe(
          v.string(),
          v.check((text) => seenMilliseconds(text) !== undefined, 'is no time YYYYMMDDThhmmssZ'),
          v.transform((text) => seenMilliseconds(text) ?? NaN)
        ),
        domain: v.string(),
        language: v.optional(v.string())
      })
    )
  )
});

/** News of the world by words, of the last three months, newest first, at most 250 for a question; asked at most once in five seconds. */
export const gdelt: Provider = {
  id: 'gdelt',
  name: 'GDELT',
  homepage: 'https://www.gdeltproject.org',
  documentation: { page: 'https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/', readOn: '2026-11-29' },
  kinds: ['news'],
  origins: ['https://api.gdeltproject.org'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 1, seconds: 5 }],
  parallel: 1,
  ask(question) {
    if (question.kind !== 'news' || question.words.trim() === '') return undefined;
    return {
      url: address('https://api.gdeltproject.org/api/v2/doc/doc', {
        query: question.words.trim(),
        mode: 'artlist',
        format: 'json',
        maxrecords: MOST,
        sort: 'datedesc',
        startdatetime: `${iso(question.from).replaceAll('-', '')}000000`
      })
    };
  },
  read(question, reply) {
    return (
      plainText(reply) ??
      readJson(reply, { statuses: openStatuses }, shape, ({ articles = [] }) => {
        if (question.kind !== 'news') return notAsked(question.kind);
        return newsReading(
          question.from,
          articles.map(({ url, title, seendate, domain, language }) => ({
            id: url,
            title,
            url,
            publisher: domain,
            seenAt: seendate,
            ...(language === undefined ? {} : { language })
          }))
        );
      })
    );
  }
};

/** It throttles and refuses in plain words, whatever the status. */
function plainText(reply: ProviderReply): ProviderReading | undefined {
  const line = reply.text.trim();
  if (/^please limit requests/i.test(line)) {
    return { status: 'throttled', seconds: retryAfterSeconds(reply) ?? 5, text: shortened(line) };
  }
  const isRefusal =
    /^(?:your (?:query|search)|one or more of your|the specified (?:phrase|keyword)|timespan is|invalid )/i;
  return isRefusal.test(line) ? refused('bad-question', line) : undefined;
}

function seenMilliseconds(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', date = '', hours, minutes, seconds] = match;
  const day = civilDay(year, month, date);
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  if (day === undefined || h > 23 || m > 59 || s > 59) return undefined;
  return (((day * 24 + h) * 60 + m) * 60 + s) * 1000;
}
