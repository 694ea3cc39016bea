import * as v from 'valibot';
import { centralBankCurrencies } from '$lib/domain/money';
import type { Provider } from '../provider';
import { ratesReading } from '../reply/bars-from-rows';
import { isoDay, number } from '../reply/fields';
import { readJson } from '../reply/json-reply';
import { unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { address, iso } from '../request/address';
import { openStatuses } from './statuses';

const rows = v.array(v.object({ date: isoDay, base: v.string(), quote: v.string(), rate: number }));
/** Reference rates of central banks. Between currencies that the European Central Bank quotes they are its own; others are blended by Frankfurter. */
export const frankfurter: Provider = {
  id: 'frankfurter',
  name: 'Frankfurter',
  homepage: 'https://frankfurter.dev',
  documentation: { page: 'https://github.com/lineofflight/frankfurter', readOn: '2026-11-29', read: 'vendor' },
  kinds: ['rates'],
  origins: ['https://api.frankfurter.dev'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 10, seconds: 1 }],
  limitsKnown: false,
  parallel: 4,
  ask(question) {
    if (question.kind !== 'rates' || question.base === question.quote) return undefined;
    const { base, quote, from, to } = question;
    const isBanks = centralBankCurrencies.has(base) && centralBankCurrencies.has(quote);
    return {
      url: address('https://api.frankfurter.dev/v2/rates', {
        from: iso(from),
        to: iso(to),
        base,
        quotes: quote,
        providers: isBanks ? 'ecb' : undefined
      })
    };
  },
  read(question, reply) {
    return readJson(reply, { statuses: openStatuses }, rows, (found) => {
      if (question.kind !== 'rates') return notAsked(question.kind);
      for (const [at, { base, quote, rate }] of found.entries()) {
        if (base.toUpperCase() !== question.base) return unexpected(`${at}.base`, question.base, base);
        if (quote.toUpperCase() !== question.quote) {
          return unexpected(`${at}.quote`, question.quote, quote);
        }
        if (!(rate > 0)) return unexpected(`${at}.rate`, 'a rate above zero', String(rate));
      }
      return ratesReading(
        question,
        found.map(({ date, rate }) => ({ day: date, close: rate }))
      );
    });
  }
};
