import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openScreen } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

const start = csv('start.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD'
]);
const passphrase = 'a passphrase for this test';

/** Makes an encrypted backup through the screen. */
async function encryptedBackup(page: Page): Promise<{ name: string; buffer: Buffer }> {
  await page.getByRole('radio', { name: /^Encrypted/ }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Once more').fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save one encrypted file' }).click()
  ]);
  return { name: download.suggestedFilename(), buffer: readFileSync(await download.path()) };
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function unlock(page: Page, name: string, phrase: string): Promise<void> {
  const form = page.getByRole('form', { name: `${name} is encrypted.` });
  await form.getByLabel('Passphrase', { exact: true }).fill(phrase);
  await form.getByRole('button', { name: 'Open', exact: true }).click();
}

/** The head hash that a line of the plan stands for. */
const head = async (page: Page, label: string): Promise<string | null> =>
  page.locator('dl > div').filter({ hasText: label }).getAttribute('title');

test('an encrypted backup comes back into an empty profile with the same head hash', async ({ page, browser }) => {
  await openImport(page);
  await importWhole(page, start);
  await openScreen(page, '/backup');
  const { name, buffer } = await encryptedBackup(page);
  expect(name).toMatch(/^sextant-\d{4}-\d{2}-\d{2}\.zip\.age$/);
  expect(buffer.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  await expect(page.getByRole('table', { name: 'Last backups' })).toContainText('passphrase');
  await choose(page, name, buffer);
  await unlock(page, name, passphrase);
  await expect(page.getByText('The ledger in the file is the one you have.')).toBeVisible({ timeout: 30_000 });
  const original = await head(page, 'Head of your ledger');
  expect(original).toMatch(/^[0-9a-f]{64}$/);

  const context = await browser.newContext();
  const other = await context.newPage();
  await openScreen(other, '/backup');
  await choose(other, name, buffer);
  await unlock(other, name, 'another passphrase');
  await expect(other.getByRole('alert')).toContainText('This passphrase does not open the file.', { timeout: 30_000 });
  await unlock(other, name, passphrase);
  await expect(other.getByText('so none is lost')).toBeVisible({ timeout: 30_000 });
  expect(await head(other, 'Head of its ledger')).toBe(original);
  await other.getByRole('button', { name: 'Restore into your empty data' }).click();
  await expect(other.getByText(/^Restored, \d+ entries/)).toBeVisible({ timeout: 30_000 });

  await choose(other, name, buffer);
  await unlock(other, name, passphrase);
  await expect(other.getByText('The ledger in the file is the one you have.')).toBeVisible({ timeout: 30_000 });
  expect(await head(other, 'Head of your ledger')).toBe(original);
  await expect(other.getByRole('button', { name: 'Replace my data' })).toBeDisabled();
  await openScreen(other, '/');
  await expect(other.locator('[data-ready] .value.figure')).toHaveText('$10,000.00');
  await context.close();
});

test('a cut file and a changed one are told apart, and nothing is written', async ({ page }) => {
  await openScreen(page, '/backup');
  const { name, buffer } = await encryptedBackup(page);
  await choose(page, `cut-${name}`, buffer.subarray(0, buffer.length - 1000));
  await unlock(page, `cut-${name}`, passphrase);
  await expect(page.getByText('The file ends too early')).toBeVisible({ timeout: 30_000 });
  const changed = Buffer.from(buffer);
  changed[70_000] = (changed[70_000] ?? 0) ^ 1;
  await choose(page, `changed-${name}`, changed);
  await unlock(page, `changed-${name}`, passphrase);
  await expect(page.getByText('The file was changed after it was made')).toBeVisible({ timeout: 30_000 });
  await choose(page, 'start.csv', start.buffer);
  await expect(page.getByText('start.csv was not opened. Nothing was changed.')).toBeVisible();
});

test('a passkey opens a backup beside its passphrase', async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true }
    }
  });
  await openScreen(page, '/backup');
  await page.getByRole('radio', { name: /^Encrypted/ }).check();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('checkbox', { name: /^A passkey opens it too/ })).toBeChecked();
  const { name, buffer } = await encryptedBackup(page);
  expect(name).toMatch(/-encrypted\.zip$/);
  await choose(page, name, buffer);
  await page.getByRole('button', { name: 'Open with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Restore into your empty data' })).toBeVisible({ timeout: 30_000 });
  await choose(page, name, buffer);
  await unlock(page, name, passphrase);
  await expect(page.getByRole('button', { name: 'Restore into your empty data' })).toBeVisible({ timeout: 30_000 });
});
