import { expect, inject, test } from 'vitest';
import {
  askedOf,
  memoryQuotas,
  SourceLine,
  usualSettings,
  type FetchEvent,
  type SourceResult
} from '$lib/data/providers';
import { dayFromNumber } from '$lib/domain/calendar';
import { closeOf, tradingDays } from '../loopback/made-series.mjs';
import { madeSource } from '../loopback/made-source';

const server = inject('loopback');
const days = { from: dayFromNumber(19_000), to: dayFromNumber(19_030) };

/** Asks the source at one of its places, after an answer of it elsewhere where `hasAnswered` says so. */
async function asked(mode: string, hasAnswered: boolean, symbol = `${mode}-${hasAnswered}`) {
  const events: FetchEvent[] = [];
  let skipped = 0;
  const settings = { ...usualSettings, idle: 1500, throttles: 2 };
  const world = {
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    now: () => Date.now() + skipped,
    sleep: (milliseconds: number) => {
      skipped += milliseconds;
      return new Promise<void>((resolve) => setTimeout(resolve, 0));
    },
    after: (milliseconds: number, call: () => void) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    chance: () => 0.5,
    online: () => navigator.onLine
  };
  const provider = madeSource('made', `${server}/${mode}`);
  const line = new SourceLine(
    { provider, access: { keys: {} }, limits: [], hasAnswered },
    world,
    memoryQuotas(),
    settings
  );
  const question = { kind: 'prices', symbol, ...days } as const;
  const result = await askedOf(line, question, { world, settings, onEvent: (event) => events.push(event) });
  return { result, events: events.map((one) => one.event) };
}

const closesOf = (result: SourceResult) =>
  result.status === 'answered' && result.answer.kind === 'prices' ? [...result.answer.bars.close] : result;
const truth = (symbol: string): number[] => tradingDays(days.from, days.to).map((day) => closeOf(symbol, day));

test('a source that allows pages is read', async () => {
  expect(closesOf((await asked('ok', false, 'A')).result)).toEqual(truth('A'));
});

test('a source that does not allow pages is told as blocked, with all that it can be', async () => {
  const { result, events } = await asked('no-cors', false);
  expect(result).toMatchObject({ status: 'failed', problem: { code: 'blocked' } });
  expect('problem' in result && result.problem.text).toMatch(/web pages.*contact.*address.*network/);
  expect(events).toEqual(['asked', 'unreachable']);
});

test('too often without CORS headers, after an answer, is throttling: waited for, then read', async () => {
  const { result, events } = await asked('once:throttled-no-cors', true, 'B');
  expect(closesOf(result)).toEqual(truth('B'));
  expect(events).toEqual(['asked', 'throttled', 'asked', 'answered']);
});

test('the same for ever is put off, not called a failure', async () => {
  expect((await asked('throttled-no-cors', true)).result).toMatchObject({
    status: 'later',
    problem: { code: 'throttled' }
  });
});

test('the same before any answer cannot be told from a blocked source', async () => {
  expect((await asked('throttled-no-cors', false)).result).toMatchObject({ problem: { code: 'blocked' } });
});

test.each([
  ['throttled-seconds', 'throttled'],
  ['throttled-date', 'throttled'],
  ['throttled-bare', 'throttled'],
  ['failing', 'failed'],
  ['cut', 'failed'],
  ['malformed', 'failed'],
  ['html', 'failed'],
  ['empty', 'failed'],
  ['reset-half-way', 'failed'],
  ['wrong-length', 'failed'],
  ['silent', 'failed']
])('once %s loses nothing', async (mode, event) => {
  const { result, events } = await asked(`once:${mode}`, true, `S-${mode}`);
  expect(closesOf(result)).toEqual(truth(`S-${mode}`));
  expect(events).toEqual(['asked', event, 'asked', 'answered']);
});

test('connections that are reset, which the browser itself tries again, are throttling after an answer and else blocked', async () => {
  expect((await asked('reset', true)).result).toMatchObject({ status: 'later', problem: { code: 'throttled' } });
  expect((await asked('reset', false)).result).toMatchObject({ status: 'failed', problem: { code: 'blocked' } });
  expect(closesOf((await asked('once:reset', true, 'C')).result)).toEqual(truth('C'));
});

test('a redirect is followed', async () => {
  expect(closesOf((await asked('redirect', false, 'R')).result)).toEqual(truth('R'));
});
