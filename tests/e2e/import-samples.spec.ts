import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from './fixtures';
import { openImport } from './importing';

const shared = process.env['SEXTANT_SHARED'];
const folder = `${shared}/samples`;
const files =
  shared && existsSync(folder)
    ? (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
        .filter((path) => /\.(csv|json|xml|ofx|portfolio)$/.test(path) && !path.endsWith('.expected.json'))
        .sort()
    : [];
if (files.length === 0) console.log('skipped 54 rows: SEXTANT_SHARED is not set');

test('every sample goes through the inbox, named by its format or refused with a reason', async ({ page }) => {
  test.skip(files.length === 0, 'SEXTANT_SHARED is not set');
  test.setTimeout(240_000);
  await openImport(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map((path) => `${folder}/${path}`));
  const inbox = page.getByRole('region', { name: 'Inbox' });
  await expect(inbox.getByRole('listitem')).toHaveCount(files.length);
  await expect(inbox.getByText(/^(waits|reading)$/)).toHaveCount(0, { timeout: 200_000 });
  const states = await inbox.getByRole('listitem').allInnerTexts();
  const refused = states.filter((text) => /cannot be read|reading failed/.test(text));
  expect(refused.map((text) => text.split('\n')[0])).toEqual(['unexpected-format.json']);
  const named = states.filter((text) => /\((CSV|JSON|XML|CSV, JSON|CSV, XLSX|OFX, QFX|QIF|binary)\)/.test(text));
  console.log(
    `${states.length} samples: ${named.length} by their format, ${refused.length} refused, the rest as tables`
  );
  expect(named.length).toBeGreaterThan(files.length * 0.8);
});
