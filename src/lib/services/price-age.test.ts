import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { today } from '$lib/platform/clock';
import { referenceDay } from './price-age';

const chosen = dayFromText('2022-06-01');
const latest = dayFromText('2022-12-28');

test('prices are old by the day a person chose, by that of the demo, else by today', () => {
  expect(referenceDay('mine', chosen, latest)).toBe(chosen);
  expect(referenceDay('demo', latest, latest)).toBe(latest);
  expect(referenceDay('mine', latest, latest)).toBe(today());
  expect(referenceDay('mine', undefined, undefined)).toBe(today());
});
