import { afterEach, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { now, today } from '$lib/platform/clock';
import { FileTooLargeError, readFile, saveFile } from '$lib/platform/files';
import { randomId, randomSeed } from '$lib/platform/ids';
import { onInstallable, type InstallOffer } from '$lib/platform/install';
import { persistence, requestPersistence } from '$lib/platform/persistence';
import {
  activeVault,
  resolvedTheme,
  saveActiveVault,
  saveThemePreference,
  themePreference
} from '$lib/platform/preferences';

afterEach(() => localStorage.clear());

test('a file is read in pieces with progress, and a large one refused with its size', async () => {
  const content = crypto.getRandomValues(new Uint8Array(60_000));
  const file = new File(
    Array.from({ length: 100 }, () => content),
    'six-megabytes.bin'
  );
  const told: number[] = [];
  const bytes = await readFile(file, { onProgress: (share) => told.push(share) });
  expect(bytes.length).toBe(6_000_000);
  expect(bytes.subarray(5_940_000)).toEqual(content);
  expect(told.at(-1)).toBe(1);
  expect(await readFile(new File([], 'empty.csv'))).toEqual(new Uint8Array(0));
  const error = await readFile(file, { limit: 1_000_000 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileTooLargeError);
  expect(String(error)).toMatch(/six-megabytes.bin has 6 MB; at most 1 MB/);
  const stop = AbortSignal.abort();
  await expect(readFile(file, { signal: stop })).rejects.toMatchObject({ name: 'AbortError' });
});

test('content is handed over as a download with its name', () => {
  const saved: string[] = [];
  const catchDownload = (event: MouseEvent): void => {
    event.preventDefault();
    if (event.target instanceof HTMLAnchorElement) saved.push(`${event.target.download} ${event.target.protocol}`);
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    this.addEventListener('click', catchDownload);
    click.call(this);
  };
  saveFile('date,close\n', 'prices.csv', 'text/csv');
  HTMLAnchorElement.prototype.click = click;
  expect(saved).toEqual(['prices.csv blob:']);
});

test('preferences are kept, and anything else is as if never set', () => {
  expect([themePreference(), activeVault()]).toEqual(['system', 'demo']);
  saveThemePreference('dark');
  saveActiveVault('mine');
  expect([themePreference(), activeVault(), resolvedTheme('dark'), resolvedTheme('light')]).toEqual([
    ...['dark', 'mine', 'dark', 'light']
  ]);
  localStorage.setItem('sextant-theme', 'purple');
  expect(themePreference()).toBe('system');
});

test('the browser answers whether it keeps the data, and how much room there is', async () => {
  const { answer, quota = 0 } = await requestPersistence();
  expect(['granted', 'denied']).toContain(answer);
  expect(quota).toBeGreaterThan(0);
  expect((await persistence()).persisted).toBe(answer === 'granted');
});

test('an offer to install is told once it comes, and is gone when taken', async () => {
  const offers: (InstallOffer | undefined)[] = [];
  const stop = onInstallable((offer) => offers.push(offer));
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: () => Promise.resolve(),
    userChoice: Promise.resolve({ outcome: 'accepted' })
  });
  dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(await offers.at(-1)?.prompt()).toBe('accepted');
  expect(offers.map((offer) => offer !== undefined)).toEqual([false, true, false]);
  stop();
});

test('clock, ids and seeds', () => {
  const date = new Date(now());
  const local = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  expect(dayText(today())).toBe(local.join('-'));
  expect(new Set(Array.from({ length: 100 }, randomId)).size).toBe(100);
  expect(randomSeed()).toSatisfy((seed: number) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
});
