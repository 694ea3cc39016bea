import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffPause, retryAfterSeconds, throttlePause } from '.';

it('a pause is spread over the whole doubled base and never longer than a minute', () => {
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), share, (failures, chance) => {
      const pause = backoffPause(failures, 1000, chance);
      expect(pause).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** (failures - 1)));
      expect(pause).toBe(chance * backoffPause(failures, 1000, 1));
      expect(throttlePause(failures, 1000, chance)).toBeGreaterThanOrEqual(1000);
    })
  );
});

it('Retry-After is read as seconds and as each date of RFC 9110', () => {
  // The example of RFC 9110, section 5.6.7: one moment in three forms.
  const moment = Date.UTC(1994, 10, 6, 8, 49, 37);
  const forms = ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994 GMT'];
  for (const form of forms) expect(retryAfterSeconds(form, moment - 120_000)).toBe(120);
  expect(retryAfterSeconds('120', moment)).toBe(120);
  expect(retryAfterSeconds(forms[0], moment + 5000)).toBe(0);
  for (const text of [undefined, '', 'soon', '-5', 'NaN']) expect(retryAfterSeconds(text, moment)).toBeUndefined();
});
