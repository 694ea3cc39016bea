import type { Page } from '@playwright/test';
import { openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

const start = csv('start.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD'
]);
const passphrase = 'a passphrase for this lock';

/** The journal as the disk has it, as text. */
const storedJournal = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('sextant-mine');
        request.onerror = () => reject(new Error('not opened'));
        request.onsuccess = () => {
          const rows = request.result.transaction('journal').objectStore('journal').getAll();
          rows.onsuccess = () => {
            request.result.close();
            const text = (value: unknown) =>
              value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value;
            resolve(JSON.stringify(rows.result, (_, value: unknown) => text(value)));
          };
        };
      })
  );

test('data with a lock is unreadable on the disk, asks for its passphrase and comes back', async ({
  page,
  context
}) => {
  await openImport(page);
  await importWhole(page, start);
  expect(await storedJournal(page)).toContain('deposit');
  await openScreen(page, '/settings');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Once more').fill(passphrase);
  await page.getByRole('button', { name: 'Lock with this passphrase' }).click();
  await expect(page.getByText('Your data is encrypted in this browser’s storage.')).toBeVisible({ timeout: 30_000 });
  const stored = await storedJournal(page);
  expect(stored).toContain('sealed');
  expect(stored).not.toContain('deposit');

  // Another tab is given the key by this one.
  const other = await context.newPage();
  await openScreen(other, '/');
  await expect(other.locator('[data-ready] .value.figure')).toHaveText('$10,000.00');
  await openImport(page);
  await importWhole(
    page,
    csv('more.csv', ['date,action,symbol,quantity,price,amount,currency', '2021-01-06,deposit,,,,2500,USD'])
  );
  await expect(other.locator('[data-ready] .value.figure')).toHaveText('$12,500.00');
  expect(await storedJournal(page)).not.toContain('deposit');

  await openScreen(page, '/settings');
  await page.getByRole('button', { name: 'Lock now' }).click();
  for (const tab of [page, other])
    await expect(tab.getByRole('heading', { name: 'Your data is locked' })).toBeVisible();
  const form = page.getByRole('form', { name: 'Your data is locked' });
  await form.getByLabel('Passphrase', { exact: true }).fill('another passphrase');
  await form.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByText('This passphrase does not open your data.')).toBeVisible({ timeout: 30_000 });
  await form.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await form.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Stop encrypting' }).click();
  await expect(page.getByRole('button', { name: 'Lock with this passphrase' })).toBeVisible({ timeout: 30_000 });
  expect(await storedJournal(page)).toContain('deposit');
  await page.goto('/');
  await screenReady(page);
  await expect(page.locator('[data-ready] .value.figure')).toHaveText('$12,500.00');
});

test('it locks when nobody touches it, and a passkey opens it beside the passphrase', async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true }
    }
  });
  await openImport(page);
  await importWhole(page, start);
  await openScreen(page, '/backup');
  await page.getByRole('radio', { name: /^Encrypted/ }).check();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('checkbox', { name: /^A passkey opens it too/ })).toBeChecked();

  await page.clock.install();
  await openScreen(page, '/settings');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Once more').fill(passphrase);
  await page.getByRole('button', { name: 'Lock with this passphrase' }).click();
  await expect(page.getByText('The passphrase or the passkey opens it.')).toBeVisible({ timeout: 30_000 });
  await page.clock.fastForward('10:00');
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
  await page.clock.fastForward('10:00');
  await expect(page.getByRole('heading', { name: 'Your data is locked' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Unlock with the passkey' }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible({ timeout: 30_000 });
});
