import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayFromText, dayText, plusDays, weekday } from '$lib/domain/calendar';
import { indexAtOrBefore } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { randomStream } from '$lib/math/random';
import { exportVault, importVault } from '$lib/storage/archive';
import { appendActs, closeVault, deleteVault, openResult, openVault, saveResult, type Vault } from '$lib/storage/dexie';
import { apple, batch, broker, closes, deposit, purchase } from '$lib/storage/dexie/vault.fixture';
import { hits } from './hits';
import { ownIndex } from './own-index';
import { performance } from './performance';
import { risks } from './risks';

const context = { progress: () => undefined };
const days = Array.from({ length: 900 }, (_, at) => plusDays(dayFromText('2020-01-03'), at)).filter(
  (day) => weekday(day) < 6
);
const asOf = days[days.length - 1];
const base = currencyCode('USD');
const scope = { vault: 'mine', base, revision: 1 } as const;

let [mine, other]: Vault[] = [];
beforeAll(async () => {
  mine = await openVault('mine');
  other = await openVault('demo');
  const random = randomStream(7);
  let close = 100;
  const prices = Object.fromEntries(days.map((day) => [dayText(day), (close *= 1 + 0.01 * random.normal())]));
  await appendActs(mine, [deposit('e1', '2000'), purchase('e2', '10', '100')], {
    ...{ batch: batch('b'), recordedAt: 1, title: 'all', accounts: [broker], instruments: [apple] },
    prices: [closes(prices)]
  });
});
afterAll(async () => {
  for (const vault of [mine, other]) {
    closeVault(vault);
    await deleteVault(vault.name);
  }
});

test('the index of all days meets that of a shorter span on each of its days', async () => {
  const whole = await ownIndex({ ...scope, asOf });
  const year = await performance({ ...scope, asOf, period: '1Y', riskFreeRate: 0.01, window: 63 });
  if (!whole || year?.status !== 'ready') throw new Error('nothing measured');
  const { report } = year;
  expect(whole.days[0]).toBe(dayFromText('2020-01-02'));
  // A span may begin on a day without a close: the level is then that of the day before.
  const levelOf = (day: number): number => whole.index[indexAtOrBefore(whole.days, day)];
  expect(report.days[0]).toBeGreaterThan(whole.days[300]);
  report.days.forEach((day, at) => {
    expect(Math.abs(levelOf(day) / levelOf(report.days[0]) - report.index[at])).toBeLessThan(1e-12);
  });
  expect(await ownIndex({ ...scope, asOf: dayFromText('2019-01-01') })).toBeUndefined();
});

test('answers on risk and performance come out of a backup as they went in', async () => {
  const held = { ...scope, start: days[0], end: asOf, late: 'left-out', instruments: [apple.id] } as const;
  const weights = [{ instrument: apple.id, weight: 0.5 }];
  const shares = { ...held, weights, cash: [{ currency: base, weight: 0.5 }] };
  const request = { confidence: 0.95, horizon: 1 };
  const split = { method: 'historical', measure: 'value-at-risk' } as const;
  const outputs = {
    risk: {
      answer: await risks({ ...shares, request, split }, context),
      hits: await hits({ ...shares, method: 'normal', confidence: 0.95, days: 250 }, context)
    },
    performance: {
      report: await performance({ ...scope, asOf, period: 'All', riskFreeRate: 0.01, window: 63 }),
      whole: await ownIndex({ ...scope, asOf })
    }
  };
  expect(outputs.risk.answer.status).toBe('measured');
  expect(outputs.risk.hits.status).toBe('tested');
  for (const [kind, output] of Object.entries(outputs)) {
    const record = { title: kind, createdAt: 1, inputs: {}, engineVersion: '1', dataHash: '' };
    await saveResult(mine, { ...record, id: kind, kind, output });
  }
  expect((await importVault(other, await exportVault(mine, { appVersion: '1' }))).status).toBe('restored');
  for (const [kind, output] of Object.entries(outputs)) expect((await openResult(other, kind))?.output).toEqual(output);
});
