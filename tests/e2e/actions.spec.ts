import AxeBuilder from '@axe-core/playwright';
import { openScreen } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

const shares = csv('shares.csv', [
  'Date,Type,Symbol,Quantity,Price,Amount,Currency',
  '2020-01-02,deposit,,,,9000,USD',
  '2020-01-03,buy,MOTHER,300,10,,USD',
  '2021-02-01,buy,OTHER,10,20,,USD'
]);

test('a spin-off is proposed, applied, followed by lots and cost, and undone', async ({ page }) => {
  await openImport(page);
  await importWhole(page, shares);
  await openScreen(page, '/actions');
  await page.getByRole('button', { name: /^Instrument/ }).click();
  await page.getByRole('menuitemradio', { name: /^MOTHER/ }).click();
  await page.getByRole('radio', { name: 'Spin-off' }).check();
  await expect(page.getByRole('main')).toContainText('How many units for how many old ones.');
  await page.getByLabel('Ex-day', { exact: true }).fill('4 Mar 2021');
  await page.getByLabel('Symbol received').fill('CHILD');
  await page.getByLabel('Units received').fill('1');
  await page.getByLabel('For every old').fill('7');
  await page.getByLabel('Part of the cost that goes to them').fill('27.94%');
  await page.getByRole('radio', { name: 'Paid in cash' }).click();
  await page.getByLabel('Cash for a whole unit').fill('21');
  await page.getByLabel('Cash for a whole unit').blur();

  // 300 / 7 is 42 and six sevenths: these are sold for 18.00, and 2,161.80 of the cost of 3,000 stays.
  const table = page.getByRole('table', { name: 'What it does' });
  await expect(table).toContainText('$3,000.00 → $2,161.80');
  await expect(table).toContainText('0 → 42');
  await expect(table).toContainText('+$18.00');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  await expect(page.getByText('Spin-off of MOTHER on 4 Mar 2021 applied')).toBeVisible();
  const recorded = page.getByRole('region', { name: 'In the ledger so far' });
  await expect(recorded).toContainText('Spin-off, 1 CHILD for 7');

  await recorded.getByRole('link', { name: 'MOTHER' }).click();
  const lots = page.getByRole('table', { name: 'Lots' });
  await expect(lots).toContainText('$2,162');
  await page.getByRole('link', { name: 'Corporate action' }).click();
  await expect(page).toHaveURL(/\/actions\?of=/);
  await page.getByRole('button', { name: /^Undo Spin-off/ }).click();
  await expect(recorded).toContainText('No corporate action has been booked yet.');
  await page.getByRole('button', { name: /^Instrument/ }).click();
  await page.getByRole('menuitemradio', { name: /^MOTHER/ }).click();
  await page.goto(page.url().replace('/actions', '/instrument'));
  await expect(lots).toContainText('$3,000');

  // Two companies at once, by the keyboard alone.
  await page.goBack();
  await page.getByRole('radio', { name: 'Spin-off' }).focus();
  await page.keyboard.press('Space');
  const fill = async (fields: readonly (readonly [string, string])[]) => {
    for (const [label, text] of fields) {
      const field = page.getByLabel(label, { exact: true }).last();
      for (let step = 0; step < 30 && !(await field.evaluate((one) => one === document.activeElement)); step++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Tab');
  };
  await fill([
    ['Ex-day', '4 Mar 2021'],
    ['Symbol received', 'CHILD'],
    ['Units received', '1'],
    ['For every old', '3'],
    ['Part of the cost that goes to them', '30']
  ]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Another one was received too' })).toBeFocused();
  await page.keyboard.press('Enter');
  const second = page.getByRole('group', { name: 'Received 2' });
  await expect(second.getByLabel('Symbol received')).toBeFocused();
  const parts = ['Part of the cost that goes to them', '80'] as const;
  await fill([['Symbol received', 'NEPHEW'], ['Units received', '1'], ['For every old', '4'], parts]);
  await expect(page.getByText('The parts of the cost add up to 110%, 10% too much.').first()).toBeVisible();
  await second.getByLabel(parts[0]).focus();
  await fill([[parts[0], '20']]);
  await expect(page.getByText('50% of the cost stays with MOTHER.')).toBeVisible();
  const cost = page.getByRole('table', { name: 'Where the cost goes' });
  await expect(cost).toContainText(/MOTHER\s*50%\s*\$1,500.00\s*CHILD\s*30%\s*\$900.00\s*NEPHEW\s*20%\s*\$600.00/);
  await expect(cost).toContainText('$3,000.00');
  await page.getByRole('button', { name: 'Apply to 1 account' }).focus();
  await page.keyboard.press('Enter');
  await expect(recorded).toContainText('Spin-off, 1 CHILD for 3, 1 NEPHEW for 4');
  await page.keyboard.press('Control+z');
  await expect(recorded).toContainText('No corporate action has been booked yet.');
});

test('a new symbol keeps the instrument and its history', async ({ page }) => {
  await openImport(page);
  await importWhole(page, shares);
  await openScreen(page, '/actions');
  await page.getByRole('radio', { name: 'New symbol or ISIN' }).check();
  await page.getByLabel('Symbol received').fill('FATHER');
  await page.getByRole('button', { name: 'Change the name' }).click();
  await expect(page.getByText('MOTHER renamed FATHER')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Instrument/ })).toContainText('FATHER');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Instrument/ })).toContainText('MOTHER');
});
