import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  providers,
  usualSettings,
  type FetchEvent,
  type MarketAnswer,
  type Provider,
  type SourceResult
} from '$lib/data/providers';
import { startLoopback } from '../loopback/server.mjs';
import {
  askedOverLoopback,
  bytesOf,
  fixtures,
  pureResult,
  repliesOf,
  type FixtureCase,
  type FixtureReply,
  type LoopbackAsk
} from './loopback.fixture';

/** Replies by source, place of the case and of its page; those of limits once, by the whole address. */
const replies = new Map<string, FixtureReply>();
const limited = new Map<string, FixtureReply>();
let server: Awaited<ReturnType<typeof startLoopback>>;

beforeAll(async () => {
  server = await startLoopback({
    answer(target) {
      const [, ...rest] = target.split('/');
      const limit = limited.get(target);
      limited.delete(target);
      const reply = limit ?? replies.get(rest.join('/'));
      if (!reply) return undefined;
      const headers = reply.retryAfter === undefined ? {} : { headers: { 'retry-after': reply.retryAfter } };
      return { status: reply.status, contentType: reply.contentType, body: bytesOf(reply), ...headers };
    }
  });
});
afterAll(() => server.stop());

const asked = providers.filter((one) => one.asked !== false);

it('every source that can be asked has its documented replies', () => {
  expect(asked.map((one) => one.id).filter((id) => !fixtures.has(id))).toEqual([]);
  for (const [id, { cases, documentation, readOn }] of fixtures) {
    expect([id, cases.length > 0, documentation.startsWith('https://')]).toEqual([id, true, true]);
    expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

let runs = 0;
interface Outcome {
  readonly result: SourceResult;
  readonly events: readonly FetchEvent[];
}

function ask(
  provider: Provider,
  one: FixtureCase,
  mode: string,
  rest: Omit<Partial<LoopbackAsk>, 'place'> = {}
): Promise<Outcome> {
  const run = `run${runs++}`;
  const name = `${provider.id}/${fixtures.get(provider.id)?.cases.indexOf(one)}`;
  repliesOf(one).forEach((reply, page) => replies.set(`${name}/${page}`, reply));
  const place = (page: number): string => `${mode}/${run}/${name}/${page}`;
  return askedOverLoopback(provider, one, { url: server.url, ...rest, place });
}

const told = (events: readonly FetchEvent[]): string[] => events.map((one) => one.code ?? one.event);
const wellOf = (result: SourceResult): string | MarketAnswer =>
  result.status === 'answered' ? result.answer : result.status;

const known = new Map<FixtureCase, Promise<string | MarketAnswer>>();

/** What a case comes to when all goes well; an answer without values is nothing. */
function well(provider: Provider, one: FixtureCase): Promise<string | MarketAnswer> {
  const before = known.get(one) ?? answeredWell(provider, one);
  known.set(one, before);
  return before;
}

async function answeredWell(provider: Provider, one: FixtureCase): Promise<string | MarketAnswer> {
  const pure = pureResult(provider, one);
  const { result } = await ask(provider, one, 'ok');
  if (typeof pure === 'string' || result.status === 'answered') expect(wellOf(result)).toEqual(pure);
  else expect(result.status).toBe('nothing');
  return wellOf(result);
}

const isTable = ({ reply }: FixtureCase): boolean => /csv|text\/plain/.test(reply.contentType);

/** Every value of an answer by its series and day. */
function valuesOf(answer: string | MarketAnswer): Map<string, number> {
  const values = new Map<string, number>();
  const add = (name: string, { days, values: all }: { days: Int32Array; values: Float64Array }): void =>
    days.forEach((day, at) => values.set(`${name} ${day}`, all[at] ?? NaN));
  if (typeof answer === 'string') return values;
  if (answer.kind === 'prices') add('', { days: answer.bars.days, values: answer.bars.close });
  else if (answer.kind === 'rates') add('', answer);
  else if (answer.kind === 'macro' || answer.kind === 'yields') for (const one of answer.series) add(one.id, one);
  else throw new Error(`${answer.kind} are no table`);
  return values;
}

function expectPart(result: SourceResult, whole: string | MarketAnswer): void {
  const all = valuesOf(whole);
  for (const [place, value] of valuesOf(wellOf(result))) expect([place, value]).toEqual([place, all.get(place)]);
}

interface Hardship extends Omit<Partial<LoopbackAsk>, 'place'> {
  readonly mode: string;
}

const recoverable: readonly (Hardship & { readonly event: string })[] = [
  { mode: 'once:throttled-seconds', event: 'throttled' },
  { mode: 'once:throttled-date', event: 'throttled' },
  { mode: 'once:throttled-bare', event: 'throttled' },
  { mode: 'once:unavailable', event: 'throttled' },
  { mode: 'once:failing', event: 'failed' },
  { mode: 'once:reset', event: 'throttled', hasAnswered: true },
  { mode: 'once:reset-half-way', event: 'cut' },
  { mode: 'once:wrong-length', event: 'cut' },
  { mode: 'once:silent', event: 'timeout', settings: { idle: 120 } },
  { mode: 'once:drip', event: 'timeout', settings: { overall: 120 } },
  { mode: 'redirect', event: 'answered' }
];

const lasting: readonly (Hardship & { readonly status: string; readonly code: string })[] = [
  { mode: 'throttled-bare', status: 'later', code: 'throttled' },
  { mode: 'unavailable', status: 'later', code: 'throttled' },
  { mode: 'failing', status: 'failed', code: 'failed' },
  { mode: 'reset', status: 'failed', code: 'blocked' },
  { mode: 'reset', status: 'later', code: 'throttled', hasAnswered: true },
  { mode: 'reset-half-way', status: 'failed', code: 'cut' },
  { mode: 'wrong-length', status: 'failed', code: 'cut' },
  { mode: 'malformed', status: 'failed', code: 'malformed' },
  { mode: 'html', status: 'failed', code: 'malformed' },
  { mode: 'empty', status: 'failed', code: 'malformed' },
  { mode: 'cut', status: 'failed', code: 'malformed' },
  { mode: 'silent', status: 'failed', code: 'timeout', settings: { idle: 60, tries: 2 } },
  { mode: 'drip', status: 'failed', code: 'timeout', settings: { overall: 60, tries: 2 } }
];

describe.each(asked.map((one) => [one.id, one] as const))('%s over a real connection', (id, provider) => {
  const { cases = [], limits = [] } = fixtures.get(id) ?? {};

  it('answers what its documentation shows', async () => {
    for (const one of cases) await well(provider, one);
  });

  it.each(recoverable.map((one) => [one.mode, one] as const))('loses nothing by %s', async (mode, one) => {
    await Promise.all(
      cases.map(async (each) => {
        const { result, events } = await ask(provider, each, mode, one);
        expect([each.name, wellOf(result)]).toEqual([each.name, await well(provider, each)]);
        if (one.event !== 'answered') expect(told(events)).toContain(one.event);
      })
    );
  });

  it.each(lasting.map((one) => [one.mode, one.code, one] as const))(
    'invents nothing in %s: %s',
    async (mode, code, one) => {
      await Promise.all(
        cases.map(async (each) => {
          const { result } = await ask(provider, each, mode, one);
          // A table may end anywhere: what is left of it is true, and no more than that is taken.
          if (isTable(each) && !('problem' in result)) return expectPart(result, await well(provider, each));
          const problem = { code, source: id };
          expect([each.name, result]).toMatchObject([each.name, { status: one.status, problem }]);
          if ('problem' in result) expect(result.problem.text).not.toBe('');
        })
      );
    }
  );

  it.each(limits.map((one) => [one.name, one] as const))('understands: %s', async (_, limit) => {
    const [each] = cases;
    if (!each) return;
    limited.set(`run${runs}/${id}/0/0`, limit.reply);
    const { result, events } = await ask(provider, each, 'ok');
    const { status, code, seconds = 0 } = limit.reading;
    // Longer than anyone waits.
    if (seconds * 1000 > usualSettings.patience)
      return expect(result).toMatchObject({ status: 'later', problem: { code: 'throttled' } });
    if (status === 'throttled' || status === 'failed' || status === 'malformed') {
      expect(wellOf(result)).toEqual(await well(provider, each));
      expect(events.map((one) => one.event)).toContain(status === 'throttled' ? 'throttled' : 'failed');
    } else if (code === 'nothing-in-range') expect(result.status).toBe('nothing');
    else expect(result).toMatchObject({ status: 'refused', problem: { code } });
  });
});
