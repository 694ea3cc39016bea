import { expect, test } from './fixtures';
import { acceptAll, csv, give, importButton, importWhole, ledgerCount, openImport, type GivenFile } from './importing';

const plain = csv('trades.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD',
  '2021-02-05,buy,ACME,10,100,,USD',
  '2021-02-05,buy,ACME,10,100,,USD',
  '2021-03-05,sell,ACME,20,120,,USD'
]);
const goesShort = csv('shorts.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD',
  '2021-03-05,sell,ACME,25,120,,USD'
]);

test('a file is imported, adds nothing the second time, and is undone as a whole', async ({ page }) => {
  await openImport(page);
  await importWhole(page, plain);
  await expect(page).toHaveURL(/\/ledger/);
  expect(await ledgerCount(page)).toBe(5);

  await openImport(page);
  await give(page, plain);
  await expect(importButton(page)).toHaveText('Nothing new to import');
  await expect(page.getByText('5', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();

  await page.getByRole('button', { name: 'Undo trades.csv' }).click();
  await expect(page.getByText('trades.csv is undone')).toBeVisible();
  expect(await ledgerCount(page)).toBe(0);
});

test('a sale past what is held is asked about and left out while it is not answered', async ({ page }) => {
  await openImport(page);
  await give(page, goesShort);
  const question = page.getByRole('article', { name: 'This opens a short of 15 ACME' });
  await expect(question).toContainText('2021-03-05,sell,ACME,');
  await expect(question.locator('mark')).toHaveText('25');
  await expect(question.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(importButton(page)).toHaveText('Import 2 rows');
  await question.getByRole('radio', { name: /Open the short/ }).check();
  await expect(importButton(page)).toHaveText('Import 3 rows');
  await question.getByRole('radio', { name: /Leave out/ }).check();
  await expect(importButton(page)).toHaveText('Import 2 rows');
  // Held before: an opening of what is missing, with what it cost.
  await question.getByRole('radio', { name: /I held these before/ }).check();
  await question.getByLabel('What 15 ACME cost in all').fill('1350');
  await question.getByLabel('What 15 ACME cost in all').blur();
  await expect(importButton(page)).toHaveText('Import 3 rows');
  await acceptAll(page);
  await importButton(page).click();
  await expect(page).toHaveURL(/\/ledger/);
  expect(await ledgerCount(page)).toBe(4);
  await expect(page.getByText('3 Jan 2021')).toBeVisible();
  await page.goto('/gains');
  await expect(page.getByRole('main')).toContainText('$1,350');
});

test('other dialects are read: semicolons, decimal commas, days first, UTF-16', async ({ page }) => {
  await openImport(page);
  const german = [
    'Datum;Typ;Symbol;Stück;Kurs;Währung',
    '31.12.2020;Kauf;ACME;10;1.234,50;EUR',
    '15.01.2021;Verkauf;ACME;4;1.300,00;EUR'
  ];
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${german.join('\r\n')}\r\n`, 'utf16le')]);
  await importWhole(page, { name: 'umsätze.csv', mimeType: 'text/csv', buffer: wide });
  expect(await ledgerCount(page)).toBe(2);
  await expect(page.getByText('1,234.50').first()).toBeVisible();
  await expect(page.getByText('31 Dec 2020').first()).toBeVisible();
});

test('a pasted table and several files come one after the other', async ({ page }) => {
  await openImport(page);
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox').fill('date\taction\tamount\tcurrency\n2021-01-04\tdeposit\t500\tUSD\n');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(importButton(page)).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();
  await give(page, [plain, goesShort]);
  await expect(page.getByText('1 more file waits')).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByText(/shorts\.csv/).first()).toBeVisible();
});

test('a file dropped on another screen is read, and one too large is refused with a remedy', async ({ page }) => {
  await page.goto('/holdings');
  await page.locator('[data-ready]').first().waitFor({ timeout: 60_000 });
  const drop = (size: number, text: string) =>
    page.evaluate(
      ([size, text]) => {
        const file = new File([text], 'dropped.csv', { type: 'text/csv' });
        if (size > 0) Object.defineProperty(file, 'size', { value: size });
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(file);
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        // A transfer made by a script hands out copies; the file itself is given instead.
        Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files: [file] } });
        window.dispatchEvent(event);
      },
      [size, text] as const
    );
  await drop(300 * 1024 * 1024, 'date,action');
  await expect(page).toHaveURL(/\/import/);
  await expect(page.getByRole('alert')).toContainText(/300 MB.*Your ledger is as it was\. Split it by year/);
  await drop(0, 'date,action,amount,currency\n2021-01-04,deposit,500,USD\n');
  await expect(importButton(page)).toHaveText('Import 1 row');
  await expect(page.getByText(/This goes to your own data/)).toBeVisible();
});

const broken: readonly (readonly [string, GivenFile, RegExp])[] = [
  ['empty', { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) }, /The file is empty/],
  ['a header alone', csv('header.csv', ['date,action,symbol,quantity,price']), /Only names of columns/],
  [
    'binary',
    {
      name: 'noise.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 131) % 256))
    },
    /This is (not a text file|a|an)/
  ],
  [
    'a picture by another name',
    { name: 'scan.csv', mimeType: 'text/csv', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
    /This is a picture/
  ],
  ['one column', csv('one.csv', ['hello', 'world', 'again']), /No columns found|The columns are not clear/]
];

test('broken files are refused with a reason and a remedy, and nothing is written', async ({ page }) => {
  await openImport(page);
  await importWhole(page, plain);
  await openImport(page);
  for (const [, file, message] of broken) {
    await give(page, file);
    const note = page.getByRole('alert');
    await expect(note).toContainText(message);
    await page.getByRole('button', { name: 'Another file' }).last().click();
  }
  expect(await ledgerCount(page)).toBe(5);
});

test('ragged rows and wrong values are named by line while good rows are offered', async ({ page }) => {
  await openImport(page);
  await give(
    page,
    csv('ragged.csv', [
      'date,action,symbol,quantity,price,amount,currency',
      '2021-01-04,deposit,,,,10000,USD',
      '2021-01-05,buy,ACME,ten,100,,USD',
      '2021-01-06,buy,ACME,10',
      '2021-13-07,buy,ACME,10,100,,USD'
    ])
  );
  await expect(importButton(page)).toHaveText('Import 1 row');
  const problems = page.getByRole('region', { name: 'Problems by line' });
  for (const line of ['3', '4', '5'])
    await expect(problems.locator('summary').getByText(line, { exact: true })).toBeVisible();
  await problems.getByText('“ten” is not a number').click();
  await expect(problems).toContainText('Correct it in the file and drop the file again');
});

test('prices show their series, spans and gaps, and are undone', async ({ page }) => {
  await openImport(page);
  await give(page, csv('prices.csv', ['date,AAA,BBB', '2021-01-04,10,20', '2021-01-05,11,', '2021-02-05,12,22']));
  await expect(page.getByRole('heading', { name: /Prices · 5 closes · 2 series/ })).toBeVisible();
  await expect(page.getByText('gap of 32 days after 4 Jan 2021')).toBeVisible();
  await acceptAll(page);
  await expect(importButton(page)).toHaveText('Import 5 prices');
  await importButton(page).click();
  await expect(page).not.toHaveURL(/\/import/);
  await openImport(page);
  await page.getByRole('button', { name: 'Undo prices.csv' }).click();
  await expect(page.getByText('prices.csv is undone')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('one question is asked at a time', async ({ page }) => {
    await openImport(page);
    await give(page, goesShort);
    await expect(page.getByRole('heading', { name: /^Question 1 of \d/ })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(1);
    await page.getByRole('button', { name: 'Next question' }).click();
    await expect(page.getByRole('heading', { name: /^Question 2 of \d/ })).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
  });
});
