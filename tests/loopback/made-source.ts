import type { MarketAnswer, Provider, ProviderReading, QuestionOf } from '$lib/data/providers';

/** A source of the tests: speaks as made-series.mjs answers, below an address of its own. */
export function madeSource(id: string, origin: string, over: Partial<Provider> = {}): Provider {
  return {
    id,
    name: id,
    homepage: origin,
    documentation: { page: `${origin}/docs`, readOn: '2026-01-01' },
    kinds: ['prices'],
    origins: [origin],
    browser: 'yes',
    key: 'none',
    keyFields: [],
    limits: [],
    parallel: 8,
    ask(question, { keys }) {
      if (question.kind !== 'prices') return undefined;
      const { symbol, from, to } = question;
      const key = keys['key'] === undefined ? '' : `&key=${encodeURIComponent(keys['key'])}`;
      return { url: `${origin}/prices?symbol=${encodeURIComponent(symbol)}&from=${from}&to=${to}${key}` };
    },
    read(question, { text }) {
      return question.kind === 'prices' ? reading(question, text) : { status: 'failed', text: 'only prices' };
    },
    ...over
  };
}

function reading(question: QuestionOf<'prices'>, text: string): ProviderReading {
  let reply: unknown;
  try {
    reply = JSON.parse(text);
  } catch (error) {
    return { status: 'malformed', path: '', text: String(error) };
  }
  if (typeof reply !== 'object' || reply === null) return { status: 'malformed', path: '', text: 'no object' };
  if ('error' in reply) return { status: 'refused', code: 'unknown-symbol', text: String(reply.error) };
  if (!('rows' in reply) || !Array.isArray(reply.rows)) return { status: 'malformed', path: 'rows', text: 'no rows' };
  const rows = reply.rows as readonly (readonly [number, number])[];
  if (rows.length === 0)
    return { status: 'refused', code: 'nothing-in-range', text: `nothing of ${question.symbol} in these days` };
  return { status: 'answered', answer: pricesOf(rows) };
}

/** Closes as an answer. */
export function pricesOf(rows: readonly (readonly [number, number])[]): Extract<MarketAnswer, { kind: 'prices' }> {
  const blank = (): Float64Array => new Float64Array(rows.length).fill(NaN);
  const close = Float64Array.from(rows, ([, value]) => value);
  const days = Int32Array.from(rows, ([day]) => day);
  const bars = { days, open: blank(), high: blank(), low: blank(), close, volume: blank() };
  return { kind: 'prices', bars, adjustment: 'none', quoteUnit: 'currency' };
}
