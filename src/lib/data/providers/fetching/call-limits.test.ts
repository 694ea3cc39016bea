import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callTimes, isBurst, limitsLeft, memoryQuotas, noCalls, waitBefore, withCall } from '.';

const NOW = 1_700_000_000_000;
const limit = fc.record({ calls: fc.integer({ min: 1, max: 12 }), seconds: fc.integer({ min: 1, max: 120 }) });
const limits = fc.array(limit, { maxLength: 3 });

describe('limits of calls', () => {
  it('are exceeded in no window, wherever it begins', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), (list, count, parallel) => {
        const times = callTimes(count, { limits: list, calls: noCalls, parallel, latency: 200, now: NOW });
        for (const { calls, seconds } of list)
          for (const begin of times) {
            const inside = times.filter((at) => at >= begin && at < begin + seconds * 1000);
            expect(inside.length).toBeLessThanOrEqual(calls);
          }
      })
    );
  });

  it('hold for callers that come when they like and wait as they are told', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(limits, arrivals, async (list, pauses) => {
        const quotas = memoryQuotas();
        const made: number[] = [];
        let now = NOW;
        for (const pause of pauses) {
          now += pause;
          for (;;) {
            const wait = await quotas.take('one', list, now);
            if (wait === 0) break;
            // A moment before it is still refused: nobody waits longer than needed.
            expect(await quotas.take('one', list, now + wait / 2)).toBeGreaterThan(0);
            now += wait;
          }
          made.push(now);
        }
        for (const { calls, seconds } of list)
          made.forEach((at, i) => expect((made[i + calls] ?? Infinity) - at).toBeGreaterThanOrEqual(seconds * 1000));
      })
    );
  });

  it('survive being kept, and a clock that was set back', () => {
    const list = [{ calls: 2, seconds: 60 }];
    const two = withCall(list, withCall(list, noCalls, NOW), NOW + 1000);
    expect(waitBefore(list, { calls: Float64Array.from(two.calls) }, NOW + 2000)).toBe(58_250);
    const back = withCall(list, { calls: Float64Array.of(NOW + 1e9) }, NOW);
    expect([...back.calls]).toEqual([NOW, NOW]);
  });

  it('forget what no limit counts any longer', () => {
    const list = [{ calls: 3, seconds: 1 }];
    let calls = noCalls;
    for (let i = 0; i < 1000; i++) calls = withCall(list, calls, NOW + i * 500);
    expect(calls.calls.length).toBeLessThanOrEqual(4);
  });

  it('say what is left and when it comes back', () => {
    const list = [
      { calls: 8, seconds: 60 },
      { calls: 800, seconds: 86_400 }
    ];
    let calls = noCalls;
    for (let i = 0; i < 7; i++) calls = withCall(list, calls, NOW + i);
    expect(limitsLeft(list, calls, NOW + 10).map((one) => one.left)).toEqual([1, 793]);
    expect(isBurst(list, calls, NOW + 10)).toBe(true);
    expect(isBurst(list, calls, NOW + 100_000)).toBe(false);
    expect(waitBefore(list, { ...calls, pausedUntil: NOW + 5000 }, NOW + 10)).toBe(4990);
  });

  it('of a source that allows nothing are never met', () => {
    expect(waitBefore([{ calls: 0, seconds: 60 }], noCalls, NOW)).toBe(Infinity);
  });
});
